package org.stompest.it.conformance;

import java.io.Serializable;
import java.math.BigInteger;
import java.util.Date;
import java.util.List;

import jakarta.jms.Connection;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageNotWriteableException;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Queue;
import jakarta.jms.Session;

import org.stompest.it.BrokerKind;
import org.stompest.it.Brokers;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Object messages over the wire, and what of them may be read (Jakarta Messaging 3.1, 3.11). */
@Timeout(120)
class MessageObjectIT {
    private static final String ALLOW = "jms.deserializationPolicy.allowList=";
    private static final String DENY = "jms.deserializationPolicy.denyList=";

    @RegisterExtension
    final JmsFixture jms = new JmsFixture();

    /** A class of the application. */
    private record Order(int number, List<String> items) implements Serializable {}

    private ObjectMessage trip(BrokerKind kind, Connection connection, Serializable object) throws Exception {
        Session session = connection.createSession();
        Queue queue = jms.queue(kind);
        session.createProducer(queue).send(session.createObjectMessage(object));
        return assertInstanceOf(
                ObjectMessage.class, session.createConsumer(queue).receive(JmsFixture.PATIENCE));
    }

    /** 3.11: numbers, texts and arrays of them need no permission. */
    @Brokers
    void objectsOfTheLanguageArrive(BrokerKind kind) throws Exception {
        Connection connection = jms.connect(kind);
        for (Serializable object : List.<Serializable>of("text \0 \u20ac", 42, 1L << 40, 'c', true, 2.5d)) {
            ObjectMessage got = trip(kind, connection, object);
            assertEquals(object, got.getObject());
            assertEquals(object, got.getBody(object.getClass()));
        }
        byte[] large = new byte[300_000];
        large[299_999] = 7;
        assertEquals(7, ((byte[]) trip(kind, connection, large).getObject())[299_999]);
    }

    /** 3.11: an object of the application's own class, if the list of what is allowed has it. */
    @Brokers
    void allowedClassesArrive(BrokerKind kind) throws Exception {
        String allowed = ALLOW + "org.stompest.it.conformance,java.util";
        Order order = new Order(7, List.of("a", "b"));
        ObjectMessage got = trip(kind, jms.connect(kind, allowed), order);
        assertEquals(order, got.getObject());
        assertNotSame(got.getObject(), got.getObject());
        assertEquals(order, got.getBody(Order.class));
        assertFalse(got.isBodyAssignableTo(String.class));
        assertThrows(MessageFormatException.class, () -> got.getBody(String.class));
    }

    /** 3.11: refused when the object is asked for; the message itself arrives, and the next one too. */
    @Brokers
    void classesThatAreNotAllowedAreRefusedWhenTheyAreAskedFor(BrokerKind kind) throws Exception {
        Connection connection = jms.connect(kind);
        ObjectMessage got = trip(kind, connection, new Order(7, List.of()));
        MessageFormatException refusal = assertThrows(MessageFormatException.class, got::getObject);
        assertTrue(refusal.getMessage().contains(Order.class.getName()), refusal.getMessage());
        assertTrue(refusal.getMessage().contains("jms.deserializationPolicy.allowList"), refusal.getMessage());
        assertThrows(MessageFormatException.class, () -> got.getBody(Order.class));
        assertEquals("next", trip(kind, connection, "next").getObject());
    }

    /** 3.11: the narrower word counts. */
    @Brokers
    void deniedClassesAreRefusedThoughTheirPackageIsAllowed(BrokerKind kind) throws Exception {
        Connection connection = jms.connect(kind, ALLOW + "java&" + DENY + "java.util.Date");
        assertEquals(BigInteger.TEN, trip(kind, connection, BigInteger.TEN).getObject());
        ObjectMessage got = trip(kind, connection, new Date(0));
        assertThrows(MessageFormatException.class, got::getObject);
    }

    /** 3.11.4: the kind survives without an object. */
    @Brokers
    void noObjectStaysNoObject(BrokerKind kind) throws Exception {
        ObjectMessage got = trip(kind, jms.connect(kind), null);
        assertNull(got.getObject());
        assertNull(got.getBody(Order.class));
        assertTrue(got.isBodyAssignableTo(Order.class));
    }

    /** 3.10: read-only, until it is cleared. */
    @Brokers
    void theReceiversIsReadOnlyUntilItIsCleared(BrokerKind kind) throws Exception {
        ObjectMessage got = trip(kind, jms.connect(kind), "text");
        assertThrows(MessageNotWriteableException.class, () -> got.setObject("other"));
        got.clearBody();
        assertNull(got.getObject());
        got.setObject(new Date(0));
        assertEquals(new Date(0), got.getObject());
    }

    /** 3.12: the object is copied when it is set; what cannot be serialized is refused then. */
    @Brokers
    void theSendersObjectIsCopied(BrokerKind kind) throws Exception {
        Session session = jms.connect(kind).createSession();
        long[] numbers = {1, 2};
        ObjectMessage message = session.createObjectMessage(numbers);
        numbers[0] = 9;
        Queue queue = jms.queue(kind);
        session.createProducer(queue).send(message);
        ObjectMessage got = (ObjectMessage) session.createConsumer(queue).receive(JmsFixture.PATIENCE);
        assertEquals(1, got.getBody(long[].class)[0]);
        Object[] hopeless = {new Object()};
        assertThrows(MessageFormatException.class, () -> session.createObjectMessage(hopeless));
    }
}
