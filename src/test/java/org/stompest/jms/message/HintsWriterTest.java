package org.stompest.jms.message;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import org.stompest.dialect.Address;
import org.stompest.dialect.BodyKind;
import org.stompest.dialect.Outgoing;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

class HintsWriterTest {
    private static final Address QUEUE = new Address(Address.Kind.QUEUE, "q");

    /** The header of a message that has what the hints tell, with a value of each type. */
    static String written(Hints hints) {
        Map<String, Object> properties = new LinkedHashMap<>();
        hints.types()
                .forEach((name, letter) -> properties.put(name, Hints.value(letter, letter == 'z' ? "true" : "1")));
        Outgoing headers = new Outgoing(
                QUEUE,
                true,
                4,
                0,
                hints.timestamp(),
                hints.deliveryTime(),
                hints.messageId(),
                null,
                null,
                null,
                false,
                0);
        return HintsWriter.write(hints.kind(), hints.hasBody(), properties, headers, hints.origin());
    }

    @ParameterizedTest
    @EnumSource(BodyKind.class)
    void theLetterOfTheKindIsSmallIfThereIsNoBody(BodyKind kind) {
        assertEquals("" + kind.letter(), written(new Hints(kind, true, Map.of(), 0, 0, null, null)));
        assertEquals(
                ("" + kind.letter()).toLowerCase(Locale.ROOT),
                written(new Hints(kind, false, Map.of(), 0, 0, null, null)));
    }

    @Test
    void theExampleOfTheDocumentationIsRight() {
        Map<String, Character> types = new LinkedHashMap<>();
        types.put("age", 'i');
        types.put("urgent", 'z');

        assertEquals(
                "T;p=iage,zurgent;t=1795446839078;i=ID:x",
                written(new Hints(BodyKind.TEXT, true, types, 1_795_446_839_078L, 0, null, "ID:x")));
    }

    @Test
    void everyFieldIsWrittenWithTheIdentifierLast() {
        assertEquals(
                "b;p=na;t=1;d=2;c=who;i=",
                written(new Hints(BodyKind.BYTES, false, Map.of("a", 'n'), 1, 2, "who", "")));
    }

    @Test
    void textsAndWhatTheProviderSetsHaveNoType() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("JMSXDeliveryCount", 2);
        properties.put("text", "1");
        properties.put("JMSXUserID", null);
        properties.put("last", 1L);
        Outgoing headers = new Outgoing(QUEUE, true, 4, 0, 0, 0, null, null, null, null, false, 0);

        assertEquals("T;p=llast", HintsWriter.write(BodyKind.TEXT, true, properties, headers, null));
    }
}
