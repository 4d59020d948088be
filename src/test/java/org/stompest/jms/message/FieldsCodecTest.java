package org.stompest.jms.message;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

import jakarta.jms.MessageFormatException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Tests the encoding of maps and streams that others can read and write. */
class FieldsCodecTest {
    static Stream<Arguments> vectors() {
        return Stream.of(
                Arguments.of("{\"null\":null}", null),
                Arguments.of("{\"boolean\":true}", true),
                Arguments.of("{\"boolean\":false}", false),
                Arguments.of("{\"byte\":-128}", Byte.MIN_VALUE),
                Arguments.of("{\"short\":32767}", Short.MAX_VALUE),
                Arguments.of("{\"char\":\"c\"}", 'c'),
                Arguments.of("{\"char\":\"\\u0000\"}", '\0'),
                Arguments.of("{\"char\":\"\\ud800\"}", '\ud800'),
                Arguments.of("{\"int\":-2147483648}", Integer.MIN_VALUE),
                Arguments.of("{\"long\":9223372036854775807}", Long.MAX_VALUE),
                Arguments.of("{\"long\":-9223372036854775808}", Long.MIN_VALUE),
                Arguments.of("{\"float\":0.1}", 0.1f),
                Arguments.of("{\"float\":1.4E-45}", Float.MIN_VALUE),
                Arguments.of("{\"float\":\"NaN\"}", Float.NaN),
                Arguments.of("{\"float\":\"-Infinity\"}", Float.NEGATIVE_INFINITY),
                Arguments.of("{\"double\":-0.0}", -0.0),
                Arguments.of("{\"double\":4.9E-324}", Double.MIN_VALUE),
                Arguments.of("{\"double\":1.7976931348623157E308}", Double.MAX_VALUE),
                Arguments.of("{\"double\":\"NaN\"}", Double.NaN),
                Arguments.of("{\"double\":\"Infinity\"}", Double.POSITIVE_INFINITY),
                Arguments.of("{\"string\":\"\"}", ""),
                Arguments.of("{\"string\":\"NaN\"}", "NaN"),
                Arguments.of("{\"string\":\"grüße 😀/\"}", "grüße 😀/"),
                Arguments.of("{\"string\":\"\\\"\\\\\"}", "\"\\"),
                Arguments.of("{\"string\":\"\\u0000\\u000a\\u007f\"}", "\0\n\u007f"),
                Arguments.of("{\"string\":\"\\udc00\\ud800\"}", "\udc00\ud800"),
                Arguments.of("{\"string\":\"\\ud83d😀\\ude00\"}", "\ud83d😀\ude00"));
    }

    static Stream<Arguments> readable() {
        return Stream.of(
                Arguments.of("\"x\"", "x"),
                Arguments.of("true", true),
                Arguments.of("false", false),
                Arguments.of("null", null),
                Arguments.of("12", 12L),
                Arguments.of("-0", 0L),
                Arguments.of("-9223372036854775808", Long.MIN_VALUE),
                Arguments.of("12.0", 12.0),
                Arguments.of("1e3", 1000.0),
                Arguments.of("1E-2", 0.01),
                Arguments.of("-1.5e+2", -150.0),
                Arguments.of(" { \"int\"\t:\r\n1 } ", 1),
                Arguments.of("{\"float\":1}", 1f),
                Arguments.of("{\"float\":1.00000017881393432617187499}", 1.0000001f),
                Arguments.of("{\"double\":1}", 1.0),
                Arguments.of("{\"double\":1e-400}", 0.0),
                Arguments.of("{\"bytes\":\"\"}", new byte[0]),
                Arguments.of("{\"bytes\":\"AQID\"}", new byte[] {1, 2, 3}),
                Arguments.of("{\"bytes\":\"+/8=\"}", new byte[] {-5, -1}),
                Arguments.of("{\"char\":\"\\u00E9\"}", 'é'),
                Arguments.of("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\"", "\"\\/\b\f\n\r\tA"),
                Arguments.of("\"\\ud83d\\ude00\"", "😀"),
                Arguments.of("{\"\\u0069nt\":1}", 1));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Test
    void aMapIsAnObjectOfFieldsByName() throws MessageFormatException {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("age", 42);
        fields.put("name", "x");
        fields.put("data", new byte[] {1, 2, 3});
        fields.put("none", null);

        assertEquals(
                "{\"age\":{\"int\":42},\"name\":{\"string\":\"x\"},\"data\":{\"bytes\":\"AQID\"},\"none\":{\"null\":null}}",
                text(FieldsCodec.encodeMap(fields)));
    }

    @Test
    void aStreamIsAnArrayOfFields() throws MessageFormatException {
        List<Object> fields = Arrays.asList(42, "x", new byte[] {1, 2, 3}, null);

        assertEquals(
                "[{\"int\":42},{\"string\":\"x\"},{\"bytes\":\"AQID\"},{\"null\":null}]",
                text(FieldsCodec.encodeStream(fields)));
    }

    @Test
    void noFieldsAreAnEmptyObjectOrArray() throws MessageFormatException {
        assertEquals("{}", text(FieldsCodec.encodeMap(Map.of())));
        assertEquals("[]", text(FieldsCodec.encodeStream(List.of())));
        assertEquals(Map.of(), FieldsCodec.decodeMap(utf8("{}")));
        assertEquals(List.of(), FieldsCodec.decodeStream(utf8(" [ ] ")));
    }

    @Test
    void noBytesAreNoFields() throws MessageFormatException {
        assertEquals(Map.of(), FieldsCodec.decodeMap(new byte[0]));
        assertEquals(List.of(), FieldsCodec.decodeStream(new byte[0]));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void aFieldIsWrittenAndReadAsDocumented(String json, Object value) throws MessageFormatException {
        assertEquals("[" + json + "]", text(FieldsCodec.encodeStream(Arrays.asList(value))));
        assertEquals(Arrays.asList(value), FieldsCodec.decodeStream(utf8("[" + json + "]")));
    }

    @ParameterizedTest
    @MethodSource("readable")
    void aFieldThatOthersHaveWrittenIsRead(String json, Object value) throws MessageFormatException {
        Object fromStream = FieldsCodec.decodeStream(utf8("[" + json + "]")).get(0);
        Object fromMap = FieldsCodec.decodeMap(utf8("{\"f\":" + json + "}")).get("f");

        assertArrayEquals(new Object[] {value, value}, new Object[] {fromStream, fromMap});
    }

    @Test
    void theOrderOfAMapIsKept() throws MessageFormatException {
        String json = "{\"c\":1,\"a\":2,\"b\":3}";

        assertEquals(
                List.of("c", "a", "b"),
                List.copyOf(FieldsCodec.decodeMap(utf8(json)).keySet()));
    }

    @Test
    void namesOfFieldsAreEscapedLikeStrings() throws MessageFormatException {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("\"\0\ud800", 1);

        assertEquals("{\"\\\"\\u0000\\ud800\":{\"int\":1}}", text(FieldsCodec.encodeMap(fields)));
        assertEquals(fields, FieldsCodec.decodeMap(FieldsCodec.encodeMap(fields)));
    }

    @Test
    void aNameMayBeEmptyIfOthersSayThat() throws MessageFormatException {
        Map<String, Object> fields = FieldsCodec.decodeMap(utf8("{\"\":null}"));

        assertTrue(fields.containsKey(""));
        assertNull(fields.get(""));
    }

    @Test
    void everyCharacterSurvives() throws MessageFormatException {
        List<Object> fields = new ArrayList<>();
        for (int i = Character.MIN_VALUE; i <= Character.MAX_VALUE; i++) {
            fields.add((char) i);
        }

        byte[] body = FieldsCodec.encodeStream(fields);

        assertEquals(fields, FieldsCodec.decodeStream(body));
        assertTrue(text(body).chars().noneMatch(Character::isISOControl));
    }

    @Test
    void everyNumberSurvives() throws MessageFormatException {
        Random random = new Random(42);
        List<Object> fields = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            fields.add(Float.intBitsToFloat(random.nextInt()));
            fields.add(Double.longBitsToDouble(random.nextLong()));
            fields.add(random.nextLong());
        }

        assertEquals(fields, FieldsCodec.decodeStream(FieldsCodec.encodeStream(fields)));
    }
}
