package org.stompest.jms;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class OptionTest {
    @ParameterizedTest
    @EnumSource(Option.class)
    void aDefaultIsAValueOfItsKind(Option option) {
        if (!option.defaultText().isEmpty()) {
            assertNotNull(assertDoesNotThrow(() -> option.parse(option.defaultText())));
        }
    }

    /** Elsewhere an empty default means that the option depends on something else. */
    @ParameterizedTest
    @EnumSource(Option.class)
    void onlyTextsAndTwoOthersHaveNoDefault(Option option) {
        boolean isText = option.kind() == OptionKind.TEXT || option.kind() == OptionKind.SECRET;

        assertTrue(isText
                || !option.defaultText().isEmpty()
                || option == Option.ALL_PREFETCH
                || option == Option.VERSIONS);
    }

    @ParameterizedTest
    @EnumSource(Option.class)
    void anOptionIsFoundByItsNameAndAliasesInAnyCase(Option option) {
        assertEquals(Optional.of(option), Option.named(option.canonicalName()));
        assertEquals(Optional.of(option), Option.named(option.canonicalName().toUpperCase(Locale.ROOT)));
        for (String alias : option.aliases()) {
            assertEquals(Optional.of(option), Option.named(alias));
            assertEquals(Optional.of(option), Option.named(alias.toLowerCase(Locale.ROOT)));
        }
    }

    @Test
    void noNameStandsForTwoOptions() {
        Map<String, Option> owners = new HashMap<>();
        for (Option option : Option.values()) {
            assertNull(owners.put(option.canonicalName().toLowerCase(Locale.ROOT), option), option::canonicalName);
            for (String alias : option.aliases()) {
                Option owner = owners.put(alias.toLowerCase(Locale.ROOT), option);
                assertTrue(owner == null || owner == option, alias);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Option.class)
    void anOptionIsExplainedInASentence(Option option) {
        assertTrue(option.text().endsWith("."), option.text());
        assertTrue(option.canonicalName().matches("(jms|stomp)\\.[A-Za-z.]+"), option.canonicalName());
    }

    /** What users of ActiveMQ and Qpid paste. */
    @ParameterizedTest
    @CsvSource({
        "jms.userName,                        USERNAME",
        "jms.user,                            USERNAME",
        "jms.passcode,                        PASSWORD",
        "jms.useAsyncSend,                    FORCE_ASYNC_SEND",
        "jms.alwaysSyncSend,                  FORCE_SYNC_SEND",
        "jms.consumerExpiryCheckEnabled,      LOCAL_MESSAGE_EXPIRY",
        "jms.redeliveryPolicy.maxRedeliveries, MAXIMUM_REDELIVERIES",
        "jms.trustedPackages,                 ALLOW_LIST",
        "jms.trustAllPackages,                TRUST_ALL",
        "stomp.vhost,                         HOST",
        "jms.connectResponseTimeout,          CONNECTED_TIMEOUT",
        "jms.prefetchPolicy.all,              ALL_PREFETCH",
    })
    void namesOfOtherProvidersAreUnderstood(String name, Option option) {
        assertEquals(Optional.of(option), Option.named(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sendTimeout", "jms.", "jms.sendTimeout ", "stomp.sendTimeout"})
    void otherNamesAreUnknown(String name) {
        assertEquals(Optional.empty(), Option.named(name));
    }

    @ParameterizedTest
    @CsvSource({
        "jms.sendTimout,                    jms.sendTimeout",
        "jms.clientId2,                     jms.clientID",
        "jms.prefetchPolicy.queuePrefetchs, jms.prefetchPolicy.queuePrefetch",
        "stomp.heartBeats,                  stomp.heartbeat",
        "JMS.FORCESYNCSENDS,                jms.forceSyncSend",
    })
    void anUnknownNameIsAnsweredWithTheNearest(String written, String nearest) {
        assertEquals(
                "expected a known option, got '" + written + "': did you mean '" + nearest + "'?",
                ConnectionConfig.unknown(written).getMessage());
    }

    @Test
    void aNameThatIsNearNothingIsAnsweredWithoutAGuess() {
        assertEquals(
                "expected a known option, got 'jms.xyzzy.plugh.frobnicate'",
                ConnectionConfig.unknown("jms.xyzzy.plugh.frobnicate").getMessage());
    }

    @Test
    void aMalformedValueIsAnsweredWithWhatIsExpected() {
        assertEquals(
                "expected milliseconds, or a number with ms, s, m or h for the option jms.sendTimeout, got 'soon'",
                assertThrows(IllegalArgumentException.class, () -> Option.SEND_TIMEOUT.parse("soon"))
                        .getMessage());
    }

    @Test
    void aSecretMayBeAnything() {
        assertEquals("", Option.PASSWORD.parse(""));
        assertEquals(" \0\u00fc", Option.PASSWORD.parse(" \0\u00fc"));
        assertEquals(OptionKind.SECRET, Option.PASSWORD.kind());
        assertFalse(Option.USERNAME.kind() == OptionKind.SECRET);
    }
}
