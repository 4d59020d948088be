/**
 * The wire of STOMP 1.0, 1.1 and 1.2: frames as values, the bytes of frames, and the syntax of all commands. No I/O, no threads, no
 * clock: usable on its own by whoever has bytes to read or to write.
 *
 * <p>A connection in the hand, without anything else of this library:
 *
 * <pre>{@code
 * Socket socket = new Socket("localhost", 61613);
 * OutputStream out = socket.getOutputStream();
 *
 * // What goes out: build a frame, encode it for the version of the session.
 * ConnectRequest request = ConnectRequest.DEFAULT
 *         .withHost("localhost")
 *         .withCredentials("guest", "guest")
 *         .withHeartBeat(new HeartBeat(10_000, 10_000));
 * out.write(FrameEncoder.encode(Commands.connect(request), Version.V1_2));
 *
 * // What comes in: a decoder takes pieces of any size and hands over complete frames.
 * FrameDecoder decoder = new FrameDecoder(FrameLimits.DEFAULT);
 * FrameSink sink = new FrameSink() {
 *     private Version version;
 *
 *     public void frame(Frame frame) {
 *         switch (frame.command()) {
 *             case CONNECTED -> {
 *                 ConnectedReply reply = Commands.connected(frame, request.versions());
 *                 version = reply.version();
 *                 decoder.version(version); // from the next frame on, though it may be in the array already
 *                 write(Commands.subscribe("/queue/orders", Headers.of("id", "1", "ack", "client"), version));
 *                 write(Commands.send("/queue/orders", Headers.EMPTY, "hello".getBytes(UTF_8))
 *                         .with(Headers.RECEIPT, "r-1"));
 *             }
 *             case RECEIPT -> System.out.println("the server has got it: " + Commands.receipt(frame));
 *             case MESSAGE -> {
 *                 Token subscription = Commands.message(frame, version);
 *                 System.out.println(subscription.value() + ": " + frame.text());
 *                 write(Commands.ack(frame, version));
 *             }
 *             case ERROR -> throw new ProtocolException(frame.headers().get(Headers.MESSAGE, "no reason given"));
 *             default -> throw new ProtocolException("a server does not send " + frame);
 *         }
 *     }
 *
 *     private void write(Frame frame) {
 *         try {
 *             out.write(FrameEncoder.encode(frame, version));
 *         } catch (IOException e) {
 *             throw new UncheckedIOException(e);
 *         }
 *     }
 * };
 * byte[] bytes = new byte[65_536];
 * for (int count; (count = socket.getInputStream().read(bytes)) >= 0; ) {
 *     decoder.decode(bytes, 0, count, sink);
 * }
 * }</pre>
 *
 * <p>Where the specifications leave a choice, the writer is strict and the reader follows what brokers do: a colon in a header value
 * needs no escape on reading, CR LF is a heart-beat in every version, {@code \r} is understood in STOMP 1.1. Everything else that is
 * not STOMP is a {@link org.stompest.protocol.FrameException}, after which the decoder reads no more.
 */
package org.stompest.protocol;
