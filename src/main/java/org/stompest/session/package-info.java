/**
 * The session of a STOMP client as a state machine: which command is allowed when, which receipts, transactions and subscriptions are
 * open, what a frame of the server means, and what has to be repeated after a lost connection. No I/O, no threads, no clock.
 *
 * <p>A client of one's own needs little more than a loop around it. This one connects, subscribes, and survives the loss of its
 * connection:
 *
 * <pre>{@code
 * StompSession session = new StompSession();
 * ConnectRequest request = ConnectRequest.DEFAULT.withHost("broker").withHeartBeat(new HeartBeat(10_000, 10_000));
 * int receipts = 0;
 *
 * while (true) {
 *     try (Wire wire = Wire.open("broker", 61613)) { // yours: reads and writes frames
 *         wire.write(session.connect(request), session.version());
 *         if (!(session.receive(wire.read()) instanceof Event.Connected connected)) {
 *             throw new ProtocolException("refused");
 *         }
 *         wire.version(session.version());
 *         wire.beatEvery(session.heartBeat().send());
 *
 *         if (session.subscriptions().isEmpty()) { // the first time: ask ...
 *             wire.write(session.submit(Commands.subscribe(
 *                     "/queue/orders", Headers.of("id", "orders", "ack", "client"), session.version())));
 *         } else { // ... later: repeat what was in effect, with receipts if you want to know
 *             for (Frame subscribe : session.replay()) {
 *                 wire.write(session.repeat(subscribe.with(Headers.RECEIPT, "r-" + ++receipts)));
 *             }
 *         }
 *         while (true) {
 *             Event event = session.receive(wire.read());
 *             if (event instanceof Event.Delivered delivered) {
 *                 wire.write(session.submit(Commands.ack(delivered.message(), session.version())));
 *             } else if (event instanceof Event.Refused refused) {
 *                 throw new ProtocolException(refused.error().toString());
 *             } // Receipted: somebody may be waiting. Stray: a message after UNSUBSCRIBE.
 *         }
 *     } catch (IOException e) {
 *         session.lost(); // forgets receipts and transactions, keeps the subscriptions
 *     }
 * }
 * }</pre>
 *
 * <p>A transaction is a name between BEGIN and COMMIT or ABORT; any SEND, ACK or NACK may carry it:
 *
 * <pre>{@code
 * wire.write(session.submit(Commands.begin("tx")));
 * wire.write(session.submit(Commands.send("/queue/a", Headers.of("transaction", "tx"), body)));
 * wire.write(session.submit(Commands.ack(message, session.version()).with("transaction", "tx")));
 * wire.write(session.submit(Commands.commit("tx").with(Headers.RECEIPT, "done")));
 * }</pre>
 */
package org.stompest.session;
