/** A Jakarta Messaging provider that speaks STOMP, and the parts it is made of. */
module org.stompest.jms {
    requires transitive jakarta.messaging;
    requires java.naming;
    requires jdk.net;
    requires org.slf4j;

    exports org.stompest.client;
    exports org.stompest.failover;
    exports org.stompest.jms;
    exports org.stompest.jms.destination;
    exports org.stompest.protocol;
    exports org.stompest.session;
    exports org.stompest.transport;

    uses org.stompest.transport.Transport;
}
