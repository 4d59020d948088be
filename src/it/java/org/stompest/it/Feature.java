package org.stompest.it;

/** What some brokers can do over STOMP and others cannot, as far as tests depend on it. Immutable. */
public enum Feature {
    /** Looking at a queue without consuming. */
    BROWSING,
    /** Durable subscriptions to topics. */
    DURABLE_SUBSCRIPTIONS,
    /** A durable subscription follows another topic of its name also if a connection before has made it. */
    DURABLE_TOPIC_CHANGE,
    /** Deleting a durable subscription that there is not is told to be an error. */
    UNKNOWN_SUBSCRIPTION_ERRORS,
    /** Durable subscriptions to topics that several consumers share. */
    SHARED_DURABLE_SUBSCRIPTIONS,
    /** Those without a client identifier. */
    SHARED_DURABLE_SUBSCRIPTIONS_OF_ALL,
    /** Shared subscriptions to topics that end with their last consumer. */
    SHARED_SUBSCRIPTIONS,
    /** Queues that a topic named {@code VirtualTopic.x} fills. */
    VIRTUAL_TOPICS,
    /** A queue and a topic of one name at the same time. */
    QUEUE_AND_TOPIC_OF_ONE_NAME,
    /** Selectors on queues. */
    QUEUE_SELECTORS,
    /** Messages that are delivered later. */
    DELIVERY_DELAY,
    /** Messages that wait are delivered by priority. */
    PRIORITY_ORDER,
    /** Messages that several subscriptions of a session give back keep their order. */
    ORDER_OF_RETURNED_MESSAGES,
    /** A client identifier that is in use is refused. */
    CLIENT_ID_CONFLICTS,
    /** Acknowledgements are part of transactions, so that a commit is one step. */
    ACKS_IN_TRANSACTIONS,
    /** Acknowledgements of single messages, whatever came before. */
    INDIVIDUAL_ACKNOWLEDGEMENTS,
    /** A send that is repeated after the connection was lost counts once. */
    DUPLICATE_DETECTION,
    /** A rejected message leaves the queue. */
    REJECTION,
    /** A rejected message goes to the broker's dead letters. */
    REJECTION_TO_DEAD_LETTERS,
    /** STOMP 1.1 or later, where headers may hold any text. */
    HEADER_ESCAPES,
    /** STOMP 1.2. */
    VERSION_1_2,
    /** STOMP 1.0, where headers may hold ASCII without line ends only. */
    VERSION_WITHOUT_ESCAPES,
    /** Headers of any length. */
    LONG_HEADERS,
    /** Correlation identifiers and types of more than 255 bytes. */
    LONG_IDENTIFIERS,
    /** Hundreds of headers in one frame. */
    MANY_HEADERS,
    /** A window: what is not acknowledged keeps further messages back. */
    FLOW_CONTROL,
    /** The end of a subscription gives its messages back, not only the end of the connection. */
    RETURN_AT_UNSUBSCRIBE,
    /** Without acknowledgements a message is gone as soon as the broker has sent it. */
    NO_ACKNOWLEDGEMENT,
    /** A transaction with a send that is refused has no effect. */
    ROLLBACK_OF_REFUSED_SENDS,
    /** Without users of its own it lets in who says any name. */
    ANY_USER,
    /** Virtual hosts of its own naming, which it asks for before the secret, so that who names none connects twice. */
    VIRTUAL_HOSTS,
    /** Users with secrets and rights. */
    USERS,
    /** The refusal of a send names its destination also if nobody waits for it. */
    NAMES_OF_REFUSED_SENDS,
    /** A send to a queue that there is tells why it is refused. */
    REASONS_OF_REFUSED_SENDS
}
