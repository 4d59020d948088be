package org.stompest.it.jms;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToLongFunction;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;

import org.stompest.it.BrokerKind;
import org.stompest.it.Eventually;
import org.stompest.it.Feature;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * Programs that send, receive, acknowledge and commit on one connection, until all that was sent has arrived. Used by the thread of the
 * test, save what is said otherwise.
 */
public final class Load {
    /** What the connection needs, behind its failover URI. */
    public static final String OPTIONS = "?maxReconnectDelay=200&reconnectDelayJitter=0"
            + "&jms.exceptionListenerOnInterrupt=true&jms.redeliveryPolicy.maximumRedeliveries=-1";

    /** How many messages are on their way at most. */
    private static final int WINDOW = 200;

    private final BrokerKind kind;
    private final String heard;
    private final String acknowledged;
    private final String transacted;
    private final String forwarded;
    private final AtomicInteger interruptions = new AtomicInteger();
    private final Semaphore window = new Semaphore(WINDOW);
    private final List<LoadProducer> producers;
    private final LoadConsumers consumers;
    private final LoadArrivals byListener;
    private final LoadArrivals byAcknowledger = new LoadArrivals();
    private final LoadArrivals byTransactor = new LoadArrivals();
    private final LoadArrivals byLastListener;
    private final List<JmsSteps.Call<Void>> producing = new ArrayList<>();
    private final List<JmsSteps.Call<Void>> consuming = new ArrayList<>();

    /**
     * Starts the programs, and the connection.
     *
     * @param kind where it leads to
     * @param connection not started, with {@link #OPTIONS}
     * @throws JMSException if a session or consumer cannot be made
     */
    public Load(BrokerKind kind, Connection connection) throws JMSException {
        this(kind, connection, "");
    }

    /**
     * Starts the programs, and the connection.
     *
     * @param kind where it leads to
     * @param connection not started, with {@link #OPTIONS}
     * @param arguments what stands behind the names of the queues
     * @throws JMSException if a session or consumer cannot be made
     */
    public Load(BrokerKind kind, Connection connection, String arguments) throws JMSException {
        this.kind = kind;
        heard = kind.newQueue("heard").name() + arguments;
        acknowledged = kind.newQueue("acknowledged").name() + arguments;
        transacted = kind.newQueue("transacted").name() + arguments;
        forwarded = kind.newQueue("forwarded").name() + arguments;
        connection.setExceptionListener(interruption -> interruptions.incrementAndGet());
        consumers = new LoadConsumers(connection, window);
        byListener = consumers.listen(heard);
        byLastListener = consumers.listen(forwarded);
        Runnable acknowledging = consumers.acknowledging(acknowledged, byAcknowledger);
        Runnable transacting = consumers.transacting(transacted, forwarded, byTransactor);
        List<String> queues = List.of(heard, acknowledged, transacted);
        producers = List.of(
                new LoadProducer("a", connection, queues, window, interruptions::get),
                new LoadProducer("b", connection, queues, window, interruptions::get));
        connection.start();
        consuming.add(JmsSteps.start(acknowledging::run));
        consuming.add(JmsSteps.start(transacting::run));
        producers.forEach(each -> producing.add(JmsSteps.start(each::run)));
    }

    /**
     * How often the connection was interrupted so far. To be called by any thread.
     *
     * @return a number that only grows
     */
    public int interruptions() {
        return interruptions.get();
    }

    private int progress() {
        return byListener.count() + byAcknowledger.count() + byLastListener.count();
    }

    /**
     * Waits for more messages and a commit.
     *
     * @param enough how many messages have to arrive from now on, at least
     * @throws Exception if they do not, or the thread is interrupted
     */
    public void awaitProgress(int enough) throws Exception {
        int before = progress();
        int commits = consumers.commits();
        Eventually.holds(() -> !failures().isEmpty() || progress() > before + enough, "messages arrive");
        Eventually.holds(() -> !failures().isEmpty() || consumers.commits() > commits, "transactions are committed");
        assertEquals(List.of(), failures());
    }

    private List<Exception> failures() {
        List<Exception> all = new ArrayList<>(consumers.failures());
        producers.forEach(each -> all.addAll(each.failures()));
        return all;
    }

    /**
     * Stops the producers, and the consumers when all has arrived and the broker has nothing left.
     *
     * @param messageCount how many messages the broker has in a queue
     * @throws Exception if something does not arrive, a program has failed, or the thread is interrupted
     */
    public void finish(ToLongFunction<String> messageCount) throws Exception {
        producers.forEach(LoadProducer::stop);
        for (JmsSteps.Call<Void> each : producing) {
            each.get();
        }
        Eventually.isEqual(Set.of(), () -> missing(heard, byListener), "what the listener has not got");
        Eventually.isEqual(Set.of(), () -> missing(acknowledged, byAcknowledger), "what was not received");
        Eventually.isEqual(Set.of(), () -> missing(transacted, byTransactor), "what no transaction has got");
        Eventually.isEqual(Set.of(), () -> missing(transacted, byLastListener), "what was not sent on");
        for (String each : List.of(heard, acknowledged, transacted, forwarded)) {
            String bare = each.replaceFirst("\\?.*", "");
            Eventually.isEqual(0L, () -> messageCount.applyAsLong(bare), "messages left in " + each);
        }
        consumers.stop();
        for (JmsSteps.Call<Void> each : consuming) {
            each.get();
        }
        assertEquals(List.of(), failures());
    }

    private Set<String> missing(String queue, LoadArrivals arrivals) {
        Set<String> missing = new TreeSet<>();
        producers.forEach(each -> missing.addAll(each.sent(queue)));
        missing.removeAll(arrivals.texts());
        return missing;
    }

    private Set<String> acrossACut() {
        Set<String> all = new TreeSet<>();
        producers.forEach(each -> all.addAll(each.acrossACut()));
        return all;
    }

    /** Fails if something came twice that the broker and we have to keep from it, or have to mark. */
    public void verify() {
        Set<String> twice = unflagged();
        Set<String> sentOnTwice = byLastListener.copied();
        if (!kind.can(Feature.DUPLICATE_DETECTION)) {
            // A repeated send is a message of its own there.
            twice.removeAll(acrossACut());
            sentOnTwice.removeAll(acrossACut());
        }
        if (!kind.can(Feature.ACKS_IN_TRANSACTIONS)) {
            sentOnTwice.removeAll(consumers.doubtful());
        }
        if (!kind.can(Feature.LASTING_ACKNOWLEDGEMENTS)) {
            // The broker has lost what it had confirmed. A message of a rollback is not among these: it is committed
            // once.
            sentOnTwice.removeAll(consumers.committedAgain());
        }
        assertEquals(Set.of(), twice, "what came twice without a mark");
        assertEquals(Set.of(), sentOnTwice, "what was sent on twice");
    }

    private Set<String> unflagged() {
        Set<String> all = new TreeSet<>();
        arrivals().forEach(each -> all.addAll(each.unflagged()));
        return all;
    }

    private List<LoadArrivals> arrivals() {
        return List.of(byListener, byAcknowledger, byTransactor, byLastListener);
    }

    @Override
    public String toString() {
        int sent = 0;
        for (LoadProducer each : producers) {
            sent += each.sent(heard).size()
                    + each.sent(acknowledged).size()
                    + each.sent(transacted).size();
        }
        int received = arrivals().stream().mapToInt(LoadArrivals::count).sum();
        int flagged = arrivals().stream().mapToInt(LoadArrivals::flagged).sum();
        return sent + " sent, " + received + " received, " + flagged + " duplicates flagged, "
                + acrossACut().size() + " sends repeated, " + unflagged().size() + " of them there twice, "
                + consumers.commits() + " commits, " + consumers.rolledBack() + " rolled back, "
                + consumers.inDoubt() + " in doubt, "
                + consumers.committedAgain().size() + " committed again, "
                + byLastListener.copied().size() + " sent on twice";
    }
}
