package org.stompest.it;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

import org.stompest.protocol.Command;
import org.stompest.protocol.Frame;
import org.stompest.protocol.FrameDecoder;
import org.stompest.protocol.FrameLimits;
import org.stompest.protocol.FrameSink;
import org.stompest.protocol.Headers;

/** The frames of one connection on their way by a {@link FrameTrap}, byte by byte as they came. Thread-safe; each direction has one thread. */
final class TrappedFrames {
    private final FrameTrap trap;
    private final Runnable cutAll;

    /** What each receipt was asked for by. */
    private final Map<String, Command> asked = new ConcurrentHashMap<>();

    /** Nothing of the broker reaches the client any more. */
    private volatile boolean isMute;

    TrappedFrames(FrameTrap trap, Runnable cutAll) {
        this.trap = trap;
        this.cutAll = cutAll;
    }

    /** What a frame meets before it is forwarded, and after. */
    private interface Rule {
        FrameTrap.Fault meet(FramePoint.Place place, Frame frame);
    }

    /** The frames of the client, which pass on into a gate. */
    ProxyPassage ofClient(ProxyGate gate) {
        return new Direction(gate, this::meetOfClient, false);
    }

    /** The frames of the broker, which pass on into a gate. */
    ProxyPassage ofBroker(ProxyGate gate) {
        return new Direction(gate, this::meetOfBroker, true);
    }

    private FrameTrap.Fault meetOfClient(FramePoint.Place place, Frame frame) {
        String receipt = frame.header(Headers.RECEIPT);
        if (receipt != null) {
            asked.put(receipt, frame.command());
        }
        return trap.meet(place, frame.command());
    }

    private FrameTrap.Fault meetOfBroker(FramePoint.Place place, Frame frame) {
        if (place == FramePoint.Place.AFTER || frame.command() != Command.RECEIPT) {
            return FrameTrap.Fault.NONE;
        }
        Command command = asked.get(frame.require(Headers.RECEIPT_ID));
        return command == null ? FrameTrap.Fault.NONE : trap.meet(FramePoint.Place.RECEIPT, command);
    }

    /** One direction. Used by its thread. */
    private final class Direction implements ProxyPassage, FrameSink {
        private final ProxyGate gate;
        private final Rule rule;
        private final boolean isFromBroker;
        private final FrameDecoder decoder = new FrameDecoder(FrameLimits.DEFAULT);
        private final ByteArrayOutputStream raw = new ByteArrayOutputStream();
        private Frame complete;

        Direction(ProxyGate gate, Rule rule, boolean isFromBroker) {
            this.gate = gate;
            this.rule = rule;
            this.isFromBroker = isFromBroker;
        }

        @Override
        public void frame(Frame frame) {
            complete = frame;
        }

        @Override
        public void heartBeat() {
            // It is what has been read so far, and belongs to no frame.
            complete = null;
        }

        @Override
        public boolean pass(byte[] bytes, int length, OutputStream out, BooleanSupplier isOver) throws IOException {
            for (int i = 0; i < length; i++) {
                decoder.decode(bytes, i, 1, this);
                raw.write(bytes[i]);
                if (!decoder.isWithinFrame() && !isPassed(out, isOver)) {
                    return false;
                }
            }
            return true;
        }

        private boolean isPassed(OutputStream out, BooleanSupplier isOver) throws IOException {
            Frame frame = complete;
            byte[] whole = raw.toByteArray();
            complete = null;
            raw.reset();
            FrameTrap.Fault before = frame == null ? FrameTrap.Fault.NONE : rule.meet(FramePoint.Place.BEFORE, frame);
            if (before == FrameTrap.Fault.LOSE || isFromBroker && isMute) {
                return true;
            }
            cut(before);
            FrameTrap.Fault after = frame == null ? FrameTrap.Fault.NONE : rule.meet(FramePoint.Place.AFTER, frame);
            if (after != FrameTrap.Fault.NONE) {
                // The answer to it must not be faster than the cut.
                isMute = true;
            }
            boolean isPassed = gate.pass(whole, whole.length, out, isOver);
            cut(after);
            return isPassed;
        }

        private void cut(FrameTrap.Fault fault) throws IOException {
            if (fault == FrameTrap.Fault.CUT_ALL) {
                cutAll.run();
            }
            if (fault == FrameTrap.Fault.CUT_ALL || fault == FrameTrap.Fault.CUT_ONE) {
                throw new IOException("cut at a frame");
            }
        }

        @Override
        public void wake() {
            gate.wake();
        }
    }
}
