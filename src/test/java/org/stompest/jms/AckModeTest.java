package org.stompest.jms;

import jakarta.jms.JMSException;
import jakarta.jms.Session;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class AckModeTest {
    @Test
    void theModesOfJakartaMessagingHaveItsCodes() throws JMSException {
        assertEquals(AckMode.AUTO, AckMode.of(Session.AUTO_ACKNOWLEDGE));
        assertEquals(AckMode.CLIENT, AckMode.of(Session.CLIENT_ACKNOWLEDGE));
        assertEquals(AckMode.DUPS_OK, AckMode.of(Session.DUPS_OK_ACKNOWLEDGE));
        assertEquals(AckMode.TRANSACTED, AckMode.of(Session.SESSION_TRANSACTED));
    }

    @ParameterizedTest
    @CsvSource({"4, INDIVIDUAL", "101, INDIVIDUAL", "100, NONE", "257, NONE"})
    void theModesOfVendorsHaveTheirCodes(int code, AckMode mode) throws JMSException {
        assertEquals(mode, AckMode.of(code));
    }

    @ParameterizedTest
    @EnumSource(AckMode.class)
    void aModeGoesThereAndBack(AckMode mode) throws JMSException {
        assertEquals(mode, AckMode.of(mode.code()));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 5, 99, 102, 256, 258, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void otherCodesAreRefused(int code) {
        JMSException refusal = assertThrows(JMSException.class, () -> AckMode.of(code));

        assertEquals("STOMPEST-ARGUMENT", refusal.getErrorCode());
        assertTrue(refusal.getMessage().endsWith("got " + code), refusal.getMessage());
    }
}
