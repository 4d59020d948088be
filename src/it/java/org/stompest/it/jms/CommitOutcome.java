package org.stompest.it.jms;

/**
 * What has become of a transaction that has sent three messages and received two from each queue. Immutable.
 *
 * @param ending what the commit has said
 * @param sent the texts of the messages that are there to be received
 * @param again the texts of the messages received that come again, in the order of their queue
 */
record CommitOutcome(Ending ending, String sent, String again) {
    /** What a commit says. Immutable. */
    enum Ending {
        /** It returns. */
        COMMITTED,
        /** It throws TransactionRolledBackException. */
        ROLLED_BACK,
        /** It throws TransactionInDoubtException. */
        IN_DOUBT
    }

    /** What is sent. */
    static final String SENT = "xyz";

    /** What is received from the queues, two from each. */
    static final String RECEIVED = "abcd";

    /** What holds of it for a transaction that has received only some of the messages. */
    CommitOutcome among(String received) {
        StringBuilder left = new StringBuilder();
        again.chars().filter(each -> received.indexOf(each) >= 0).forEach(each -> left.append((char) each));
        return new CommitOutcome(ending, sent, left.toString());
    }
}
