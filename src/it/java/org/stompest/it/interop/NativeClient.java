package org.stompest.it.interop;

import jakarta.jms.ConnectionFactory;

import org.stompest.it.BrokerKind;

import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.qpid.jms.JmsConnectionFactory;

/**
 * The clients of others that the tests of interoperation run against, each with its broker: a parameterized test with {@code @EnumSource}
 * of this enum runs against all of them. They name queues and topics as we do, without prefixes. Immutable.
 */
enum NativeClient {
    /** ActiveMQ Classic and its own client, in OpenWire. */
    OPENWIRE(BrokerKind.CLASSIC) {
        @Override
        ConnectionFactory factory(int port) {
            return new ActiveMQConnectionFactory("tcp://127.0.0.1:" + port);
        }
    },
    /** ActiveMQ Artemis and its own client, in the protocol of its core. */
    CORE(BrokerKind.ARTEMIS) {
        @Override
        ConnectionFactory factory(int port) {
            return new org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory("tcp://127.0.0.1:" + port);
        }
    },
    /** ActiveMQ Classic and Qpid JMS, in AMQP 1.0. */
    AMQP_CLASSIC(BrokerKind.CLASSIC) {
        @Override
        ConnectionFactory factory(int port) {
            return new JmsConnectionFactory("amqp://127.0.0.1:" + port);
        }
    },
    /** ActiveMQ Artemis and Qpid JMS, in AMQP 1.0. */
    AMQP_ARTEMIS(BrokerKind.ARTEMIS) {
        @Override
        ConnectionFactory factory(int port) {
            return new JmsConnectionFactory("amqp://127.0.0.1:" + port);
        }
    };

    private final BrokerKind broker;

    NativeClient(BrokerKind broker) {
        this.broker = broker;
    }

    /** The broker that this client speaks to. */
    BrokerKind broker() {
        return broker;
    }

    boolean isClassic() {
        return broker == BrokerKind.CLASSIC;
    }

    /**
     * Whether this client has to send without message identifiers for us to read what it sends. Classic keeps those of AMQP, and then
     * drops every STOMP connection that acknowledges such a message, because it takes the identifier for one of its own.
     */
    boolean sendsWithoutIds() {
        return this == AMQP_CLASSIC;
    }

    /** The client's connections to the broker of a port on 127.0.0.1. */
    abstract ConnectionFactory factory(int port);
}
