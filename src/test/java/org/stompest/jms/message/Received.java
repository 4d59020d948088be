package org.stompest.jms.message;

import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.jms.JMSException;

/** Makes messages what they are after a trip: read-only, with a body that nobody has decoded. Stateless. */
final class Received {
    private Received() {}

    static JmsTextMessage copy(JmsTextMessage sent) throws JMSException {
        return fill(new JmsTextMessage(), sent);
    }

    static JmsBytesMessage copy(JmsBytesMessage sent) throws JMSException {
        return fill(new JmsBytesMessage(), sent);
    }

    static JmsMapMessage copy(JmsMapMessage sent) throws JMSException {
        return fill(new JmsMapMessage(), sent);
    }

    static JmsStreamMessage copy(JmsStreamMessage sent) throws JMSException {
        return fill(new JmsStreamMessage(), sent);
    }

    static JmsObjectMessage copy(JmsObjectMessage sent, ObjectPolicy policy) throws JMSException {
        return fill(new JmsObjectMessage(policy), sent);
    }

    static JmsMessage copy(JmsMessage sent) throws JMSException {
        return fill(new JmsMessage(), sent);
    }

    static JmsMapMessage map(byte[] body) {
        return fill(new JmsMapMessage(), body, Map.of());
    }

    static JmsStreamMessage stream(byte[] body) {
        return fill(new JmsStreamMessage(), body, Map.of());
    }

    static JmsBytesMessage bytes(byte[] body) {
        return fill(new JmsBytesMessage(), body, Map.of());
    }

    static JmsTextMessage text(byte[] body) {
        return fill(new JmsTextMessage(), body, Map.of());
    }

    static JmsObjectMessage object(byte[] body, ObjectPolicy policy) {
        return fill(new JmsObjectMessage(policy), body, Map.of());
    }

    private static <T extends JmsMessage> T fill(T message, byte[] body, Map<String, Object> properties) {
        message.decodeBody(body, true);
        message.received(() -> new LinkedHashMap<>(properties));
        return message;
    }

    private static <T extends JmsMessage> T fill(T message, JmsMessage sent) throws JMSException {
        Map<String, Object> properties = new LinkedHashMap<>(sent.properties().asMap());
        message.decodeBody(sent.encodeBody(), sent.hasBody());
        message.received(() -> properties);
        return message;
    }
}
