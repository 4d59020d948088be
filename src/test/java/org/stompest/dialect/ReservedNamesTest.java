package org.stompest.dialect;

import org.stompest.protocol.Headers;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ReservedNamesTest {
    /** STOMP 1.0 to 1.2, all frames. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ack",
                "content-length",
                "content-type",
                "destination",
                "heart-beat",
                "host",
                "id",
                "login",
                "message",
                "message-id",
                "passcode",
                "receipt",
                "receipt-id",
                "selector",
                "server",
                "session",
                "subscription",
                "transaction",
                "version"
            })
    void headersOfStompAreReserved(String name) {
        assertTrue(ReservedNames.isReserved(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "amq-msg-type",
                "browser",
                "correlation-id",
                "destination-type",
                "expires",
                "ingress-timestamp",
                "no-local",
                "persistent",
                "prefetch-count",
                "priority",
                "redelivered",
                "reply-to",
                "scheduledJobId",
                "timestamp",
                "transformation",
                "type",
                "amqMessageId",
                "NATIVE_MESSAGE_ID"
            })
    void headersOfBrokersAreReserved(String name) {
        assertTrue(ReservedNames.isReserved(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "JMSCorrelationID",
                "JMSDeliveryMode",
                "JMSDeliveryTime",
                "JMSDestination",
                "JMSExpiration",
                "JMSMessageID",
                "JMSPriority",
                "JMSRedelivered",
                "JMSReplyTo",
                "JMSTimestamp",
                "JMSType",
                "JMSXDeliveryCount"
            })
    void headersOfJakartaMessagingAreReserved(String name) {
        assertTrue(ReservedNames.isReserved(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "_AMQ_",
                "_AMQ_DUPL_ID",
                "_AMQ_GROUP_ID",
                "_AMQ_SCHED_DELIVERY",
                "__AMQ_CID",
                "AMQ_SCHEDULED_DELAY",
                "AMQ_SCHEDULED_TIME",
                "JMS_AMQP_TTL",
                "JMS_stompest",
                "JMS_stompest_x",
                "JMS_stompestx",
                "activemq.prefetchSize",
                "activemq."
            })
    void whatStartsWithAPrefixOfBrokersOrOursIsReserved(String name) {
        assertTrue(ReservedNames.isReserved(name));
    }

    /** Groups and who sent it pass through the headers of those names. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "age",
                "Ack",
                "ACK",
                "ids",
                "jmstype",
                "JMSXGroupID",
                "JMSXGroupSeq",
                "JMSXUserID",
                "JMSXAppID",
                "JMS_vendor",
                "JMS_Stompest",
                "AMQ_",
                "_AMQ",
                "_amq_x",
                "x_AMQ_y",
                "activemq",
                "destinations"
            })
    void otherNamesAreTheApplications(String name) {
        assertFalse(ReservedNames.isReserved(name));
    }

    /** What a dialect writes itself must not be overwritten by a property. */
    @Test
    void whateverADialectWritesIsReserved() {
        for (String broker : new String[] {"activemq", "artemis", "rabbitmq", "generic"}) {
            Dialect dialect = Sample.dialect(broker);
            Outgoing message = new Outgoing(
                    Sample.queue("q"),
                    true,
                    7,
                    5,
                    1,
                    broker.equals("generic") || broker.equals("rabbitmq") ? 0 : 3,
                    "m",
                    "c",
                    "t",
                    Sample.queue("r"),
                    true,
                    1_000);
            Headers headers = Sample.headers(builder -> {
                dialect.send(message, builder);
                dialect.body(BodyKind.TEXT, new byte[1], builder);
                dialect.body(BodyKind.BYTES, new byte[1], builder);
            });
            headers.forEach((name, value) -> assertTrue(ReservedNames.isReserved(name), name));
            assertEquals(false, headers.size() == 0);
        }
    }
}
