package org.stompest.protocol;

/** Takes what a {@link FrameDecoder} has read, in order, on the thread that feeds the decoder. */
public interface FrameSink {
    /**
     * A frame is complete. The sink may set the decoder's version here; it holds from the next frame on.
     *
     * @param frame the frame
     */
    void frame(Frame frame);

    /** A line end came between two frames: a heart-beat, or padding. Does nothing unless overridden. */
    default void heartBeat() {}
}
