package org.stompest.protocol;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The heart-beat header and what two of them agree on. */
final class HeartBeatTest {
    @ParameterizedTest
    @CsvSource({
        "'0,0',0,0",
        "'1,2',1,2",
        "' 1 , 2 ',1,2",
        "'007,0',7,0",
        "'2147483647,2147483647',2147483647,2147483647"
    })
    void twoNumbersAreRead(String text, int send, int receive) {
        assertEquals(new HeartBeat(send, receive), HeartBeat.of(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "2",
                ",",
                ",2",
                "2,",
                " , ",
                "1,2,3",
                "-1,0",
                "0,-1",
                "-1,-1",
                "+1,0",
                "bla,bla",
                "1.5,0",
                "1;2",
                "1 2,3",
                "0x1,0",
                "2147483648,0",
                "0,99999999999999999999",
                "\u0661,0"
            })
    void anythingElseIsMalformed(String text) {
        ProtocolException error = assertThrows(ProtocolException.class, () -> HeartBeat.of(text));
        assertTrue(error.getMessage().endsWith("got '" + text.replaceAll("[^ -~]", "?") + "'"), error.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"-1,0", "0,-1", "-1,-1", "-2147483648,0"})
    void negativeIntervalsAreRefused(int send, int receive) {
        assertThrows(ProtocolException.class, () -> new HeartBeat(send, receive));
    }

    @Test
    void textIsWhatStandsInTheHeader() {
        assertEquals("10000,5", new HeartBeat(10_000, 5).text());
        assertEquals("0,0", HeartBeat.NONE.text());
        assertEquals(new HeartBeat(3, 4), HeartBeat.of(new HeartBeat(3, 4).text()));
    }

    /** Own sending meets the peer's receiving, and the other way round. */
    @ParameterizedTest
    @CsvSource({"0,0,0", "0,1,0", "1,0,0", "1,2,2", "2,1,2", "3,3,3"})
    void greaterIntervalWinsUnlessOneSideHasNone(int own, int peer, int agreed) {
        assertEquals(new HeartBeat(agreed, 0), new HeartBeat(own, 0).negotiate(new HeartBeat(0, peer)));
        assertEquals(new HeartBeat(0, agreed), new HeartBeat(0, own).negotiate(new HeartBeat(peer, 0)));
    }

    @Test
    void directionsAreNegotiatedSeparately() {
        assertEquals(new HeartBeat(40, 30), new HeartBeat(10, 20).negotiate(new HeartBeat(30, 40)));
        assertEquals(new HeartBeat(30, 40), new HeartBeat(30, 40).negotiate(new HeartBeat(10, 20)));
    }
}
