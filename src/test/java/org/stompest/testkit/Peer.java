package org.stompest.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.stompest.protocol.Command;
import org.stompest.protocol.Frame;
import org.stompest.protocol.FrameEncoder;
import org.stompest.protocol.Headers;
import org.stompest.protocol.Version;

/**
 * The broker's end of one connection: what a script or a test says and hears on it. Frames are recorded as they come, whether they
 * are expected or not. Thread-safe.
 */
public final class Peer {
    private final Conversation conversation;
    private final Wire wire;
    private final PeerReader reader;

    Peer(String name, Wire wire, Answers answers) {
        this.conversation = new Conversation(name);
        this.wire = wire;
        this.reader = new PeerReader(name, this, wire, conversation, answers);
    }

    // ---- hearing ----

    /**
     * Waits for the next frame, which has to match.
     *
     * @param command the command, or {@code *} for any
     * @param conditions on headers: {@code name:value}, {@code name:*} for any value, {@code !name} for none
     * @return the frame
     */
    public Frame expect(String command, String... conditions) {
        return conversation.next(FramePattern.of(command, conditions));
    }

    /**
     * Waits for a frame that matches, and passes over those before it.
     *
     * @param command the command
     * @param conditions as for {@link #expect}
     * @return the frame
     */
    public Frame skipTo(String command, String... conditions) {
        return conversation.nextMatching(FramePattern.of(command, conditions));
    }

    /** Waits for a heart-beat; each counts once. */
    public void expectHeartBeat() {
        conversation.awaitHeartBeat();
    }

    /**
     * How many heart-beats have come so far, expected or not.
     *
     * @return 0 or more
     */
    public int heartBeats() {
        return conversation.heartBeats();
    }

    /** Waits for the client to end the connection, with no frame before that was not expected. */
    public void expectEnd() {
        conversation.awaitEnd();
    }

    /**
     * All frames so far.
     *
     * @return a snapshot, in order
     */
    public List<Frame> frames() {
        return conversation.frames();
    }

    /**
     * The conversation so far.
     *
     * @return a text, one frame a line
     */
    public String trace() {
        return conversation.text();
    }

    // ---- saying ----

    /**
     * Sends a frame without a body.
     *
     * @param command the command
     * @param headers as {@code name:value}
     */
    public void send(String command, String... headers) {
        send(Frame.of(Command.valueOf(command), HeaderText.parse(headers)));
    }

    /**
     * Sends frames in one piece.
     *
     * @param frames one or more; CONNECTED sets the version of those after it, if STOMP has it
     */
    public void send(Frame... frames) {
        write(bytes(frames), Arrays.toString(frames));
    }

    /**
     * The bytes of frames, as {@link #send(Frame...)} would write them.
     *
     * @param frames one or more; CONNECTED sets the version of those after it, if STOMP has it
     * @return a new array
     */
    public byte[] bytes(Frame... frames) {
        byte[] all = new byte[0];
        for (Frame frame : frames) {
            if (frame.command() == Command.CONNECTED) {
                String version = frame.headers().get(Headers.VERSION, "1.0");
                Version.all().stream()
                        .filter(each -> each.text().equals(version))
                        .forEach(reader::version);
            }
            byte[] one = FrameEncoder.encode(frame, reader.version());
            int length = all.length;
            all = Arrays.copyOf(all, length + one.length);
            System.arraycopy(one, 0, all, length, one.length);
        }
        return all;
    }

    /**
     * Sends a message.
     *
     * @param subscription the id of the subscription
     * @param id the id of the message, which is also that of its acknowledgement
     * @param body the body
     * @param headers further ones, as {@code name:value}; {@code destination} is {@code /queue/a} if it is missing
     */
    public void message(String subscription, String id, String body, String... headers) {
        send(messageFrame(subscription, id, body, headers));
    }

    /**
     * The frame that {@link #message} sends.
     *
     * @param subscription the id of the subscription
     * @param id the id of the message, which is also that of its acknowledgement
     * @param body the body
     * @param headers further ones
     * @return a MESSAGE frame
     */
    public static Frame messageFrame(String subscription, String id, String body, String... headers) {
        Headers all = HeaderText.parse(headers).toBuilder()
                .addMissing(Headers.of(
                        Headers.DESTINATION, "/queue/a",
                        Headers.MESSAGE_ID, id,
                        Headers.SUBSCRIPTION, subscription,
                        Headers.ACK, id))
                .build();
        return Frame.of(Command.MESSAGE, all, body.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Confirms a frame.
     *
     * @param frame one with a header {@code receipt}
     */
    public void receipt(Frame frame) {
        send("RECEIPT", "receipt-id:" + frame.require(Headers.RECEIPT));
    }

    /**
     * Refuses a frame by its receipt id.
     *
     * @param frame one with a header {@code receipt}
     * @param message what to say
     */
    public void refuse(Frame frame, String message) {
        send("ERROR", "receipt-id:" + frame.require(Headers.RECEIPT), "message:" + message);
    }

    /**
     * Sends bytes in one piece.
     *
     * @param bytes any bytes
     */
    public void sendRaw(byte[] bytes) {
        write(bytes, bytes.length + " bytes");
    }

    /**
     * Sends bytes in several pieces.
     *
     * @param bytes any bytes
     * @param positions where each piece but the first begins, ascending
     */
    public void sendSplit(byte[] bytes, int... positions) {
        int from = 0;
        for (int to : positions) {
            sendRaw(Arrays.copyOfRange(bytes, from, to));
            from = to;
        }
        sendRaw(Arrays.copyOfRange(bytes, from, bytes.length));
    }

    /** Sends a heart-beat. */
    public void heartBeat() {
        write(new byte[] {'\n'}, "heart-beat");
    }

    private void write(byte[] bytes, String what) {
        conversation.sent(what);
        try {
            wire.write(bytes);
        } catch (IOException e) {
            throw new AssertionError(
                    conversation.failure("to send " + what + ", got " + e).getMessage(), e);
        }
    }

    // ---- behaving ----

    /**
     * From now on answers CONNECT and confirms what asks for a receipt, also frames that have come and were not expected yet.
     *
     * @param unanswered commands to keep silent on
     */
    public void oblige(String... unanswered) {
        reader.oblige(Set.of(unanswered));
    }

    /** Answers nothing any more but what it is told to. */
    public void mute() {
        reader.mute();
    }

    /** Reads no more, so that the client's writes come to a standstill. */
    public void stopReading() {
        conversation.sent("(stops reading)");
        reader.pause();
    }

    /** Reads again. */
    public void resumeReading() {
        conversation.sent("(reads again)");
        reader.resume();
    }

    /**
     * Pauses a script until told.
     *
     * @param signal counts down to 0 when the script is to go on
     * @throws InterruptedException if the broker is closed
     */
    public void pause(CountDownLatch signal) throws InterruptedException {
        Duration patience = FakeBroker.PATIENCE;
        if (!signal.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw conversation.failure("to be told to go on within " + patience + ", was not");
        }
    }

    /** Ends the connection in good order: the client reads what was sent, and the end of the stream then. */
    public void close() {
        conversation.sent("(closes)");
        try {
            wire.end();
        } catch (IOException e) {
            throw new AssertionError(conversation.failure("to close, got " + e).getMessage(), e);
        }
    }

    /** Breaks the connection. */
    public void drop() {
        conversation.sent("(drops the connection)");
        wire.drop();
    }

    PeerReader reader() {
        return reader;
    }

    @Override
    public String toString() {
        return reader.toString();
    }
}
