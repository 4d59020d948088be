package org.stompest.jms.message;

import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import jakarta.jms.JMSException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageNotWriteableException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Tests names, types and access of properties (Jakarta Messaging 3.1, 3.5). */
class PropertyRulesTest {
    private JmsTextMessage sent;

    @BeforeEach
    void setUp() {
        sent = new JmsTextMessage();
    }

    static Stream<Object> boxes() {
        return Stream.of(true, (byte) 1, (short) 2, 3, 4L, 5.5f, 6.5, "seven");
    }

    static Stream<Object> unsupported() {
        return Stream.of('c', new byte[1], new Date(0), List.of(), Map.of(), new StringBuilder("x"), new Object());
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "a b", "a-b", "1a", "a.b", " a", "a\n", "null", "TRUE", "false", "Not", "AND", "or", "BETWEEN", "like",
                "In", "IS", "ESCAPE"
            })
    void aNameHasToBeAnIdentifierOfSelectors(String name) {
        assertThrows(IllegalArgumentException.class, () -> sent.setStringProperty(name, "x"));
        assertThrows(IllegalArgumentException.class, () -> sent.setObjectProperty(name, 1));
        assertFalse(sent.getPropertyNames().hasMoreElements());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a", "_a", "$a", "a1", "JMSFoo", "JMSXGroupID", "JMS_foo", "nullable", "grüße", "destination"})
    void everyIdentifierIsAName(String name) throws JMSException {
        sent.setIntProperty(name, 1);

        assertEquals(1, sent.getIntProperty(name));
    }

    @Test
    void namesAreCaseSensitive() throws JMSException {
        sent.setIntProperty("name", 1);
        sent.setIntProperty("Name", 2);

        assertEquals(1, sent.getIntProperty("name"));
        assertEquals(2, sent.getIntProperty("Name"));
    }

    @ParameterizedTest
    @MethodSource("boxes")
    void anObjectPropertyKeepsItsType(Object value) throws JMSException {
        sent.setObjectProperty("p", value);

        assertEquals(value, Received.copy(sent).getObjectProperty("p"));
    }

    @ParameterizedTest
    @MethodSource("unsupported")
    void anObjectOfAnotherTypeIsNoProperty(Object value) {
        MessageFormatException exception =
                assertThrows(MessageFormatException.class, () -> sent.setObjectProperty("p", value));

        assertEquals(ErrorCodes.TYPE, exception.getErrorCode());
        assertFalse(sent.propertyExists("p"));
    }

    @Test
    void aPropertyThatIsNullExists() throws JMSException {
        sent.setObjectProperty("p", null);

        assertTrue(sent.propertyExists("p"));
        assertNull(sent.getObjectProperty("p"));
        assertEquals(List.of("p"), Collections.list(sent.getPropertyNames()));
    }

    @Test
    void theNamesAreThoseThatWereSetInTheirOrder() throws JMSException {
        sent.setJMSType("type");
        sent.setJMSPriority(7);
        sent.setIntProperty("b", 1);
        sent.setIntProperty("a", 2);
        sent.setIntProperty("b", 3);

        assertEquals(List.of("b", "a"), Collections.list(sent.getPropertyNames()));
    }

    @Test
    void theNamesOutliveAChange() throws JMSException {
        sent.setIntProperty("a", 1);
        var names = sent.getPropertyNames();
        sent.setIntProperty("b", 2);

        assertEquals(List.of("a"), Collections.list(names));
    }

    @ParameterizedTest
    @EnumSource(
            names = {"CHAR", "BYTES"},
            mode = EnumSource.Mode.EXCLUDE)
    void aReceivedMessageHasPropertiesThatCannotBeSet(Typed type) throws JMSException {
        JmsTextMessage received = Received.copy(sent);

        MessageNotWriteableException exception = assertThrows(
                MessageNotWriteableException.class,
                () -> type.property().setter().set(received));
        assertEquals(ErrorCodes.READ_ONLY, exception.getErrorCode());
        assertThrows(MessageNotWriteableException.class, () -> received.setObjectProperty("p", 1));
    }

    @Test
    void clearedPropertiesCanBeSetWhileTheBodyStaysAsItIs() throws JMSException {
        sent.setText("body");
        sent.setIntProperty("p", 1);
        JmsTextMessage received = Received.copy(sent);

        received.clearProperties();

        assertFalse(received.propertyExists("p"));
        received.setIntProperty("q", 2);
        assertEquals(2, received.getIntProperty("q"));
        assertEquals("body", received.getText());
        assertThrows(MessageNotWriteableException.class, () -> received.setText("other"));
    }

    @Test
    void aClearedBodyLeavesThePropertiesAsTheyAre() throws JMSException {
        sent.setIntProperty("p", 1);
        JmsTextMessage received = Received.copy(sent);

        received.clearBody();

        assertEquals(1, received.getIntProperty("p"));
        assertThrows(MessageNotWriteableException.class, () -> received.setIntProperty("p", 2));
    }

    @Test
    void theDeliveryCountIsAPropertyOfAReceivedMessage() throws JMSException {
        JmsTextMessage received = Received.copy(sent);

        received.setDeliveryCount(2);

        assertEquals(2, received.getIntProperty("JMSXDeliveryCount"));
        assertEquals("2", received.getStringProperty("JMSXDeliveryCount"));
        assertTrue(received.propertyExists("JMSXDeliveryCount"));
        assertEquals(List.of("JMSXDeliveryCount"), Collections.list(received.getPropertyNames()));
        assertTrue(received.getJMSRedelivered());
    }

    @Test
    void theFirstDeliveryIsNoRedelivery() throws JMSException {
        JmsTextMessage received = Received.copy(sent);

        received.setDeliveryCount(1);

        assertEquals(1, received.getObjectProperty("JMSXDeliveryCount"));
        assertFalse(received.getJMSRedelivered());
    }

    @Test
    void aMessageThatWasNotReceivedHasNoDeliveryCount() {
        assertFalse(sent.propertyExists("JMSXDeliveryCount"));
        assertNull(sent.getObjectProperty("JMSXDeliveryCount"));
    }
}
