package org.stompest.it.interop;

import java.io.ByteArrayInputStream;
import java.io.ObjectInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.StreamMessage;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What other clients see of the bodies of our messages. */
@Timeout(120)
class OurBodiesIT {
    @RegisterExtension
    final InteropFixture interop = new InteropFixture();

    @ParameterizedTest
    @EnumSource
    void textStaysText(NativeClient client) throws Exception {
        for (String text : List.of("plain", "", "\u20ac \ud83d\ude00\n\r\\c:", "\u20ac".repeat(100 * 1024))) {
            assertEquals(
                    text, InteropFixture.text(interop.toTheirs(client, session -> session.createTextMessage(text))));
        }
    }

    @ParameterizedTest
    @EnumSource
    void noTextArrivesAsEmptyText(NativeClient client) throws Exception {
        assertEquals("", InteropFixture.text(interop.toTheirs(client, session -> session.createTextMessage())));
    }

    /** Artemis takes whatever has a length for bytes, and NUL without a length for the end of the frame. */
    @ParameterizedTest
    @EnumSource
    void textWithNulStaysTextOnClassicAndArrivesAsBytesFromArtemis(NativeClient client) throws Exception {
        String text = "a\0\u20ac";
        Message got = interop.toTheirs(client, session -> session.createTextMessage(text));
        if (client.isClassic()) {
            assertEquals(text, InteropFixture.text(got));
        } else {
            assertArrayEquals(text.getBytes(StandardCharsets.UTF_8), InteropFixture.bytes(got));
        }
    }

    @ParameterizedTest
    @EnumSource
    void bytesStayBytes(NativeClient client) throws Exception {
        byte[] large = new byte[300 * 1024];
        for (int i = 0; i < large.length; i++) {
            large[i] = (byte) i;
        }
        for (byte[] bytes : List.of(new byte[0], new byte[] {0, 1, -1, 10, 0}, large)) {
            assertArrayEquals(bytes, InteropFixture.bytes(interop.toTheirs(client, InteropFixture.bytes(bytes))));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aMapArrivesAsTextInJson(NativeClient client) throws Exception {
        Message got = interop.toTheirs(client, session -> {
            MapMessage map = session.createMapMessage();
            map.setInt("age", 42);
            map.setString("name", "x");
            map.setBytes("data", new byte[] {1, 2, 3});
            return map;
        });
        assertEquals(
                "{\"age\":{\"int\":42},\"name\":{\"string\":\"x\"},\"data\":{\"bytes\":\"AQID\"}}",
                InteropFixture.text(got));
    }

    @ParameterizedTest
    @EnumSource
    void aStreamArrivesAsTextInJson(NativeClient client) throws Exception {
        Message got = interop.toTheirs(client, session -> {
            StreamMessage stream = session.createStreamMessage();
            stream.writeInt(42);
            stream.writeString("x");
            return stream;
        });
        assertEquals("[{\"int\":42},{\"string\":\"x\"}]", InteropFixture.text(got));
    }

    @ParameterizedTest
    @EnumSource
    void anObjectArrivesAsItsSerializedBytes(NativeClient client) throws Exception {
        Message got = interop.toTheirs(client, session -> session.createObjectMessage("object"));
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(InteropFixture.bytes(got)))) {
            assertEquals("object", in.readObject());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aMessageWithoutBodyArrivesAsEmptyText(NativeClient client) throws Exception {
        assertEquals("", InteropFixture.text(interop.toTheirs(client, session -> session.createMessage())));
    }

    /** The hint is a property like others, and says what is true of the message that it was made for. */
    @ParameterizedTest
    @EnumSource
    void aCopyThatKeepsThePropertyOfOursHasTheKindAndTheIdOfOurs(NativeClient client) throws Exception {
        Message map = interop.toTheirs(client, session -> {
            MapMessage message = session.createMapMessage();
            message.setLong("age", 42);
            return message;
        });
        Message got = interop.toOurs(client, session -> {
            Message copy = session.createTextMessage(InteropFixture.text(map));
            copy.setStringProperty("JMS_stompest", map.getStringProperty("JMS_stompest"));
            return copy;
        });
        assertEquals(42L, got.getBody(Map.class).get("age"));
        assertTrue(map.getStringProperty("JMS_stompest").endsWith(";i=" + got.getJMSMessageID()));
    }
}
