package org.stompest.jms;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.stompest.client.Receipt;
import org.stompest.client.StompClient;
import org.stompest.protocol.Frame;

/**
 * Acknowledgements that go to the broker together, by the link that their messages came by. Immutable.
 *
 * @param client whose link it is
 * @param link the number of the link
 * @param messages what is acknowledged
 * @param frames the frames, in the order of the messages
 */
record AckBurst(StompClient client, long link, List<Received> messages, List<Frame> frames) {
    private record Link(StompClient client, long number) {}

    /** Acknowledges messages, one frame for those that one covers. */
    static List<AckBurst> of(List<Received> messages) {
        Map<Link, List<Received>> byLink = new LinkedHashMap<>();
        for (Received each : messages) {
            byLink.computeIfAbsent(new Link(each.client(), each.delivery().link()), link -> new ArrayList<>())
                    .add(each);
        }
        return byLink.entrySet().stream()
                .map(each -> new AckBurst(
                        each.getKey().client(),
                        each.getKey().number(),
                        each.getValue(),
                        Unsettled.covering(each.getValue()).stream()
                                .map(Received::acknowledgement)
                                .toList()))
                .filter(each -> !each.frames().isEmpty())
                .toList();
    }

    /**
     * Sends them, and asks for the receipt of the last one.
     *
     * @throws org.stompest.client.ConnectionLostException if the link is gone
     */
    Receipt request(Duration timeout) {
        return client.requestBurst(frames, link, timeout);
    }
}
