package org.stompest.protocol;

import java.util.List;
import java.util.Optional;

/**
 * A stream of bytes and what has to become of it. Immutable.
 *
 * @param name what it is about
 * @param version the version at its start, empty while it is open
 * @param limits what the decoder accepts
 * @param bytes the stream
 * @param events the frames and heart-beats in order
 * @param error a part of the message that ends it, empty if there is no error
 */
record Sample(
        String name, Optional<Version> version, FrameLimits limits, byte[] bytes, List<Object> events, String error) {

    static Sample open(String name, byte[] bytes, Object... events) {
        return new Sample(name, Optional.empty(), FrameLimits.DEFAULT, bytes, List.of(events), "");
    }

    static Sample valid(String name, Version version, byte[] bytes, Object... events) {
        return new Sample(name, Optional.of(version), FrameLimits.DEFAULT, bytes, List.of(events), "");
    }

    static Sample malformed(String name, Version version, byte[] bytes, String error, Object... events) {
        return new Sample(name, Optional.of(version), FrameLimits.DEFAULT, bytes, List.of(events), error);
    }

    Sample whileVersionIsOpen() {
        return new Sample(name, Optional.empty(), limits, bytes, events, error);
    }

    Sample within(FrameLimits others) {
        return new Sample(name, version, others, bytes, events, error);
    }

    Outcome read(byte[]... pieces) {
        return Outcome.of(version, limits, pieces);
    }

    @Override
    public String toString() {
        return name + version.map(v -> " in " + v).orElse("");
    }
}
