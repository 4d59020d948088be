package org.stompest.jms.message;

import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;

import org.stompest.dialect.Address;
import org.stompest.dialect.Dialects;
import org.stompest.protocol.Command;
import org.stompest.protocol.Frame;

import com.sun.management.ThreadMXBean;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * What a text message with three properties costs in memory on its way, which no other kind of message may add to. Bytes are counted and not
 * time, so the machine's load does not matter; the budgets leave a third for what different compilers make of it.
 */
class MessageCodecAllocationTest {
    private static final Address QUEUE = new Address(Address.Kind.QUEUE, "q");
    private static final int ROUNDS = 5000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static MessageCodec codec(String broker) {
        return new MessageCodec(
                Dialects.named(broker, UnaryOperator.identity()).orElseThrow(),
                ObjectPolicy.DEFAULT,
                Optional.empty(),
                "here",
                Optional.empty());
    }

    private static JmsTextMessage message() throws Exception {
        JmsTextMessage message = new JmsTextMessage();
        message.setText("x".repeat(100));
        message.setJMSMessageID("ID:here:1");
        message.setJMSTimestamp(1795446839078L);
        message.setStringProperty("name", "value");
        message.setIntProperty("age", 42);
        message.setBooleanProperty("urgent", true);
        return message;
    }

    private static long bytes(Callable<?> work) throws Exception {
        Object last = null;
        long before = 0;
        for (int i = 0; i < 2 * ROUNDS; i++) {
            if (i == ROUNDS) {
                before = THREADS.getCurrentThreadAllocatedBytes();
            }
            last = work.call();
        }
        assertTrue(last != null);
        return (THREADS.getCurrentThreadAllocatedBytes() - before) / ROUNDS;
    }

    @ParameterizedTest
    @ValueSource(strings = {"activemq", "artemis"})
    void aTextMessageStaysWithinItsBudget(String broker) throws Exception {
        MessageCodec codec = codec(broker);
        JmsTextMessage message = message();
        Frame sent = codec.encode(message, QUEUE, true);
        Frame arrived = Frame.of(Command.MESSAGE, sent.headers(), sent.body());

        long encoding = bytes(() -> codec.encode(message, QUEUE, true));
        long decoding = bytes(() -> codec.decode(arrived, QUEUE));
        long reading = bytes(() -> {
            JmsTextMessage received = (JmsTextMessage) codec.decode(arrived, QUEUE);
            assertEquals(42, received.getIntProperty("age"));
            return received.getText();
        });

        String measured = encoding + " to encode, " + decoding + " to decode, " + reading + " to decode and read";
        assertTrue(encoding <= 1800 && decoding <= 1800 && reading <= 2300, measured);
    }
}
