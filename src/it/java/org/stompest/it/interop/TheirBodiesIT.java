package org.stompest.it.interop;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.StreamMessage;
import jakarta.jms.TextMessage;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What we see of the bodies of messages of other clients. */
@Timeout(120)
class TheirBodiesIT {
    @RegisterExtension
    final InteropFixture interop = new InteropFixture();

    @ParameterizedTest
    @EnumSource
    void textStaysText(NativeClient client) throws Exception {
        for (String text : List.of("plain", "", "\u20ac \ud83d\ude00\n\r\\c:", "\u20ac".repeat(100 * 1024))) {
            assertEquals(text, InteropFixture.text(interop.toOurs(client, session -> session.createTextMessage(text))));
        }
    }

    @ParameterizedTest
    @EnumSource
    void noTextArrivesAsEmptyText(NativeClient client) throws Exception {
        assertEquals("", InteropFixture.text(interop.toOurs(client, session -> session.createTextMessage())));
    }

    @ParameterizedTest
    @EnumSource
    void bytesStayBytes(NativeClient client) throws Exception {
        byte[] large = new byte[300 * 1024];
        for (int i = 0; i < large.length; i++) {
            large[i] = (byte) i;
        }
        for (byte[] bytes : List.of(new byte[] {0}, new byte[] {0, 1, -1, 10, 0}, large)) {
            assertArrayEquals(bytes, InteropFixture.bytes(interop.toOurs(client, InteropFixture.bytes(bytes))));
        }
    }

    @ParameterizedTest
    @EnumSource(names = "CORE", mode = EnumSource.Mode.EXCLUDE)
    void noBytesStayNoBytes(NativeClient client) throws Exception {
        assertEquals(0, InteropFixture.bytes(interop.toOurs(client, Session::createBytesMessage)).length);
        assertEquals(0, InteropFixture.bytes(interop.toOurs(client, InteropFixture.bytes(new byte[0]))).length);
    }

    /** Artemis writes the buffer of the core client as it is, and nothing tells four zeros in it from four that somebody sent. */
    @ParameterizedTest
    @EnumSource(names = "CORE")
    void noBytesArriveFromCoreAsFourZerosAndAsEmptyTextAfterAWriteOfNone(NativeClient client) throws Exception {
        assertArrayEquals(new byte[4], InteropFixture.bytes(interop.toOurs(client, Session::createBytesMessage)));
        assertEquals("", InteropFixture.text(interop.toOurs(client, InteropFixture.bytes(new byte[0]))));
    }

    /** Neither broker translates maps; Artemis takes the number of fields for the length of a text in UTF-16. */
    @ParameterizedTest
    @EnumSource
    void aMapArrivesAsTextThatHasNothingOfIt(NativeClient client) throws Exception {
        Message got = interop.toOurs(client, session -> {
            MapMessage map = session.createMapMessage();
            for (int i = 0; i < 10; i++) {
                map.setInt("field" + i, i);
            }
            return map;
        });
        assertEquals(client.isClassic() ? 0 : 5, InteropFixture.text(got).length());
    }

    @ParameterizedTest
    @EnumSource
    void anObjectArrivesAsEmptyText(NativeClient client) throws Exception {
        assertEquals("", InteropFixture.text(interop.toOurs(client, session -> session.createObjectMessage("object"))));
    }

    /** STOMP cannot tell it from an empty text; AMQP says what it was. */
    @ParameterizedTest
    @EnumSource
    void aMessageWithoutBodyArrivesAsEmptyTextButFromAmqpAsItself(NativeClient client) throws Exception {
        Message got = interop.toOurs(client, session -> session.createMessage());
        if (client == NativeClient.OPENWIRE || client == NativeClient.CORE) {
            assertEquals("", InteropFixture.text(got));
        } else {
            assertFalse(got instanceof TextMessage || got instanceof BytesMessage, got.toString());
            assertNull(got.getBody(Object.class));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENWIRE", "AMQP_CLASSIC"})
    void aStreamArrivesFromClassicAsEmptyText(NativeClient client) throws Exception {
        assertEquals("", InteropFixture.text(interop.toOurs(client, TheirBodiesIT::stream)));
    }

    /** The broker fails to write it, without a word to us, and believes it delivered until our consumer closes. */
    @ParameterizedTest
    @EnumSource(names = {"CORE", "AMQP_ARTEMIS"})
    void aStreamNeverArrivesFromArtemisAndGoesBackToTheQueueOnClose(NativeClient client) throws Exception {
        String queue = InteropFixture.name(client);
        Session theirs = interop.theirs(client).createSession();
        theirs.createProducer(theirs.createQueue(queue)).send(stream(theirs));
        Session ours = interop.ours(client).createSession();
        try (MessageConsumer consumer = ours.createConsumer(ours.createQueue(queue))) {
            assertNull(consumer.receive(InteropFixture.SILENCE));
        }
        StreamMessage got = assertInstanceOf(
                StreamMessage.class, InteropFixture.next(theirs.createConsumer(theirs.createQueue(queue))));
        assertEquals(42, got.readInt());
    }

    private static Message stream(Session session) throws JMSException {
        StreamMessage stream = session.createStreamMessage();
        stream.writeInt(42);
        return stream;
    }

    @ParameterizedTest
    @EnumSource(names = {"CORE", "AMQP_ARTEMIS"})
    void textWithNulStaysTextFromArtemis(NativeClient client) throws Exception {
        String text = "a\0\u20ac";
        assertEquals(text, InteropFixture.text(interop.toOurs(client, session -> session.createTextMessage(text))));
    }

    /** Classic writes no length, so NUL ends the frame and what follows is read as the next one. */
    @ParameterizedTest
    @EnumSource(names = {"OPENWIRE", "AMQP_CLASSIC"})
    void textWithNulFromClassicEndsOurConnection(NativeClient client) throws Exception {
        String queue = InteropFixture.name(client);
        Session theirs = interop.theirs(client).createSession();
        InteropFixture.producer(client, theirs, theirs.createQueue(queue)).send(theirs.createTextMessage("a\0b"));
        Connection connection = interop.ours(client);
        CompletableFuture<JMSException> failure = new CompletableFuture<>();
        connection.setExceptionListener(failure::complete);
        Session ours = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
        ours.createConsumer(ours.createQueue(queue));
        JMSException got = failure.get(InteropFixture.PATIENCE, TimeUnit.MILLISECONDS);
        assertTrue(got.getMessage().contains("does not keep to STOMP"), got.getMessage());
        assertEquals(
                "a\0b", InteropFixture.text(InteropFixture.next(theirs.createConsumer(theirs.createQueue(queue)))));
    }
}
