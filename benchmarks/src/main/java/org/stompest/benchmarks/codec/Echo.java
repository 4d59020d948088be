package org.stompest.benchmarks.codec;

import org.stompest.protocol.Command;
import org.stompest.protocol.Frame;
import org.stompest.protocol.Headers;

/** Makes of a SEND the MESSAGE that a consumer gets: headers of the broker first, then what it passes on. Stateless. */
final class Echo {
    private Echo() {}

    /**
     * The frame that arrives.
     *
     * @param broker activemq or artemis
     * @param send the frame that was sent
     */
    static Frame of(String broker, Frame send) {
        Headers own =
                switch (broker) {
                    case "activemq" ->
                        Headers.builder()
                                .add("expires", "0")
                                .add("destination", send.require("destination"))
                                .add("ack", "ID:broker-40113-1795554920966-3:1")
                                .add("subscription", "1")
                                .add("priority", "4")
                                .add("message-id", "ID:broker-40113-1795554920966-3:1:-1:1:1")
                                .add("persistent", "true")
                                .add("timestamp", "1795554921343")
                                .build();
                    case "artemis" ->
                        Headers.builder()
                                .add("subscription", "1")
                                .add("content-length", Integer.toString(send.body().length))
                                .add("message-id", "7,11")
                                .add("destination", send.require("destination"))
                                .add("expires", "0")
                                .add("redelivered", "false")
                                .add("priority", "4")
                                .add("persistent", "true")
                                .add("timestamp", "1795554921343")
                                .build();
                    default -> throw new IllegalArgumentException("expected activemq or artemis, got " + broker);
                };
        Headers.Builder all = Headers.builder().addAll(own);
        send.headers().forEach((name, value) -> {
            if (!own.contains(name)) {
                all.add(name, value);
            }
        });
        return Frame.of(Command.MESSAGE, all.build(), send.body());
    }
}
