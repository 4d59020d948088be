package org.stompest.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.stompest.failover.Attempt;
import org.stompest.failover.Attempts;
import org.stompest.failover.BrokerUri;
import org.stompest.failover.LocalHosts;
import org.stompest.protocol.Frame;
import org.stompest.protocol.FrameEncoder;
import org.stompest.protocol.StompException;
import org.stompest.protocol.Version;
import org.stompest.transport.Channel;
import org.stompest.transport.TransportOptions;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The main line of a client's link thread: connect, read until the link ends, and again. Owns the input of each link. */
final class LinkLoop implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(LinkLoop.class);

    /** How often to look whether a write has stalled, while nothing comes in. */
    private static final long LONGEST_READ_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** After that long a link has proved itself, though nothing was said on it. */
    private static final long PROVEN_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** An open link, and what was read behind CONNECTED already. */
    private record Opened(Link link, Inbound inbound, List<Frame> further, TransportOptions options, long since) {}

    private final LinkEvents events;
    private final ClientOptions options;

    LinkLoop(LinkEvents events, ClientOptions options) {
        this.events = events;
        this.options = options;
    }

    @Override
    public void run() {
        try {
            Attempts attempts = startup();
            Opened opened = connect(attempts, true);
            boolean isFirst = true;
            while (opened != null) {
                Link link = opened.link();
                StompException cause = readUntilEnd(opened);
                link.end(cause);
                if (!events.lost(link, cause)) {
                    return;
                }
                LOG.info("{}: {}; looking for a broker", options.name, cause.getMessage());
                if (isFirst || isProven(opened)) {
                    attempts = reconnect(link.broker());
                }
                isFirst = false;
                opened = connect(attempts, false);
            }
        } catch (ConnectFailedException e) {
            events.failed(e);
        } catch (Throwable e) {
            LOG.error("{}: the link thread has failed", options.name, e);
            events.failed(new StompException("the link thread of " + options.name + " has failed: " + e, e));
        }
    }

    /** A link that ends at once counts as an attempt that has failed, or delays and limits would never come to bear. */
    private static boolean isProven(Opened opened) {
        return opened.inbound().hasHeard() || System.nanoTime() - opened.since() > PROVEN_NANOS;
    }

    /** Tries the brokers until one answers CONNECTED; null if the client is closed meanwhile. */
    private Opened connect(Attempts attempts, boolean isStartup) {
        Set<BrokerUri> refusals = new HashSet<>();
        StompException last = null;
        while (attempts.hasNext()) {
            Attempt attempt = attempts.next();
            if (!events.sleep(Deadline.within(attempt.delay()))) {
                return null;
            }
            try {
                return connectTo(attempt.broker());
            } catch (ClientClosedException e) {
                return null;
            } catch (IOException | RuntimeException e) {
                last = failure(attempt.broker(), e);
                events.attemptFailed(last);
                log(attempt, last);
            }
            if (last instanceof BrokerException) {
                refusals.add(attempt.broker());
            } else {
                refusals.remove(attempt.broker());
            }
            boolean isHopeless = isStartup && refusals.containsAll(options.uri.brokers());
            if (isHopeless || !options.uri.isFailover()) {
                break;
            }
        }
        throw new ConnectFailedException(
                "expected a connection to " + options.uri + ", got none: "
                        + (last == null ? attempts.describe() + " allowed" : last.getMessage()),
                last);
    }

    private Attempts startup() {
        return Attempts.startup(options.uri.brokers(), options.uri.policy(), localHosts(), new SplittableRandom());
    }

    private Attempts reconnect(BrokerUri lost) {
        return Attempts.reconnect(
                options.uri.brokers(), options.uri.policy(), localHosts(), new SplittableRandom(), Optional.of(lost));
    }

    private LocalHosts localHosts() {
        return LocalHosts.of(localNames());
    }

    private Set<String> localNames() {
        if (!options.uri.policy().priorityBackup()) {
            return Set.of();
        }
        try {
            InetAddress local = InetAddress.getLocalHost();
            return Stream.of(local.getHostName(), local.getHostAddress()).collect(Collectors.toSet());
        } catch (UnknownHostException e) {
            LOG.debug("{}: this host has no name that it knows of", options.name, e);
            return Set.of();
        }
    }

    private void log(Attempt attempt, StompException cause) {
        int warnAfter = options.uri.policy().warnAfterReconnectAttempts();
        if (warnAfter > 0 && attempt.number() % warnAfter == 0) {
            LOG.warn(
                    "{}: {} attempts to connect have failed, the last one with: {}",
                    options.name,
                    attempt.number(),
                    cause.getMessage());
        } else {
            LOG.debug("{}: attempt {} to connect has failed: {}", options.name, attempt.number(), cause.getMessage());
        }
    }

    private static StompException failure(BrokerUri broker, Exception cause) {
        return cause instanceof BrokerException refusal
                ? refusal
                : new ConnectionLostException("expected a STOMP broker at " + broker + ", got " + cause, cause);
    }

    private Opened connectTo(BrokerUri broker) throws IOException {
        TransportOptions how = options.transportOptions(broker);
        Channel channel = options.transport.channel(options.endpoint(broker), how);
        if (!events.isOpening(channel)) {
            return null;
        }
        boolean isDone = false;
        try {
            channel.open(how.connectTimeout());
            Inbound inbound = new Inbound(channel, options.versions, options.limits);
            byte[] connect = FrameEncoder.encode(events.startSession(options.connectRequest(broker)), Version.V1_2);
            channel.write(connect, 0, connect.length);
            List<Frame> answer = answer(inbound, broker);
            Link link = events.established(channel, broker, answer.get(0));
            isDone = true;
            LOG.debug("{}: connected to {}", options.name, broker);
            return new Opened(link, inbound, answer.subList(1, answer.size()), how, System.nanoTime());
        } finally {
            if (!isDone) {
                channel.abort();
            }
        }
    }

    private List<Frame> answer(Inbound inbound, BrokerUri broker) throws IOException {
        Deadline deadline = Deadline.within(options.connectedTimeout);
        while (!deadline.isOver()) {
            List<Frame> frames = inbound.read(millis(deadline.remainingNanos()));
            if (!frames.isEmpty()) {
                return frames;
            }
        }
        throw new WaitTimeoutException(
                "expected CONNECTED from " + broker + " within " + options.connectedTimeout + ", got no frame", null);
    }

    private StompException readUntilEnd(Opened opened) {
        Link link = opened.link();
        Inbound inbound = opened.inbound();
        long silence = silence(link);
        Duration writeTimeout = opened.options().writeTimeout();
        try {
            events.process(link, opened.further());
            while (true) {
                long left = silence == 0 ? Long.MAX_VALUE : silence - (System.nanoTime() - inbound.lastReceived());
                long heard = inbound.lastReceived();
                List<Frame> frames = inbound.read(millis(Math.min(left, LONGEST_READ_NANOS)));
                if (!frames.isEmpty()) {
                    events.process(link, frames);
                }
                // Only a read that has brought nothing tells of silence: after a pause of this JVM there may be bytes
                // that wait.
                boolean isSilent = inbound.lastReceived() == heard;
                if (silence > 0 && isSilent && System.nanoTime() - heard > silence) {
                    return new ConnectionLostException(
                            "expected a heart-beat from " + link.broker() + " every "
                                    + link.heartBeat().receive() + " ms, heard nothing for "
                                    + TimeUnit.NANOSECONDS.toMillis(silence) + " ms",
                            null);
                }
                if (link.isStalled(System.nanoTime(), writeTimeout.toNanos())) {
                    return new ConnectionLostException(
                            "expected " + link.broker() + " to read, but a write has taken more than " + writeTimeout,
                            null);
                }
            }
        } catch (IOException e) {
            return new ConnectionLostException("lost the connection to " + link.broker() + ": " + e.getMessage(), e);
        } catch (StompException e) {
            return new ConnectionLostException(
                    "gave up the connection to " + link.broker() + ", which does not keep to STOMP: " + e.getMessage(),
                    e);
        } catch (RuntimeException e) {
            LOG.error("{}: a sink has failed", options.name, e);
            return new ConnectionLostException("gave up the connection to " + link.broker() + " after " + e, e);
        }
    }

    private long silence(Link link) {
        return (long) (TimeUnit.MILLISECONDS.toNanos(link.heartBeat().receive()) * options.heartBeatTolerance);
    }

    private static int millis(long nanos) {
        return (int) Math.min(Integer.MAX_VALUE, Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos) + 1));
    }
}
