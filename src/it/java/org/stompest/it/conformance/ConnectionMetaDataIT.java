package org.stompest.it.conformance;

import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

import jakarta.jms.ConnectionMetaData;
import jakarta.jms.JMSException;

import org.stompest.it.BrokerKind;
import org.stompest.it.Brokers;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a connection tells of the provider (Jakarta Messaging 3.1, 6.1.6). */
@Timeout(120)
class ConnectionMetaDataIT {
    @RegisterExtension
    final JmsFixture jms = new JmsFixture();

    /** 6.1.6: the version of the specification. */
    @Brokers
    void itTellsTheVersionOfTheSpecification(BrokerKind kind) throws Exception {
        ConnectionMetaData data = jms.stopped(kind).getMetaData();
        assertEquals("3.1", data.getJMSVersion());
        assertEquals(3, data.getJMSMajorVersion());
        assertEquals(1, data.getJMSMinorVersion());
    }

    /** 6.1.6: the provider, and its version as text and in numbers that agree with the text. */
    @Brokers
    void itTellsTheProviderAndItsVersion(BrokerKind kind) throws Exception {
        ConnectionMetaData data = jms.stopped(kind).getMetaData();
        assertFalse(data.getJMSProviderName().isBlank());
        String expected = data.getProviderMajorVersion() + "." + data.getProviderMinorVersion();
        assertTrue(data.getProviderVersion().startsWith(expected), data.getProviderVersion());
    }

    /** 3.5.9: the properties that all providers have to support are among those named. */
    @Brokers
    void itNamesTheJmsxProperties(BrokerKind kind) throws Exception {
        List<String> names = names(jms.stopped(kind).getMetaData());
        assertTrue(
                names.containsAll(List.of("JMSXGroupID", "JMSXGroupSeq", "JMSXDeliveryCount", "JMSXUserID")),
                names.toString());
    }

    @SuppressWarnings("unchecked")
    private static List<String> names(ConnectionMetaData data) throws JMSException {
        return Collections.list((Enumeration<String>) data.getJMSXPropertyNames());
    }
}
