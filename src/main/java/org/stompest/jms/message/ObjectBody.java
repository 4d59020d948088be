package org.stompest.jms.message;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;

import jakarta.jms.MessageFormatException;

/** The bodies of object messages: objects as Java serializes them. Stateless. */
final class ObjectBody {
    private ObjectBody() {}

    /**
     * Serializes an object.
     *
     * @throws MessageFormatException if it cannot be serialized
     */
    static byte[] serialize(Serializable object) throws MessageFormatException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        } catch (IOException | RuntimeException e) {
            // The application's own writeObject may throw anything.
            MessageFormatException exception = new MessageFormatException(
                    "expected an object that can be serialized, got a "
                            + object.getClass().getName() + ": " + e,
                    ErrorCodes.BODY);
            throw BodyErrors.caused(exception, e);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads an object that this virtual machine has written for itself.
     *
     * @throws MessageFormatException if that does not work out
     */
    static Serializable restore(byte[] serialized) throws MessageFormatException {
        try (ObjectReader in = new ObjectReader(serialized)) {
            return (Serializable) in.readObject();
        } catch (IOException | ClassNotFoundException | RuntimeException | LinkageError e) {
            throw unreadable("", e);
        }
    }

    /**
     * Reads an object that somebody has sent.
     *
     * @throws MessageFormatException if the policy refuses it, a class is missing or the bytes are no object
     */
    static Serializable deserialize(byte[] serialized, ObjectPolicy policy) throws MessageFormatException {
        ObjectFilter filter = new ObjectFilter(policy, serialized.length);
        try (ObjectReader in = new ObjectReader(serialized)) {
            in.obey(filter);
            return (Serializable) in.readObject();
        } catch (ClassNotFoundException e) {
            throw unreadable(
                    "class " + e.getMessage()
                            + ", which is not there; it would have to be, and jms.deserializationPolicy.allowList to allow it",
                    e);
        } catch (IOException | RuntimeException | LinkageError e) {
            throw unreadable(filter.refusal() == null ? "" : filter.refusal(), e);
        }
    }

    private static MessageFormatException unreadable(String reason, Throwable cause) {
        MessageFormatException exception = new MessageFormatException(
                "expected a serialized object of classes that are allowed and present, got "
                        + (reason.isEmpty() ? "" + cause : reason),
                ErrorCodes.BODY);
        return BodyErrors.caused(exception, cause);
    }
}
