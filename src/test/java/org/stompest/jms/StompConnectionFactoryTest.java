package org.stompest.jms;

import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.JMSSecurityException;

import org.stompest.testkit.FakeBroker;
import org.stompest.testkit.Peer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class StompConnectionFactoryTest {
    // ---- without a broker ----

    @Test
    void aFactoryOfNothingIsForTheLocalBroker() {
        StompConnectionFactory factory = new StompConnectionFactory();

        assertEquals("failover:(stomp://localhost:61613)", factory.getBrokerURL());
        assertEquals("", factory.getUsername());
        assertEquals("", factory.getClientID());
    }

    @Test
    void settersWinOverTheUriWhicheverComesFirst() {
        StompConnectionFactory first = new StompConnectionFactory();
        first.setClientID("setter");
        first.setUsername("joe");
        first.setBrokerURL("stomp://a:1?jms.clientID=uri&jms.username=uri");
        StompConnectionFactory last = new StompConnectionFactory("stomp://a:1?jms.clientID=uri&jms.username=uri");
        last.setClientID("setter");
        last.setOption("jms.user", "joe");

        for (StompConnectionFactory factory : new StompConnectionFactory[] {first, last}) {
            assertEquals("setter", factory.getClientID());
            assertEquals("joe", factory.getUsername());
        }
    }

    @Test
    void theUriSpeaksWhereNoSetterDoes() {
        StompConnectionFactory factory = new StompConnectionFactory("stomp://a:1?jms.clientID=uri&jms.username=joe");

        assertEquals("uri", factory.getClientID());
        assertEquals("joe", factory.getUsername());
    }

    @Test
    void aNewUriReplacesTheOptionsOfTheOld() {
        StompConnectionFactory factory = new StompConnectionFactory("stomp://a:1?jms.clientID=uri");

        factory.setBrokerURL("stomp://b:2");

        assertEquals("", factory.getClientID());
        assertEquals("stomp://b:2", factory.getBrokerURL());
    }

    @ParameterizedTest
    @CsvSource({
        "jms.sendTimeout,      soon",
        "jms.sendTimeout,      -1",
        "stomp.connectedTimeout, 0",
        "stomp.broker,         hornetq",
        "jms.sendTimout,       5",
        "transport.tcpNoDelay, true",
    })
    void whatIsRefusedChangesNothing(String name, String value) {
        StompConnectionFactory factory = new StompConnectionFactory("stomp://a:1?jms.clientID=uri");

        assertThrows(IllegalArgumentException.class, () -> factory.setOption(name, value));

        factory.setUsername("joe");
        assertEquals("uri", factory.getClientID());
        assertEquals("joe", factory.getUsername());
    }

    @Test
    void aRefusedUriLeavesTheOldOne() {
        StompConnectionFactory factory = new StompConnectionFactory("stomp://a:1?jms.clientID=uri");

        assertThrows(IllegalArgumentException.class, () -> factory.setBrokerURL("stomp://b:2?jms.sendTimout=1"));

        assertEquals("stomp://a:1?jms.clientID=uri", factory.getBrokerURL());
        assertEquals("uri", factory.getClientID());
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE})
    void negativeTimeOutsAreRefused(long millis) {
        StompConnectionFactory factory = new StompConnectionFactory();

        assertThrows(IllegalArgumentException.class, () -> factory.setConnectTimeout(millis));
        assertThrows(IllegalArgumentException.class, () -> factory.setSendTimeout(millis));
        assertThrows(IllegalArgumentException.class, () -> factory.setRequestTimeout(millis));
        assertThrows(IllegalArgumentException.class, () -> factory.setCloseTimeout(millis));
        assertThrows(IllegalArgumentException.class, () -> factory.setPrefetch(-1));
        assertThrows(IllegalArgumentException.class, () -> factory.setBroker("hornetq"));
    }

    @Test
    void noSecretIsShown() {
        StompConnectionFactory factory = new StompConnectionFactory(
                "joe", "s3cret", "failover:(stomp://jim:s3cret@a:1)?jms.password=s3cret&stomp.header.passcode=s3cret");

        assertFalse(factory.toString().contains("s3cret"), factory.toString());
        assertFalse(factory.getBrokerURL().contains("s3cret"), factory.getBrokerURL());
        assertEquals("joe", factory.getUsername());
        assertTrue(factory.toString().contains("a:1"), factory.toString());
    }

    // ---- what a broker is told ----

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jms.clientID=me                                | CONNECT | client-id:me",
                "jms.username=joe&jms.password=a%20b            | CONNECT | login:joe",
                "jms.username=joe&jms.password=a%20b            | CONNECT | passcode:a b",
                "jms.clientID=me                                | CONNECT | !login",
                "stomp.header.x-trace=1%2C2                     | CONNECT | x-trace:1,2",
                "stomp.header.Case=A                            | CONNECT | Case:A",
                "stomp.header.client-id=them&jms.clientID=me    | CONNECT | client-id:me",
                "stomp.host=v1                                  | CONNECT | host:v1",
                "stomp.vhost=%2F                                | CONNECT | host:/",
                "jms.clientID=me                                | CONNECT | host:127.0.0.1",
                "stomp.omitHost=true                            | CONNECT | !host",
                "stomp.heartbeat=5000,6000                      | CONNECT | heart-beat:5000,6000",
                "stomp.versions=1.1,1.2                         | CONNECT | accept-version:1.1,1.2",
                "stomp.useStompFrame=true                       | STOMP   | accept-version:*",
                "stomp.broker=activemq                          | CONNECT | accept-version:1.0,1.1,1.2",
                "stomp.broker=artemis                           | CONNECT | accept-version:1.0,1.1",
                "transport.tcpNoDelay=false&jms.clientID=me     | CONNECT | client-id:me",
            })
    void optionsReachTheBroker(String options, String command, String header) throws JMSException {
        try (FakeBroker broker = FakeBroker.onSocket()) {
            new StompConnectionFactory(broker.uri() + "?" + options)
                    .createConnection()
                    .close();

            Peer peer = broker.connection(1);
            peer.expect(command, header);
        }
    }

    @Test
    void headersOfCredentialsAreThoseOfTheCallIfItHasAny() throws JMSException {
        try (FakeBroker broker = FakeBroker.onSocket()) {
            StompConnectionFactory factory = new StompConnectionFactory("joe", "one", broker.uri());

            factory.createConnection("jim", "two").close();
            factory.createConnection("jim", null).close();
            factory.createConnection(null, null).close();

            broker.connection(1).expect("CONNECT", "login:jim", "passcode:two");
            broker.connection(2).expect("CONNECT", "login:jim", "passcode:");
            broker.connection(3).expect("CONNECT", "login:joe", "passcode:one");
        }
    }

    /** A snapshot: a connection does not change with its factory. */
    @Test
    void aConnectionIsMadeWithWhatIsSetWhenItIsMade() throws JMSException {
        try (FakeBroker broker = FakeBroker.onSocket()) {
            StompConnectionFactory factory = new StompConnectionFactory(broker.uri() + "?jms.clientID=one");

            factory.createConnection().close();
            factory.setClientID("two");
            factory.createConnection().close();

            broker.connection(1).expect("CONNECT", "client-id:one");
            broker.connection(2).expect("CONNECT", "client-id:two");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "activemq"})
    void credentialsThatAreRefusedAreASecurityException(String kind) {
        try (FakeBroker broker = FakeBroker.onSocket()) {
            broker.otherwise(peer -> {
                peer.expect("CONNECT");
                peer.send("ERROR", "message:User name [joe] or password is invalid.");
                peer.expectEnd();
            });
            StompConnectionFactory factory =
                    new StompConnectionFactory("joe", "s3cret", broker.uri() + "?stomp.broker=" + kind);

            JMSSecurityException refusal = assertThrows(JMSSecurityException.class, factory::createConnection);

            assertTrue(refusal.getMessage().contains("User name [joe]"), refusal.getMessage());
            assertFalse(refusal.getMessage().contains("s3cret"), refusal.getMessage());
        }
    }

    @Test
    void aBrokerThatIsNotThereIsAnExceptionWithACode() {
        FakeBroker broker = FakeBroker.onSocket();
        String uri = broker.uri();
        broker.close();

        JMSException failure =
                assertThrows(JMSException.class, () -> new StompConnectionFactory(uri).createConnection());

        assertEquals("STOMPEST-CONNECT", failure.getErrorCode());
        assertEquals(failure.getCause(), failure.getLinkedException());
    }

    @Test
    void aContextOfAModeThatIsNoneOpensNoConnection() {
        try (FakeBroker broker = FakeBroker.onSocket()) {
            StompConnectionFactory factory = new StompConnectionFactory(broker.uri());

            assertThrows(JMSRuntimeException.class, () -> factory.createContext(42));

            assertEquals(0, broker.connections());
        }
    }
}
