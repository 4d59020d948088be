package org.stompest.benchmarks.codec;

import java.util.concurrent.TimeUnit;

import jakarta.jms.JMSException;

import org.stompest.jms.message.JmsMessage;
import org.stompest.protocol.Frame;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/**
 * The way of one text message of 100 characters with three properties, a string, an int and a boolean: it is made and encoded, and the
 * MESSAGE that a broker makes of it is decoded and read. Not thread-safe: JMH gives each thread its own.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TextMessageBenchmark {
    private static final int MESSAGES_BEFORE = 200_000;

    /** JMH counts their bytes as the iteration's, so they are few beside those that it measures. */
    private static final int MESSAGES_BETWEEN = 100;

    /** The broker's dialect. */
    @Param({"activemq", "artemis"})
    public String broker;

    /** What else the JVM has to do with. */
    @Param
    public Company company;

    private Traffic traffic;
    private Frame arrived;

    /** Creates the benchmark; JMH does. */
    public TextMessageBenchmark() {}

    /**
     * Before the first iteration.
     *
     * @param blackhole takes what is read
     * @throws JMSException if a message is wrong
     */
    @Setup(Level.Trial)
    public void before(Blackhole blackhole) throws JMSException {
        traffic = new Traffic(broker);
        others(MESSAGES_BEFORE, blackhole);
        arrived = traffic.echo(traffic.send(traffic.text()));
    }

    /**
     * Before each iteration.
     *
     * @param blackhole takes what is read
     * @throws JMSException if a message is wrong
     */
    @Setup(Level.Iteration)
    public void between(Blackhole blackhole) throws JMSException {
        others(MESSAGES_BETWEEN, blackhole);
    }

    private void others(int count, Blackhole blackhole) throws JMSException {
        for (int i = 0; i < count; i++) {
            JmsMessage message =
                    switch (company) {
                        case ALONE -> traffic.text();
                        case BESIDE_MAPS_AND_STREAMS -> i % 2 == 0 ? traffic.map() : traffic.stream();
                    };
            traffic.read(traffic.receive(traffic.echo(traffic.send(message))), blackhole);
        }
    }

    /**
     * What is measured.
     *
     * @param blackhole takes what is encoded and read
     * @throws JMSException if the message is wrong
     */
    @Benchmark
    public void encodeAndDecode(Blackhole blackhole) throws JMSException {
        blackhole.consume(traffic.send(traffic.text()));
        traffic.read(traffic.receive(arrived), blackhole);
    }
}
