package org.stompest.jms.message;

import java.io.Serializable;
import java.util.Objects;

import jakarta.jms.JMSException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.ObjectMessage;

import org.stompest.dialect.BodyKind;

/**
 * A message with a serialized object. It is serialized when it is set, and deserialized whenever it is got: nobody sees what others
 * do to it afterwards. What came from elsewhere has to pass an {@link ObjectPolicy}. Not thread-safe.
 */
public final class JmsObjectMessage extends JmsMessage implements ObjectMessage {
    private final ObjectPolicy policy;
    private byte[] serialized;

    /** Whether the object came from elsewhere. */
    private boolean isForeign;

    /** Creates a message without an object, and with the policy that allows the least. */
    public JmsObjectMessage() {
        this(ObjectPolicy.DEFAULT);
    }

    /**
     * Creates a message without an object.
     *
     * @param policy what it may hold if it is received
     */
    public JmsObjectMessage(ObjectPolicy policy) {
        this.policy = Objects.requireNonNull(policy, "policy");
    }

    @Override
    BodyKind kind() {
        return BodyKind.OBJECT;
    }

    @Override
    boolean hasBody() {
        return serialized != null;
    }

    @Override
    byte[] encodeBody() {
        return serialized == null ? new byte[0] : serialized;
    }

    @Override
    void decodeBody(byte[] body, boolean isPresent) {
        serialized = isPresent ? body : null;
        isForeign = true;
    }

    @Override
    public void clearBody() throws JMSException {
        super.clearBody();
        serialized = null;
    }

    /** The class of the object is looked at only if it matters. */
    @Override
    boolean isAssignableTo(Class<?> target) throws JMSException {
        return serialized == null || target.isAssignableFrom(Serializable.class) || target.isInstance(getObject());
    }

    @Override
    Object body() throws JMSException {
        return getObject();
    }

    @Override
    public void setObject(Serializable object) throws JMSException {
        checkBodyWritable();
        serialized = object == null ? null : ObjectBody.serialize(object);
        isForeign = false;
    }

    @Override
    public Serializable getObject() throws MessageFormatException {
        if (serialized == null) {
            return null;
        }
        return isForeign ? ObjectBody.deserialize(serialized, policy) : ObjectBody.restore(serialized);
    }
}
