package org.stompest.quickstart;

import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TextMessage;

import org.stompest.it.BrokerKind;
import org.stompest.it.BrokerSetup;
import org.stompest.it.EmbeddedBroker;
import org.stompest.jms.StompConnectionFactory;

/** The tour of the README: an embedded ActiveMQ, and a program that knows nothing but Jakarta Messaging. */
public final class Quickstart {
    private static final long PATIENCE = 30_000;

    private final EmbeddedBroker broker;
    private final Connection connection;
    private final PrintStream out;

    private Quickstart(EmbeddedBroker broker, Connection connection, PrintStream out) {
        this.broker = broker;
        this.connection = connection;
        this.out = out;
    }

    /**
     * Starts the broker, takes the tour, stops the broker.
     *
     * @param arguments none
     * @throws Exception if anything goes wrong
     */
    public static void main(String[] arguments) throws Exception {
        run(System.out);
    }

    static void run(PrintStream out) throws Exception {
        try (EmbeddedBroker broker = BrokerKind.CLASSIC.create(BrokerSetup.PERSISTENT)) {
            broker.start();
            String uri = "failover:(" + broker.uri() + ")?maxReconnectDelay=500";
            out.println("An embedded ActiveMQ listens at " + broker.uri());
            try (Connection connection = new StompConnectionFactory(uri).createConnection()) {
                connection.start();
                Quickstart tour = new Quickstart(broker, connection, out);
                tour.sendAndListen();
                tour.requestAndReply();
                tour.rollBackAndCommit();
                tour.surviveARestart();
            }
            out.println("\nThat was all. The same program runs on Artemis, with nothing changed but the URI.");
        }
    }

    private void sendAndListen() throws Exception {
        out.println("\n1. A producer and a MessageListener");
        Session receiving = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        Queue queue = receiving.createQueue("orders");
        CountDownLatch all = new CountDownLatch(3);
        MessageConsumer consumer = receiving.createConsumer(queue);
        consumer.setMessageListener(message -> {
            print("   the listener got", message);
            all.countDown();
        });
        Session sending = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        MessageProducer producer = sending.createProducer(queue);
        for (int i = 1; i <= 3; i++) {
            TextMessage order = sending.createTextMessage("order " + i);
            order.setIntProperty("amount", 10 * i);
            producer.send(order);
            out.println("   sent " + order.getText() + ", and the broker has confirmed it");
        }
        await(all);
        receiving.close();
        sending.close();
    }

    private void requestAndReply() throws Exception {
        out.println("\n2. A request and its reply, by a temporary queue");
        Session serving = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        Queue service = serving.createQueue("greeter");
        MessageProducer replier = serving.createProducer(null);
        serving.createConsumer(service).setMessageListener(request -> {
            try {
                TextMessage reply = serving.createTextMessage("hello, " + ((TextMessage) request).getText());
                reply.setJMSCorrelationID(request.getJMSMessageID());
                replier.send(request.getJMSReplyTo(), reply);
            } catch (JMSException e) {
                throw new IllegalStateException(e);
            }
        });
        Session asking = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        TemporaryQueue replies = asking.createTemporaryQueue();
        MessageConsumer consumer = asking.createConsumer(replies);
        TextMessage request = asking.createTextMessage("world");
        request.setJMSReplyTo(replies);
        asking.createProducer(service).send(request);
        print("   asked with 'world', got", consumer.receive(PATIENCE));
        serving.close();
        asking.close();
    }

    private void rollBackAndCommit() throws Exception {
        out.println("\n3. A transaction, rolled back and then committed");
        try (Session session = connection.createSession(Session.SESSION_TRANSACTED)) {
            Queue in = session.createQueue("payments");
            Queue booked = session.createQueue("booked");
            session.createProducer(in).send(session.createTextMessage("payment"));
            session.commit();

            MessageConsumer consumer = session.createConsumer(in);
            MessageProducer producer = session.createProducer(booked);
            print("   received", consumer.receive(PATIENCE));
            producer.send(session.createTextMessage("booking"));
            session.rollback();
            out.println("   rolled back: " + broker.messageCount("booked") + " bookings on the broker");

            print("   received again", consumer.receive(PATIENCE));
            producer.send(session.createTextMessage("booking"));
            session.commit();
            out.println("   committed: " + broker.messageCount("booked") + " booking on the broker");
        }
    }

    private void surviveARestart() throws Exception {
        out.println("\n4. A restart of the broker, which the program does not notice");
        try (Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE)) {
            Queue queue = session.createQueue("outlasting");
            MessageConsumer consumer = session.createConsumer(queue);
            MessageProducer producer = session.createProducer(queue);
            producer.send(session.createTextMessage("sent before"));
            broker.stop();
            out.println("   the broker is down");
            Thread starter = new Thread(broker::start);
            starter.start();
            producer.send(session.createTextMessage("sent while it was down"));
            starter.join();
            out.println("   the broker is up again, and the send has returned");
            print("   received", consumer.receive(PATIENCE));
            print("   received", consumer.receive(PATIENCE));
        }
    }

    private void print(String what, Message message) {
        try {
            out.println(what + " '" + ((TextMessage) message).getText() + "'"
                    + (message.propertyExists("amount") ? ", amount " + message.getIntProperty("amount") : "")
                    + (message.getJMSRedelivered() ? ", redelivered" : ""));
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        if (!latch.await(PATIENCE, TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("expected all messages within " + PATIENCE + " ms, got some of them");
        }
    }
}
