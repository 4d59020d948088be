/**
 * The STOMP client: threads, locks and clocks around {@link org.stompest.session}, {@link org.stompest.failover} and {@link
 * org.stompest.transport}.
 *
 * <pre>{@code
 * ClientOptions options = ClientOptions.builder("failover:(stomp://a:61613,stomp://b:61613)")
 *         .credentials("guest", "guest")
 *         .build();
 * try (StompClient client = new StompClient(options).connect()) {
 *     // Blocking use: wait for the receipt.
 *     client.send("/queue/orders", Headers.EMPTY, body).await(Duration.ofSeconds(10));
 *
 *     // Asynchronous use: hang a callback on it.
 *     client.send("/queue/orders", Headers.EMPTY, body).whenDone(() -> log("sent"), failure -> log(failure));
 *
 *     // Fetch messages, one by one ...
 *     PulledSubscription orders = client.subscribe("/queue/orders", Headers.EMPTY);
 *     Optional<Delivery> order = orders.receive(Duration.ofSeconds(1));
 *     order.ifPresent(client::ack);
 *
 *     // ... or have them pushed, four at a time; those that fail go to an error destination and are acknowledged after that.
 *     client.subscribe("/queue/payments", Headers.EMPTY, payment -> book(payment.message().text()),
 *             FailurePolicy.forwardTo("/queue/payments.failed"), 4);
 *
 *     // A transaction.
 *     Transaction transaction = client.begin();
 *     transaction.send("/queue/a", Headers.EMPTY, one);
 *     transaction.send("/queue/b", Headers.EMPTY, two);
 *     transaction.commit().await(Duration.ofSeconds(10));
 * }
 * }</pre>
 */
package org.stompest.client;
