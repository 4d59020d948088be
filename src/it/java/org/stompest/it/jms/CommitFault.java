package org.stompest.it.jms;

import java.util.List;
import java.util.stream.Stream;

import org.stompest.it.BrokerKind;
import org.stompest.it.FramePoint;
import org.stompest.it.FrameTrap;
import org.stompest.it.jms.CommitOutcome.Ending;
import org.stompest.protocol.Command;

import static org.stompest.it.FramePoint.after;
import static org.stompest.it.FramePoint.before;
import static org.stompest.it.FramePoint.receipt;

/**
 * A fault at one step of a commit, and what may come of it: the table behind docs/TRANSACTIONS.md. Immutable.
 *
 * @param point where it happens
 * @param fault what happens
 * @param queues from how many queues the transaction has to have received for the point to be there
 * @param allowed what may come of it, with two queues
 */
record CommitFault(FramePoint point, FrameTrap.Fault fault, int queues, List<CommitOutcome> allowed) {
    private static final CommitOutcome COMMITTED = new CommitOutcome(Ending.COMMITTED, CommitOutcome.SENT, "");
    private static final CommitOutcome ROLLED_BACK = new CommitOutcome(Ending.ROLLED_BACK, "", CommitOutcome.RECEIVED);
    private static final CommitOutcome DOUBT_NOTHING = new CommitOutcome(Ending.IN_DOUBT, "", CommitOutcome.RECEIVED);
    private static final CommitOutcome DOUBT_ALL = doubt("");
    private static final CommitOutcome DOUBT_SENDS = doubt(CommitOutcome.RECEIVED);

    /** All is one burst of frames, and one step of the broker. */
    private static final List<CommitFault> ATOMIC = List.of(
            new CommitFault(before(Command.BEGIN, 1), FrameTrap.Fault.NONE, 1, List.of(COMMITTED)),
            cut(before(Command.BEGIN, 1), DOUBT_NOTHING),
            cut(after(Command.BEGIN, 1), DOUBT_NOTHING),
            cut(before(Command.SEND, 2), DOUBT_NOTHING),
            cut(before(Command.ACK, 1), DOUBT_NOTHING),
            cutOfTwo(before(Command.ACK, 2), DOUBT_NOTHING),
            cut(before(Command.COMMIT, 1), DOUBT_NOTHING),
            cut(after(Command.COMMIT, 1), DOUBT_NOTHING, DOUBT_ALL),
            cut(receipt(Command.COMMIT, 1), DOUBT_ALL),
            lose(receipt(Command.COMMIT, 1), DOUBT_ALL));

    /** The sends are confirmed, then committed; one burst of acknowledgements follows. */
    private static final List<CommitFault> ARTEMIS = List.of(
            new CommitFault(before(Command.BEGIN, 1), FrameTrap.Fault.NONE, 1, List.of(COMMITTED)),
            cut(before(Command.BEGIN, 1), ROLLED_BACK),
            cut(after(Command.BEGIN, 1), ROLLED_BACK),
            cut(before(Command.SEND, 2), ROLLED_BACK),
            cut(receipt(Command.SEND, 1), ROLLED_BACK),
            lose(receipt(Command.SEND, 1), ROLLED_BACK),
            cut(before(Command.COMMIT, 1), DOUBT_NOTHING),
            cut(after(Command.COMMIT, 1), DOUBT_NOTHING, DOUBT_SENDS),
            cut(receipt(Command.COMMIT, 1), DOUBT_SENDS),
            lose(receipt(Command.COMMIT, 1), DOUBT_SENDS),
            cut(before(Command.ACK, 1), DOUBT_SENDS),
            cutOfTwo(before(Command.ACK, 2), DOUBT_SENDS, doubt("cd")),
            cutOfTwo(after(Command.ACK, 2), DOUBT_SENDS, doubt("cd"), DOUBT_ALL),
            cut(receipt(Command.ACK, 1), DOUBT_ALL),
            lose(receipt(Command.ACK, 1), DOUBT_ALL));

    /** The sends are committed, then confirmed; acknowledgements follow, one for each message, a burst on each link, one by one. */
    private static final List<CommitFault> RABBITMQ = List.of(
            new CommitFault(before(Command.BEGIN, 1), FrameTrap.Fault.NONE, 1, List.of(COMMITTED)),
            cut(before(Command.BEGIN, 1), ROLLED_BACK),
            cut(after(Command.BEGIN, 1), ROLLED_BACK),
            cut(before(Command.SEND, 2), ROLLED_BACK),
            cut(before(Command.ABORT, 1), ROLLED_BACK),
            cut(receipt(Command.ABORT, 1), ROLLED_BACK),
            lose(receipt(Command.ABORT, 1), ROLLED_BACK),
            cut(before(Command.COMMIT, 1), DOUBT_NOTHING),
            cut(after(Command.COMMIT, 1), DOUBT_NOTHING, DOUBT_SENDS),
            cut(receipt(Command.COMMIT, 1), DOUBT_SENDS),
            lose(receipt(Command.COMMIT, 1), DOUBT_SENDS),
            cut(receipt(Command.SEND, 1), DOUBT_SENDS),
            lose(receipt(Command.SEND, 1), DOUBT_SENDS),
            cut(before(Command.ACK, 1), DOUBT_SENDS),
            cut(before(Command.ACK, 2), DOUBT_SENDS, doubt("bcd")),
            cut(receipt(Command.ACK, 1), doubt("cd")),
            lose(receipt(Command.ACK, 1), doubt("cd")),
            cutOfTwo(before(Command.ACK, 3), doubt("cd")),
            cutOfTwo(before(Command.ACK, 4), doubt("cd"), doubt("d")),
            cutOfTwo(receipt(Command.ACK, 2), DOUBT_ALL),
            loseOfTwo(receipt(Command.ACK, 2), DOUBT_ALL));

    /** In doubt, with the sends done. */
    private static CommitOutcome doubt(String again) {
        return new CommitOutcome(Ending.IN_DOUBT, CommitOutcome.SENT, again);
    }

    private static CommitFault cut(FramePoint point, CommitOutcome... allowed) {
        return new CommitFault(point, FrameTrap.Fault.CUT_ALL, 1, List.of(allowed));
    }

    private static CommitFault cutOfTwo(FramePoint point, CommitOutcome... allowed) {
        return new CommitFault(point, FrameTrap.Fault.CUT_ALL, 2, List.of(allowed));
    }

    private static CommitFault lose(FramePoint point, CommitOutcome... allowed) {
        return new CommitFault(point, FrameTrap.Fault.LOSE, 1, List.of(allowed));
    }

    private static CommitFault loseOfTwo(FramePoint point, CommitOutcome... allowed) {
        return new CommitFault(point, FrameTrap.Fault.LOSE, 2, List.of(allowed));
    }

    /** The rows of a broker, of which one where the links of consumers outlive that of the sends has more. */
    static Stream<CommitFault> of(BrokerKind kind) {
        return switch (kind) {
            case CLASSIC, STRICT_10, STRICT_11, STRICT_12 -> ATOMIC.stream();
            case ARTEMIS -> ARTEMIS.stream();
            case RABBITMQ -> RABBITMQ.stream().flatMap(CommitFault::withOneLink);
        };
    }

    /** The same comes of it if only the link breaks where it happens. */
    private Stream<CommitFault> withOneLink() {
        return fault == FrameTrap.Fault.CUT_ALL
                ? Stream.of(this, new CommitFault(point, FrameTrap.Fault.CUT_ONE, queues, allowed))
                : Stream.of(this);
    }

    @Override
    public String toString() {
        return fault + " " + point;
    }
}
