package org.stompest.it.interop;

import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What each side sees of the headers that the other has set. */
@Timeout(120)
class HeadersIT {
    private static final long TIME_TO_LIVE = 1_000_000;

    /** How far clocks and computations may be apart, in milliseconds; far less than what they tell apart. */
    private static final long TOLERANCE = 60_000;

    @RegisterExtension
    final InteropFixture interop = new InteropFixture();

    /** What one side has sent, as its producer left it, and what the other has received of it. */
    private record Trip(Message sent, Message got) {}

    private Trip toTheirs(NativeClient client, int mode, int priority) throws Exception {
        Session ours = interop.ours(client).createSession();
        Queue queue = ours.createQueue(InteropFixture.name(client));
        return trip(ours, ours.createProducer(queue), interop.theirs(client), mode, priority);
    }

    private Trip toOurs(NativeClient client, int mode, int priority) throws Exception {
        Session theirs = interop.theirs(client).createSession();
        Queue queue = theirs.createQueue(InteropFixture.name(client));
        MessageProducer producer = InteropFixture.producer(client, theirs, queue);
        return trip(theirs, producer, interop.ours(client), mode, priority);
    }

    private static Trip trip(Session sending, MessageProducer producer, Connection receiver, int mode, int priority)
            throws Exception {
        Message sent = sending.createTextMessage("body");
        sent.setJMSCorrelationID("a:b\\c \u20ac");
        sent.setJMSType("type of it");
        sent.setStringProperty("JMSXGroupID", "group");
        sent.setIntProperty("JMSXGroupSeq", 3);
        producer.send(sent, mode, priority, TIME_TO_LIVE);
        Session receiving = receiver.createSession();
        Queue queue = receiving.createQueue(((Queue) producer.getDestination()).getQueueName());
        return new Trip(sent, InteropFixture.next(receiving.createConsumer(queue)));
    }

    private static void assertCommon(Trip trip, int mode, int priority) throws Exception {
        Message got = trip.got();
        assertEquals(mode, got.getJMSDeliveryMode());
        assertEquals(priority, got.getJMSPriority());
        assertEquals("a:b\\c \u20ac", got.getJMSCorrelationID());
        assertEquals("type of it", got.getJMSType());
        assertEquals(trip.sent().getJMSExpiration(), got.getJMSExpiration());
        assertEquals(trip.sent().getJMSTimestamp() + TIME_TO_LIVE, got.getJMSExpiration(), TOLERANCE);
        assertEquals(trip.sent().getJMSTimestamp(), got.getJMSTimestamp(), TOLERANCE);
        assertEquals(false, got.getJMSRedelivered());
        assertEquals(1, got.getIntProperty("JMSXDeliveryCount"));
        assertNull(got.getJMSReplyTo());
    }

    @ParameterizedTest
    @EnumSource
    void theOtherClientSeesWhatWeSet(NativeClient client) throws Exception {
        for (int mode : new int[] {DeliveryMode.PERSISTENT, DeliveryMode.NON_PERSISTENT}) {
            for (int priority : new int[] {0, 4, 9}) {
                Trip trip = toTheirs(client, mode, priority);
                assertCommon(trip, mode, priority);
                assertEquals("group", trip.got().getStringProperty("JMSXGroupID"));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void weSeeWhatTheOtherClientSets(NativeClient client) throws Exception {
        for (int mode : new int[] {DeliveryMode.PERSISTENT, DeliveryMode.NON_PERSISTENT}) {
            for (int priority : new int[] {0, 4, 9}) {
                Trip trip = toOurs(client, mode, priority);
                assertCommon(trip, mode, priority);
                // Classic does not show it to consumers of STOMP.
                assertEquals(client.isClassic() ? null : "group", trip.got().getStringProperty("JMSXGroupID"));
            }
        }
    }

    /** Artemis does not read the header of that name; what its clients set it shows under a name of its own, which we do not read. */
    @ParameterizedTest
    @EnumSource
    void groupSequencesReachTheOtherClientOnClassicOnly(NativeClient client) throws Exception {
        Message ours = toTheirs(client, DeliveryMode.PERSISTENT, 4).got();
        int expected = client.isClassic() ? 3 : 0;
        assertEquals(expected, ours.getObjectProperty("JMSXGroupSeq"));
        Message theirs = toOurs(client, DeliveryMode.PERSISTENT, 4).got();
        assertFalse(theirs.propertyExists("JMSXGroupSeq"));
    }

    /** Artemis writes the time at which the message came. */
    @ParameterizedTest
    @EnumSource
    void timestampsAreTheSendersButForOursOnArtemis(NativeClient client) throws Exception {
        Trip ours = toTheirs(client, DeliveryMode.PERSISTENT, 4);
        if (client.isClassic()) {
            assertEquals(ours.sent().getJMSTimestamp(), ours.got().getJMSTimestamp());
        } else {
            assertTrue(ours.got().getJMSTimestamp() >= ours.sent().getJMSTimestamp(), "the time of arrival");
        }
        Trip theirs = toOurs(client, DeliveryMode.PERSISTENT, 4);
        assertEquals(theirs.sent().getJMSTimestamp(), theirs.got().getJMSTimestamp());
    }

    /** Ours travels in the hint everywhere; only AMQP on Artemis reads the header that we write it to. */
    @ParameterizedTest
    @EnumSource
    void ourMessageIdIsSeenByAmqpOnArtemisOnly(NativeClient client) throws Exception {
        Trip trip = toTheirs(client, DeliveryMode.PERSISTENT, 4);
        String sent = trip.sent().getJMSMessageID();
        String got = trip.got().getJMSMessageID();
        switch (client) {
            case OPENWIRE, AMQP_CLASSIC -> assertTrue(got.startsWith("ID:") && !got.equals(sent), got);
            case CORE -> {
                assertNull(got);
                assertEquals(sent, trip.got().getStringProperty("NATIVE_MESSAGE_ID"));
            }
            case AMQP_ARTEMIS -> assertEquals(sent, got);
        }
        assertTrue(trip.got().getStringProperty("JMS_stompest").endsWith(";i=" + sent));
    }

    @ParameterizedTest
    @EnumSource
    void weSeeTheMessageIdOfOpenWireAndAmqpAndOneOfTheBrokerForCore(NativeClient client) throws Exception {
        Trip trip = toOurs(client, DeliveryMode.PERSISTENT, 4);
        String sent = trip.sent().getJMSMessageID();
        String got = trip.got().getJMSMessageID();
        switch (client) {
            case OPENWIRE, AMQP_ARTEMIS -> assertEquals(sent, got);
            case CORE -> assertTrue(got.matches("ID:[0-9]+") && sent.startsWith("ID:"), sent + ", " + got);
            case AMQP_CLASSIC -> assertTrue(got.startsWith("ID:") && sent == null, sent + ", " + got);
        }
    }
}
