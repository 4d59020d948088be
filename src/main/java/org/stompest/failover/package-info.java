/**
 * Which broker to try next and how long to wait before: failover URIs and the sequence of attempts to connect.
 *
 * <p>This package does no input or output, looks at no clock, starts no thread and writes no log. It can be used on
 * its own, by any client that has more than one place to connect to.
 *
 * <h2>Reading a URI</h2>
 *
 * <p>{@link org.stompest.failover.FailoverUri} reads what users write, in the forms of ActiveMQ, Qpid JMS and the
 * Python client stompest. A program that has options of its own in the same URI says which ones; every other unknown
 * option is an error, which names the nearest known one.
 *
 * <pre>{@code
 * FailoverUri uri = FailoverUri.parse(
 *         "failover:(stomp://red.example.org,stomp+ssl://blue.example.org:61617)"
 *                 + "?maxReconnectDelay=5s&startupMaxReconnectAttempts=3&app.name=stock",
 *         name -> name.startsWith("app."));
 * uri.brokers();                     // two BrokerUri, the first with port 61613
 * uri.policy().maxReconnectDelay();  // PT5S
 * uri.options();                     // {app.name=stock}
 * }</pre>
 *
 * <h2>Connecting</h2>
 *
 * <p>{@link org.stompest.failover.Attempts} is an iterator. The loop below is all that is left to write: it waits,
 * connects, and either returns the connection or takes the next attempt. A broker counts as connected only once it has
 * answered the CONNECT frame; a TCP connection alone may lead to a load balancer with nothing behind it.
 *
 * <pre>{@code
 * Predicate<BrokerUri> local = LocalHosts.of(Set.of(InetAddress.getLocalHost().getHostName()));
 * RandomGenerator random = new SplittableRandom();
 *
 * Connection connect(Attempts attempts) throws IOException, InterruptedException {
 *     IOException failure = new IOException("no broker answered");
 *     while (attempts.hasNext()) {
 *         Attempt attempt = attempts.next();
 *         Thread.sleep(attempt.delay().toMillis());
 *         try {
 *             return open(attempt.broker()); // sends CONNECT and waits for CONNECTED
 *         } catch (IOException e) {
 *             failure.addSuppressed(new IOException(attempt.broker() + ", attempt " + attempt.number(), e));
 *         }
 *     }
 *     throw new IOException("no broker answered in " + attempts.describe(), failure);
 * }
 * }</pre>
 *
 * <p>A policy without limit makes an endless sequence: a program that collects failures as above should keep the last
 * few only, and look at a deadline of its own.
 *
 * <p>Which sequence to start is up to the caller, who knows whether there was a connection before:
 *
 * <pre>{@code
 * Connection connection = connect(Attempts.startup(uri.brokers(), uri.policy(), local, random));
 *
 * // later, when the connection to the broker `lost` has failed
 * if (uri.isFailover()) {
 *     connection = connect(
 *             Attempts.reconnect(uri.brokers(), uri.policy(), local, random, Optional.of(lost)));
 * }
 * }</pre>
 *
 * <h2>How the delays come about</h2>
 *
 * <p>With the default pacing, {@link org.stompest.failover.Pacing#EACH_ROUND}, two brokers {@code a} and {@code b},
 * {@code randomize=false&initialReconnectDelay=50&reconnectDelay=10&reconnectDelayJitter=0} and a connection to
 * {@code a} that was lost, the attempts are (delays in milliseconds):
 *
 * <pre>
 * round 0:  b 50  a 0
 * round 1:  a 10  b 0
 * round 2:  a 20  b 0
 * round 3:  a 40  b 0
 * </pre>
 *
 * <p>With {@link org.stompest.failover.Pacing#EACH_BROKER} and the same options they are {@code a 0}, {@code b 50},
 * {@code a 100}, {@code b 200} and so on. In both, no delay is ever above
 * {@link org.stompest.failover.ReconnectPolicy#maxReconnectDelay() maxReconnectDelay}, jitter included.
 *
 * <h2>Programs without a URI</h2>
 *
 * <pre>{@code
 * ReconnectPolicy policy = ReconnectPolicy.defaults().toBuilder()
 *         .maxReconnectDelay(Duration.ofSeconds(5))
 *         .randomize(false)
 *         .build();
 * List<BrokerUri> brokers = List.of(BrokerUri.parse("stomp://red"), BrokerUri.parse("stomp://blue"));
 * Attempts attempts = Attempts.startup(brokers, policy, local, random);
 * }</pre>
 *
 * <h2>Secrets</h2>
 *
 * <p>URIs may hold passwords. No message of an exception and no {@code toString()} of this package shows user-info, or
 * the value of an option whose name contains {@code pass}, {@code pwd}, {@code secret}, {@code token} or {@code credential}.
 */
package org.stompest.failover;
