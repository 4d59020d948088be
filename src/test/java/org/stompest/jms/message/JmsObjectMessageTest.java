package org.stompest.jms.message;

import java.io.IOException;
import java.io.InvalidClassException;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import jakarta.jms.JMSException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageNotWriteableException;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Tests object messages. */
class JmsObjectMessageTest {
    private final JmsObjectMessage sent = new JmsObjectMessage();

    /** Counts how often objects of it are read. */
    static final class Counted implements Serializable {
        private static final long serialVersionUID = 1L;
        private static int reads;

        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            in.defaultReadObject();
            reads++;
        }
    }

    /** Cannot be written. */
    static final class Unwritable implements Serializable {
        private static final long serialVersionUID = 1L;

        private void writeObject(ObjectOutputStream out) {
            throw new UnsupportedOperationException("not this one");
        }
    }

    /** Cannot be read. */
    static final class Unreadable implements Serializable {
        private static final long serialVersionUID = 1L;

        private void readObject(ObjectInputStream in) {
            throw new UnsupportedOperationException("not that one");
        }
    }

    @Test
    void theObjectSurvivesTheTrip() throws JMSException {
        sent.setObject("text");

        assertEquals("text", Received.copy(sent, ObjectPolicy.DEFAULT).getObject());
    }

    @Test
    void noObjectIsNull() throws JMSException {
        assertNull(sent.getObject());
        assertFalse(sent.hasBody());

        sent.setObject("x");
        sent.setObject(null);

        assertNull(sent.getObject());
        assertNull(Received.copy(sent, ObjectPolicy.DEFAULT).getObject());
        assertEquals(0, sent.encodeBody().length);
    }

    @Test
    void theMessageDoesNotSeeWhatHappensToTheObjectAfterwards() throws JMSException {
        ArrayList<String> list = new ArrayList<>(List.of("a"));
        sent.setObject(list);

        list.add("b");

        assertEquals(List.of("a"), sent.getObject());
    }

    @Test
    void everyoneWhoAsksGetsAnObjectOfHisOwn() throws JMSException {
        sent.setObject(new ArrayList<>(List.of("a")));
        Object first = sent.getObject();
        ((List<?>) first).clear();

        Object second = sent.getObject();

        assertNotSame(first, second);
        assertEquals(List.of("a"), second);
    }

    @Test
    void whatCannotBeSerializedIsRefusedAndTheOldObjectStays() throws JMSException {
        sent.setObject("old");
        Serializable bad = (Serializable) Arrays.asList("x", new Object());

        MessageFormatException exception = assertThrows(MessageFormatException.class, () -> sent.setObject(bad));

        assertEquals(ErrorCodes.BODY, exception.getErrorCode());
        assertInstanceOf(NotSerializableException.class, exception.getCause());
        assertSame(exception.getCause(), exception.getLinkedException());
        assertEquals("old", sent.getObject());
    }

    @Test
    void whatFailsToWriteItselfIsRefused() {
        MessageFormatException exception =
                assertThrows(MessageFormatException.class, () -> sent.setObject(new Unwritable()));

        assertInstanceOf(UnsupportedOperationException.class, exception.getCause());
        assertTrue(exception.getMessage().contains("Unwritable"), exception.getMessage());
    }

    @Test
    void whatFailsToReadItselfIsReported() throws JMSException {
        sent.setObject(new Unreadable());
        JmsObjectMessage received = Received.copy(sent, ObjectPolicy.trustAll());

        MessageFormatException exception = assertThrows(MessageFormatException.class, received::getObject);

        assertEquals(ErrorCodes.BODY, exception.getErrorCode());
        assertInstanceOf(UnsupportedOperationException.class, exception.getCause());
    }

    @Test
    void theObjectIsReadOnlyWhenItIsAskedFor() throws JMSException {
        sent.setObject(new Counted());
        int before = Counted.reads;

        JmsObjectMessage received = Received.copy(sent, ObjectPolicy.trustAll());
        assertTrue(received.hasBody());
        assertTrue(received.toString().contains("OBJECT"));
        assertArrayEquals(sent.encodeBody(), received.encodeBody());
        assertTrue(received.isBodyAssignableTo(Serializable.class));
        assertTrue(received.isBodyAssignableTo(Object.class));
        assertEquals(before, Counted.reads);

        received.getObject();
        assertEquals(before + 1, Counted.reads);
    }

    @Test
    void anObjectOfAClassThatIsNotAllowedIsRefusedUnread() throws JMSException {
        sent.setObject(new Counted());
        int before = Counted.reads;
        JmsObjectMessage received = Received.copy(sent, ObjectPolicy.DEFAULT);

        MessageFormatException exception = assertThrows(MessageFormatException.class, received::getObject);

        assertEquals(ErrorCodes.BODY, exception.getErrorCode());
        assertTrue(exception.getMessage().contains(Counted.class.getName()), exception.getMessage());
        assertTrue(exception.getMessage().contains("jms.deserializationPolicy.allowList"), exception.getMessage());
        assertInstanceOf(InvalidClassException.class, exception.getCause());
        assertThrows(MessageFormatException.class, () -> received.getBody(Serializable.class));
        assertThrows(MessageFormatException.class, () -> received.isBodyAssignableTo(Counted.class));
        assertEquals(before, Counted.reads);
    }

    @Test
    void anObjectThatIsRefusedTravelsOnAsItCame() throws JMSException {
        sent.setObject(new Counted());

        assertArrayEquals(
                sent.encodeBody(), Received.copy(sent, ObjectPolicy.DEFAULT).encodeBody());
    }

    @Test
    void whatTheApplicationHasSetItselfNeedsNoPermission() throws JMSException {
        sent.setObject(new Counted());

        assertInstanceOf(Counted.class, sent.getObject());
        assertInstanceOf(Counted.class, sent.getBody(Counted.class));
    }

    @Test
    void anObjectOfAClassThatIsMissingIsReported() throws JMSException {
        sent.setObject(new Counted());
        String name = Counted.class.getName();
        String body = new String(sent.encodeBody(), StandardCharsets.ISO_8859_1);
        String renamed = body.replace(name, name.replace("Counted", "Missing"));
        JmsObjectMessage received =
                Received.object(renamed.getBytes(StandardCharsets.ISO_8859_1), ObjectPolicy.trustAll());

        MessageFormatException exception = assertThrows(MessageFormatException.class, received::getObject);

        assertInstanceOf(ClassNotFoundException.class, exception.getCause());
        assertTrue(exception.getMessage().contains(name.replace("Counted", "Missing")), exception.getMessage());
        assertTrue(exception.getMessage().contains("jms.deserializationPolicy.allowList"), exception.getMessage());
    }

    @Test
    void whatIsNoObjectIsReported() {
        for (byte[] body : List.of(new byte[0], new byte[] {1, 2, 3}, new byte[] {-84, -19, 0, 5})) {
            JmsObjectMessage received = Received.object(body, ObjectPolicy.DEFAULT);

            MessageFormatException exception = assertThrows(MessageFormatException.class, received::getObject);
            assertEquals(ErrorCodes.BODY, exception.getErrorCode());
            assertInstanceOf(IOException.class, exception.getCause());
        }
    }

    @Test
    void aReceivedObjectCannotBeSetBeforeItIsCleared() throws JMSException {
        sent.setObject("old");
        JmsObjectMessage received = Received.copy(sent, ObjectPolicy.DEFAULT);

        assertThrows(MessageNotWriteableException.class, () -> received.setObject("new"));
        assertEquals("old", received.getObject());

        received.clearBody();
        assertNull(received.getObject());
        received.setObject("new");
        assertEquals("new", received.getObject());
    }

    @Test
    void aMessageThatWasClearedTrustsWhatItIsGiven() throws JMSException {
        JmsObjectMessage received = Received.object(new byte[] {1}, ObjectPolicy.DEFAULT);
        received.clearBody();

        received.setObject(new Counted());

        assertInstanceOf(Counted.class, received.getObject());
    }

    @Test
    void classesAreThoseOfTheThreadsLoader() throws JMSException, ClassNotFoundException {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        ClassLoader own = new OwnClasses(before);
        sent.setObject(new Counted());
        JmsObjectMessage received = Received.copy(sent, ObjectPolicy.trustAll());
        Class<?> type;

        Thread.currentThread().setContextClassLoader(own);
        try {
            type = received.getObject().getClass();
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }

        assertSame(own.loadClass(Counted.class.getName()), type);
        assertNotSame(Counted.class, type);
    }

    @Test
    void classesThatTheThreadsLoaderDoesNotKnowAreOurs() throws JMSException {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        sent.setObject(new Counted());
        JmsObjectMessage received = Received.copy(sent, ObjectPolicy.trustAll());

        for (ClassLoader loader : Arrays.asList(ClassLoader.getPlatformClassLoader(), null)) {
            Thread.currentThread().setContextClassLoader(loader);
            try {
                assertSame(Counted.class, received.getObject().getClass());
            } finally {
                Thread.currentThread().setContextClassLoader(before);
            }
        }
    }

    /** Loads the counted class anew. */
    private static final class OwnClasses extends ClassLoader {
        OwnClasses(ClassLoader parent) {
            super(parent);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.equals(Counted.class.getName())) {
                return super.loadClass(name, resolve);
            }
            Class<?> known = findLoadedClass(name);
            if (known != null) {
                return known;
            }
            try (var in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] code = in.readAllBytes();
                return defineClass(name, code, 0, code.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
