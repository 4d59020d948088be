package org.stompest.benchmarks.codec;

import java.util.Optional;
import java.util.function.UnaryOperator;

import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.StreamMessage;
import jakarta.jms.TextMessage;

import org.stompest.dialect.Address;
import org.stompest.dialect.Dialects;
import org.stompest.jms.message.JmsMapMessage;
import org.stompest.jms.message.JmsMessage;
import org.stompest.jms.message.JmsStreamMessage;
import org.stompest.jms.message.JmsTextMessage;
import org.stompest.jms.message.MessageCodec;
import org.stompest.jms.message.ObjectPolicy;
import org.stompest.protocol.Frame;

import org.openjdk.jmh.infra.Blackhole;

/**
 * Messages of an application on their way to a broker and back. All kinds take the same steps of this class, as they do in an
 * application whose code does not care about the kind. Not thread-safe.
 */
final class Traffic {
    private static final Address QUEUE = new Address(Address.Kind.QUEUE, "orders");

    private final String broker;
    private final MessageCodec codec;

    // No constants: what the compiler knows beforehand costs less.
    private String text = "0123456789".repeat(10);
    private String customer = "customer";
    private int number = 4711;
    private boolean isUrgent = true;
    private long now = 1_795_554_921_343L;

    /**
     * Creates the traffic with a broker.
     *
     * @param broker the name of its dialect, activemq or artemis
     */
    Traffic(String broker) {
        this.broker = broker;
        this.codec = new MessageCodec(
                Dialects.named(broker, UnaryOperator.identity()).orElseThrow(),
                ObjectPolicy.DEFAULT,
                Optional.empty(),
                "host-1",
                Optional.empty());
    }

    /** A text message of 100 characters. */
    JmsTextMessage text() throws JMSException {
        JmsTextMessage message = new JmsTextMessage();
        message.setText(text);
        return message;
    }

    /** A map message of a text and two numbers. */
    JmsMapMessage map() throws JMSException {
        JmsMapMessage message = new JmsMapMessage();
        message.setString("text", text);
        message.setInt("number", number);
        message.setDouble("price", 9.99);
        return message;
    }

    /** A stream message of the same. */
    JmsStreamMessage stream() throws JMSException {
        JmsStreamMessage message = new JmsStreamMessage();
        message.writeString(text);
        message.writeInt(number);
        message.writeDouble(9.99);
        return message;
    }

    /** Sets properties and headers, as an application and a producer do, and encodes. */
    Frame send(JmsMessage message) throws JMSException {
        message.setStringProperty("customer", customer);
        message.setIntProperty("number", number);
        message.setBooleanProperty("urgent", isUrgent);
        message.setJMSMessageID("ID:host-1:42");
        message.setJMSTimestamp(now);
        message.setJMSDeliveryTime(now);
        return codec.encode(message, QUEUE, true, now);
    }

    /** What arrives at a consumer when a frame was sent. */
    Frame echo(Frame send) {
        return Echo.of(broker, send);
    }

    /** Decodes. */
    JmsMessage receive(Frame frame) {
        return codec.decode(frame, QUEUE);
    }

    /** Reads properties and body, as an application does. */
    void read(Message message, Blackhole blackhole) throws JMSException {
        blackhole.consume(message);
        blackhole.consume(message.getStringProperty("customer"));
        blackhole.consume(message.getIntProperty("number"));
        blackhole.consume(message.getBooleanProperty("urgent"));
        if (message instanceof TextMessage body) {
            blackhole.consume(body.getText());
        } else if (message instanceof MapMessage body) {
            blackhole.consume(body.getString("text"));
            blackhole.consume(body.getInt("number"));
            blackhole.consume(body.getDouble("price"));
        } else if (message instanceof StreamMessage body) {
            blackhole.consume(body.readString());
            blackhole.consume(body.readInt());
            blackhole.consume(body.readDouble());
        }
    }
}
