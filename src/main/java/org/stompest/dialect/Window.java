package org.stompest.dialect;

/**
 * What a broker sends of a subscription before it waits for acknowledgements. Immutable.
 *
 * @param messages how many messages at least; {@link Long#MAX_VALUE} if they are not counted
 * @param bytes how many bytes of frames, about; {@link Long#MAX_VALUE} if they are not counted
 * @param isExtensible whether a further subscription to the same brings more of the same messages, in their order
 */
public record Window(long messages, long bytes, boolean isExtensible) {
    /** A broker that never waits. */
    public static final Window UNLIMITED = new Window(Long.MAX_VALUE, Long.MAX_VALUE, false);

    static Window ofMessages(long messages, boolean isExtensible) {
        return new Window(messages, Long.MAX_VALUE, isExtensible);
    }

    static Window ofBytes(long bytes, boolean isExtensible) {
        return new Window(Long.MAX_VALUE, bytes, isExtensible);
    }
}
