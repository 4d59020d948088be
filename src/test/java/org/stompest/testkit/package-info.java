/**
 * A scripted STOMP broker for tests of clients, in memory or on a loopback socket. A script reads as the trace of a conversation:
 *
 * <pre>{@code
 * try (FakeBroker broker = FakeBroker.inMemory()) {
 *     broker.script(1, peer -> {
 *         peer.expect("CONNECT", "accept-version:1.0,1.1,1.2");
 *         peer.send("CONNECTED", "version:1.2");
 *         Frame send = peer.expect("SEND", "destination:/queue/a", "receipt:*", "!transaction");
 *         peer.receipt(send);
 *         peer.drop();
 *     });
 *     // ... a client with broker.uri() and broker.transport() ...
 * }
 * }</pre>
 *
 * <p>Connections without a script are obliging: they answer CONNECT and confirm what asks for a receipt. The test itself may speak
 * through the same {@link org.stompest.testkit.Peer} that a script gets: {@code broker.connection(1).message(...)}.
 *
 * <p>Whatever waits here, waits no longer than {@link org.stompest.testkit.FakeBroker#PATIENCE}, and fails by an {@link
 * java.lang.AssertionError} that says what was expected, what came, and shows the conversation so far.
 */
package org.stompest.testkit;
