package org.stompest.jms;

import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SendSettingsTest {
    @Test
    void theDefaultIsThatOfJakartaMessaging() throws JMSException {
        assertEquals(
                new SendSettings(
                        Message.DEFAULT_DELIVERY_MODE,
                        Message.DEFAULT_PRIORITY,
                        Message.DEFAULT_TIME_TO_LIVE,
                        Message.DEFAULT_DELIVERY_DELAY,
                        false,
                        false),
                SendSettings.DEFAULT);
        assertTrue(SendSettings.DEFAULT.isPersistent());
        assertSame(SendSettings.DEFAULT, SendSettings.DEFAULT.checked());
    }

    @Test
    void eachChangeLeavesTheRestAsItIs() {
        SendSettings all = SendSettings.DEFAULT
                .with(DeliveryMode.NON_PERSISTENT, 9, 5)
                .withDeliveryDelay(7)
                .withDisabledMessageId(true)
                .withDisabledTimestamp(true);

        assertEquals(new SendSettings(DeliveryMode.NON_PERSISTENT, 9, 5, 7, true, true), all);
        assertFalse(all.isPersistent());
        assertEquals(new SendSettings(DeliveryMode.PERSISTENT, 4, 0, 7, true, true), all.with(2, 4, 0));
        assertEquals(new SendSettings(DeliveryMode.NON_PERSISTENT, 9, 5, 0, true, true), all.withDeliveryDelay(0));
        assertEquals(
                new SendSettings(DeliveryMode.NON_PERSISTENT, 9, 5, 7, false, true), all.withDisabledMessageId(false));
        assertEquals(
                new SendSettings(DeliveryMode.NON_PERSISTENT, 9, 5, 7, true, false), all.withDisabledTimestamp(false));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 9})
    void prioritiesFrom0To9AreTaken(int priority) throws JMSException {
        assertEquals(
                priority, SendSettings.DEFAULT.with(2, priority, 0).checked().priority());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 10, Integer.MAX_VALUE})
    void otherPrioritiesAreRefused(int priority) {
        SendSettings settings = SendSettings.DEFAULT.with(2, priority, 0);

        JMSException refusal = assertThrows(JMSException.class, settings::checked);

        assertEquals("STOMPEST-ARGUMENT", refusal.getErrorCode());
        assertEquals("expected a priority from 0 to 9, got " + priority, refusal.getMessage());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 3})
    void otherDeliveryModesAreRefused(int mode) {
        SendSettings settings = SendSettings.DEFAULT.with(mode, 4, 0);

        assertEquals(
                "expected delivery mode 1 or 2, got " + mode,
                assertThrows(JMSException.class, settings::checked).getMessage());
    }
}
