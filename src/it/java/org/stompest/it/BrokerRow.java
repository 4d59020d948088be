package org.stompest.it;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.stompest.protocol.Headers;
import org.stompest.protocol.Version;

/**
 * What the tests have to know of a broker. Immutable.
 *
 * @param title what messages of the library call it
 * @param dialect the option {@code stomp.broker} for it
 * @param options of URIs for connections to it, {@code name=value&name=value}, or empty
 * @param versions of STOMP that it speaks
 * @param deadLetters the bare name of the queue where messages go that cannot be handled
 * @param queuePrefix what stands before the names of queues
 * @param sendHeaders what a SEND to a queue needs further
 * @param subscribeHeaders what a SUBSCRIBE to a queue needs further
 * @param features what it can do
 * @param waysOut for what it cannot do, a part of what the refusal says to do instead
 */
record BrokerRow(
        String title,
        String dialect,
        String options,
        List<Version> versions,
        String deadLetters,
        String queuePrefix,
        Headers sendHeaders,
        Headers subscribeHeaders,
        Set<Feature> features,
        Map<Feature, String> waysOut) {
    static final BrokerRow CLASSIC = new BrokerRow(
            "ActiveMQ Classic",
            "activemq",
            "",
            Version.all(),
            "ActiveMQ.DLQ",
            "/queue/",
            Headers.EMPTY,
            Headers.EMPTY,
            Set.of(
                    Feature.NAMES_OF_REFUSED_SENDS,
                    Feature.LONG_IDENTIFIERS,
                    Feature.MANY_HEADERS,
                    Feature.RETURN_AT_UNSUBSCRIBE,
                    Feature.NO_ACKNOWLEDGEMENT,
                    Feature.ROLLBACK_OF_REFUSED_SENDS,
                    Feature.ANY_USER,
                    Feature.FLOW_CONTROL,
                    Feature.BROWSING,
                    Feature.DURABLE_SUBSCRIPTIONS,
                    Feature.DURABLE_TOPIC_CHANGE,
                    Feature.UNKNOWN_SUBSCRIPTION_ERRORS,
                    Feature.VIRTUAL_TOPICS,
                    Feature.QUEUE_AND_TOPIC_OF_ONE_NAME,
                    Feature.QUEUE_SELECTORS,
                    Feature.LASTING_ACKNOWLEDGEMENTS,
                    Feature.INDIVIDUAL_ACKNOWLEDGEMENTS,
                    Feature.DELIVERY_DELAY,
                    Feature.CLIENT_ID_CONFLICTS,
                    Feature.ACKS_IN_TRANSACTIONS,
                    Feature.REJECTION,
                    Feature.REJECTION_TO_DEAD_LETTERS,
                    Feature.HEADER_ESCAPES,
                    Feature.VERSION_WITHOUT_ESCAPES,
                    Feature.VERSION_1_2,
                    Feature.USERS,
                    Feature.REASONS_OF_REFUSED_SENDS),
            Map.of(
                    Feature.SHARED_SUBSCRIPTIONS, "VirtualTopic",
                    Feature.SHARED_DURABLE_SUBSCRIPTIONS, "VirtualTopic"));

    static final BrokerRow ARTEMIS = new BrokerRow(
            "ActiveMQ Artemis",
            "artemis",
            "",
            Version.all(),
            "DLQ",
            "",
            Headers.of("destination-type", "ANYCAST"),
            Headers.of("subscription-type", "ANYCAST"),
            Set.of(
                    Feature.NAMES_OF_REFUSED_SENDS,
                    Feature.LONG_IDENTIFIERS,
                    Feature.MANY_HEADERS,
                    Feature.RETURN_AT_UNSUBSCRIBE,
                    Feature.NO_ACKNOWLEDGEMENT,
                    Feature.ROLLBACK_OF_REFUSED_SENDS,
                    Feature.ANY_USER,
                    Feature.FLOW_CONTROL,
                    Feature.ORDER_OF_RETURNED_MESSAGES,
                    Feature.DURABLE_SUBSCRIPTIONS,
                    Feature.SHARED_DURABLE_SUBSCRIPTIONS,
                    Feature.QUEUE_SELECTORS,
                    Feature.LASTING_ACKNOWLEDGEMENTS,
                    Feature.INDIVIDUAL_ACKNOWLEDGEMENTS,
                    Feature.DELIVERY_DELAY,
                    Feature.PRIORITY_ORDER,
                    Feature.DUPLICATE_DETECTION,
                    Feature.REJECTION,
                    Feature.LONG_HEADERS,
                    Feature.HEADER_ESCAPES,
                    Feature.VERSION_WITHOUT_ESCAPES,
                    Feature.VERSION_1_2,
                    Feature.USERS),
            Map.of(
                    Feature.BROWSING, "console",
                    Feature.SHARED_SUBSCRIPTIONS, "durable"));

    /** It confirms an acknowledgement before the queue has noted it: what is killed within moments of that delivers the message again. */
    static final BrokerRow RABBITMQ = new BrokerRow(
            "RabbitMQ",
            "rabbitmq",
            "",
            List.of(Version.V1_2),
            "DLQ",
            "/queue/",
            Headers.EMPTY,
            Headers.EMPTY,
            Set.of(
                    Feature.VIRTUAL_HOSTS,
                    Feature.FLOW_CONTROL,
                    Feature.LONG_HEADERS,
                    Feature.ORDER_OF_RETURNED_MESSAGES,
                    Feature.DURABLE_SUBSCRIPTIONS,
                    Feature.SHARED_DURABLE_SUBSCRIPTIONS,
                    Feature.SHARED_DURABLE_SUBSCRIPTIONS_OF_ALL,
                    Feature.SHARED_SUBSCRIPTIONS,
                    Feature.QUEUE_AND_TOPIC_OF_ONE_NAME,
                    Feature.INDIVIDUAL_ACKNOWLEDGEMENTS,
                    Feature.HEADER_ESCAPES,
                    Feature.VERSION_1_2,
                    Feature.USERS,
                    Feature.REASONS_OF_REFUSED_SENDS),
            Map.of());

    /** A broker that knows one version of STOMP and nothing more. */
    static BrokerRow strict(Version version) {
        boolean isFirst = version == Version.V1_0;
        Set<Feature> features = EnumSet.of(
                Feature.LONG_IDENTIFIERS,
                Feature.MANY_HEADERS,
                Feature.RETURN_AT_UNSUBSCRIBE,
                Feature.NO_ACKNOWLEDGEMENT,
                Feature.ROLLBACK_OF_REFUSED_SENDS,
                Feature.ANY_USER,
                Feature.QUEUE_AND_TOPIC_OF_ONE_NAME,
                Feature.ORDER_OF_RETURNED_MESSAGES,
                Feature.ACKS_IN_TRANSACTIONS,
                Feature.LASTING_ACKNOWLEDGEMENTS,
                Feature.LONG_HEADERS,
                isFirst ? Feature.VERSION_WITHOUT_ESCAPES : Feature.HEADER_ESCAPES);
        if (!isFirst) {
            features.add(Feature.INDIVIDUAL_ACKNOWLEDGEMENTS);
        }
        if (version == Version.V1_2) {
            features.add(Feature.VERSION_1_2);
        }
        return new BrokerRow(
                "a generic STOMP broker",
                "generic",
                "stomp.broker=generic&stomp.versions=" + version.text(),
                List.of(version),
                "DLQ",
                "/queue/",
                Headers.EMPTY,
                // There an acknowledgement is that of one message in any case.
                isFirst ? Headers.of("ack", "client") : Headers.EMPTY,
                Collections.unmodifiableSet(features),
                Map.of(
                        Feature.BROWSING, "console",
                        Feature.DELIVERY_DELAY, "stomp.broker",
                        Feature.INDIVIDUAL_ACKNOWLEDGEMENTS, "stomp.broker"));
    }
}
