/**
 * Channels: connections as two streams of bytes that can be aborted at any time. TCP is built in; a {@link
 * org.stompest.transport.Transport} of one's own becomes known as a service, or is passed to the client.
 *
 * <pre>{@code
 * Channel channel = Transports.all().channel(new Endpoint("stomp", "localhost", 61613, ""), TransportOptions.DEFAULT);
 * channel.open(Duration.ofSeconds(10));
 * channel.write(bytes, 0, bytes.length);
 * int count = channel.read(bytes, 0, bytes.length, 1_000); // 0: nothing came within a second; -1: the peer has closed
 * channel.abort();                                         // from any thread, also while others read or write
 * }</pre>
 */
package org.stompest.transport;
