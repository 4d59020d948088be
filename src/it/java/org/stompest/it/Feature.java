package org.stompest.it;

/** What some brokers can do over STOMP and others cannot, as far as tests depend on it; the rows of docs/BROKERS.md. Immutable. */
public enum Feature {
    BROWSING("Looking at a queue without consuming"),
    DURABLE_SUBSCRIPTIONS("Durable subscriptions to topics"),
    DURABLE_TOPIC_CHANGE(
            "A durable subscription follows another topic of its name also if a connection before has made it"),
    UNKNOWN_SUBSCRIPTION_ERRORS("Deleting a durable subscription that there is not is told to be an error"),
    SHARED_DURABLE_SUBSCRIPTIONS("Durable subscriptions to topics that several consumers share"),
    SHARED_DURABLE_SUBSCRIPTIONS_OF_ALL("Those without a client identifier"),
    SHARED_SUBSCRIPTIONS("Shared subscriptions to topics that end with their last consumer"),
    VIRTUAL_TOPICS("Queues that a topic named `VirtualTopic.x` fills"),
    QUEUE_AND_TOPIC_OF_ONE_NAME("A queue and a topic of one name at the same time"),
    QUEUE_SELECTORS("Selectors on queues"),
    DELIVERY_DELAY("Messages that are delivered later"),
    PRIORITY_ORDER("Messages that wait are delivered by priority"),
    ORDER_OF_RETURNED_MESSAGES("Messages that several subscriptions of a session give back keep their order"),
    CLIENT_ID_CONFLICTS("A client identifier that is in use is refused"),
    ACKS_IN_TRANSACTIONS("Acknowledgements are part of transactions, so that a commit is one step"),
    LASTING_ACKNOWLEDGEMENTS("Acknowledgements that are confirmed outlast a crash of the broker at once"),
    INDIVIDUAL_ACKNOWLEDGEMENTS("Acknowledgements of single messages, whatever came before"),
    DUPLICATE_DETECTION("A send that is repeated after the connection was lost counts once"),
    REJECTION("A rejected message leaves the queue"),
    REJECTION_TO_DEAD_LETTERS("A rejected message goes to the broker's dead letters"),
    HEADER_ESCAPES("STOMP 1.1 or later, where headers may hold any text"),
    VERSION_1_2("STOMP 1.2"),
    VERSION_WITHOUT_ESCAPES("STOMP 1.0, where headers may hold ASCII without line ends only"),
    LONG_HEADERS("Headers of any length"),
    LONG_IDENTIFIERS("Correlation identifiers and types of more than 255 bytes"),
    MANY_HEADERS("Hundreds of headers in one frame"),
    FLOW_CONTROL("A window: what is not acknowledged keeps further messages back"),
    RETURN_AT_UNSUBSCRIBE("The end of a subscription gives its messages back, not only the end of the connection"),
    NO_ACKNOWLEDGEMENT("Without acknowledgements a message is gone as soon as the broker has sent it"),
    ROLLBACK_OF_REFUSED_SENDS("A transaction with a send that is refused has no effect"),
    ANY_USER("Without users of its own it lets in who says any name"),
    VIRTUAL_HOSTS(
            "Virtual hosts of its own naming, which it asks for before the secret, so that who names none connects twice"),
    USERS("Users with secrets and rights"),
    NAMES_OF_REFUSED_SENDS("The refusal of a send names its destination also if nobody waits for it"),
    REASONS_OF_REFUSED_SENDS("A send to a queue that there is tells why it is refused");

    private final String text;

    Feature(String text) {
        this.text = text;
    }

    /**
     * What it is.
     *
     * @return a sentence without its full stop
     */
    public String text() {
        return text;
    }
}
