package org.stompest.jms.message;

import java.nio.charset.StandardCharsets;

import jakarta.jms.MessageFormatException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Tests what is refused as a map or a stream. */
class FieldsCodecErrorsTest {
    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static MessageFormatException refusedStream(String json) {
        MessageFormatException exception =
                assertThrows(MessageFormatException.class, () -> FieldsCodec.decodeStream(utf8(json)), json);
        assertEquals(ErrorCodes.BODY, exception.getErrorCode());
        return exception;
    }

    private static MessageFormatException refusedMap(String json) {
        MessageFormatException exception =
                assertThrows(MessageFormatException.class, () -> FieldsCodec.decodeMap(utf8(json)), json);
        assertEquals(ErrorCodes.BODY, exception.getErrorCode());
        return exception;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "x",
                "null",
                "{}",
                "1",
                "[",
                "[1",
                "[1,",
                "[1,]",
                "[,1]",
                "[1 2]",
                "[1]]",
                "[1]x",
                "[1] [2]",
                "[1]\0",
                "\ufeff[]",
                "[tru]",
                "[truex]",
                "[True]",
                "[nul]",
                "[NaN]",
                "[Infinity]",
                "['x']",
                "[x]",
                "[/*c*/1]",
                "[\u00a01]",
                "[[]]",
                "[[1]]"
            })
    void whatIsNoArrayOfFieldsIsRefused(String json) {
        refusedStream(json);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "[]",
                "null",
                "{",
                "{a:1}",
                "{1:1}",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1",
                "{\"a\":1,",
                "{\"a\":1,}",
                "{,\"a\":1}",
                "{\"a\" 1}",
                "{\"a\":1 \"b\":2}",
                "{\"a\":1}}",
                "{\"a\":1}{}",
                "{\"a\":[]}",
                "{\"a\":[1]}"
            })
    void whatIsNoObjectOfFieldsIsRefused(String json) {
        refusedMap(json);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"int\"}",
                "{\"int\":}",
                "{\"int\":1,}",
                "{\"int\":1,\"int\":1}",
                "{\"int\":1,\"long\":1}",
                "{\"int\":{\"int\":1}}",
                "{\"int\":[1]}",
                "{\"map\":{}}",
                "{\"INT\":1}",
                "{\"integer\":1}",
                "{\"\":1}",
                "{\"null\":0}",
                "{\"null\":\"\"}",
                "{\"boolean\":1}",
                "{\"boolean\":\"true\"}",
                "{\"boolean\":null}",
                "{\"int\":null}",
                "{\"int\":\"1\"}",
                "{\"int\":1.0}",
                "{\"int\":1e2}",
                "{\"int\":true}",
                "{\"string\":null}",
                "{\"string\":1}",
                "{\"char\":\"\"}",
                "{\"char\":\"ab\"}",
                "{\"char\":\"😀\"}",
                "{\"char\":65}",
                "{\"float\":null}",
                "{\"float\":\"1.5\"}",
                "{\"double\":\"nan\"}",
                "{\"double\":\"+Infinity\"}",
                "{\"double\":NaN}",
                "{\"bytes\":null}",
                "{\"bytes\":[1]}",
                "{\"bytes\":\"A\"}",
                "{\"bytes\":\"AQ=\"}",
                "{\"bytes\":\"A Q=\"}",
                "{\"bytes\":\"-_8=\"}"
            })
    void whatIsNoFieldIsRefused(String json) {
        refusedStream("[" + json + "]");
        refusedMap("{\"a\":" + json + "}");
    }

    @ParameterizedTest
    @CsvSource({
        "byte, 128",
        "byte, -129",
        "short, 32768",
        "short, -32769",
        "int, 2147483648",
        "int, -2147483649",
        "long, 9223372036854775808",
        "long, -9223372036854775809",
        "float, 3.5e38",
        "float, -1e39",
        "double, 1.8e308",
        "double, -1e999999999"
    })
    void aNumberOutOfRangeIsRefused(String type, String number) {
        String text = refusedStream("[{\"" + type + "\":" + number + "}]").getMessage();

        assertTrue(text.contains(type) && text.contains(number), text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775808", "1e400", "-1e400"})
    void aPlainNumberOutOfRangeIsRefused(String number) {
        refusedStream("[" + number + "]");
        refusedMap("{\"a\":" + number + "}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"01", "-01", "+1", ".5", "1.", "-", "1e", "1e+", "0x10", "1_000", "--1", "1.5.2", "1f", "١"})
    void whatIsNoNumberIsRefused(String number) {
        refusedStream("[" + number + "]");
        refusedStream("[{\"double\":" + number + "}]");
        refusedStream("[{\"int\":" + number + "}]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"",
                "\"a",
                "\"a\\",
                "\"a\\\"",
                "\"\\x\"",
                "\"\\'\"",
                "\"\\u\"",
                "\"\\u12\"",
                "\"\\u12g4\"",
                "\"\\u+123\"",
                "\"\\u١١١١\"",
                "\"\\U0041\"",
                "\"a\nb\"",
                "\"a\tb\"",
                "\"\0\""
            })
    void whatIsNoStringIsRefused(String string) {
        refusedStream("[" + string + "]");
        refusedMap("{" + string + ":1}");
    }

    @Test
    void aNameThatOccursTwiceIsRefused() {
        String text = refusedMap("{\"a\":1,\"b\":2,\"\\u0061\":1}").getMessage();

        assertTrue(text.contains("'a' again"), text);
    }

    @Test
    void anUnknownTypeIsRefusedWithThoseThatAreKnown() {
        String text = refusedStream("[{\"decimal\":1}]").getMessage();

        assertTrue(text.contains("'decimal'"), text);
        assertTrue(text.contains("null, boolean, byte, short, char, int, long, float, double, string, bytes"), text);
    }

    @Test
    void whatIsRefusedIsQuotedInPartOnly() {
        String text = refusedStream("[{\"" + "x".repeat(1000) + "\":1}]").getMessage();

        assertTrue(text.length() < 300, text);
    }

    @Test
    void theErrorSaysWhatWasExpectedAndWhere() {
        assertEquals(
                "expected ':', got '1', at character 5 of the body",
                refusedMap("{\"a\" 1}").getMessage());
        assertEquals(
                "expected ']', got the end, at character 2 of the body",
                refusedStream("[1").getMessage());
        assertEquals(
                "expected the end, got 'x', at character 2 of the body",
                refusedStream("[]x").getMessage());
    }

    @Test
    void whatIsNoUtf8IsRefused() {
        MessageFormatException exception = assertThrows(
                MessageFormatException.class,
                () -> FieldsCodec.decodeStream(new byte[] {'[', '"', (byte) 0xff, '"', ']'}));

        assertEquals(ErrorCodes.BODY, exception.getErrorCode());
        assertInstanceOf(java.nio.charset.CharacterCodingException.class, exception.getCause());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"int\":", "{\"a\":{\"int\":"})
    void deepNestingIsRefusedAtOnce(String opening) {
        refusedStream("[" + opening.repeat(100_000));
    }

    @Test
    void aNumberOfManyDigitsIsRefused() {
        refusedStream("[" + "9".repeat(1_000_000) + "]");
    }
}
