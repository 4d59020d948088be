package org.stompest.jms;

import jakarta.jms.IllegalStateException;

/** Which messaging domain a connection or session was made for, and what that rules out (Jakarta Messaging 3.1, 9.2). Immutable. */
enum Domain {
    UNIFIED,
    QUEUE,
    TOPIC;

    /** Refuses what belongs to topics in the domain of queues. */
    void checkTopics(String what) throws IllegalStateException {
        check(this != QUEUE, what, "QueueSession or QueueConnection");
    }

    /** Refuses what belongs to queues in the domain of topics. */
    void checkQueues(String what) throws IllegalStateException {
        check(this != TOPIC, what, "TopicSession");
    }

    private static void check(boolean isAllowed, String what, String owner) throws IllegalStateException {
        if (!isAllowed) {
            throw JmsExceptions.state("expected no call of " + what + " on a " + owner + ", which has none");
        }
    }
}
