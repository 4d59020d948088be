/**
 * The provider of Jakarta Messaging: a connection factory, and behind it the interfaces of {@link jakarta.jms}.
 *
 * <pre>{@code
 * ConnectionFactory factory = new StompConnectionFactory("failover:(stomp://localhost:61613)");
 * try (Connection connection = factory.createConnection("user", "secret")) {
 *     Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
 *     Queue queue = session.createQueue("orders");
 *     session.createProducer(queue).send(session.createTextMessage("hello"));
 *
 *     connection.start();
 *     TextMessage message = (TextMessage) session.createConsumer(queue).receive(5_000);
 *     System.out.println(message.getText());
 * }
 * }</pre>
 */
package org.stompest.jms;
