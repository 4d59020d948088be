package org.stompest.benchmarks.codec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.stompest.benchmarks.Form;
import org.stompest.benchmarks.ProcessorTime;
import org.stompest.benchmarks.Report;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Compares text messages in a JVM of their own with those in a JVM that has map and stream messages too: other kinds must not make a
 * text message dearer. Each round starts a fresh JVM for either, by turns in the one order and the other. Stateless.
 */
public final class TextMessageComparison {
    private static final List<String> BROKERS = List.of("activemq", "artemis");

    /** More bytes than this, in company over alone, are a defect. */
    private static final double ALLOWED = 1.05;

    private static final String HEAD = """
            # Text messages beside map and stream messages

            A text message of 100 characters with three properties, encoded and decoded; median of %d JVMs each (lowest to highest).
            The ratio is that of the two JVMs of a round; time is that on a processor.

            | dialect | ns alone | ns in company | ratio of time | bytes alone | bytes in company | ratio of bytes |
            | --- | --- | --- | --- | --- | --- | --- |
            """;

    private TextMessageComparison() {}

    /**
     * Measures.
     *
     * @param form how thoroughly
     * @return a page with a table
     * @throws RunnerException if the benchmark fails
     */
    public static Report run(Form form) throws RunnerException {
        List<Row> rows = BROKERS.stream().map(Row::new).toList();
        for (int round = 0; round < form.rounds(); round++) {
            List<Company> order = new ArrayList<>(Arrays.asList(Company.values()));
            if (round % 2 == 1) {
                Collections.reverse(order);
            }
            for (int i = 0; i < BROKERS.size(); i++) {
                Map<Company, Cost> costs = new EnumMap<>(Company.class);
                for (Company company : order) {
                    costs.put(company, measure(form, BROKERS.get(i), company));
                }
                System.out.printf("round %d of %d, %s: %s%n", round + 1, form.rounds(), BROKERS.get(i), costs);
                rows.get(i).add(costs);
            }
        }
        String table = rows.stream().map(row -> row + "\n").collect(Collectors.joining());
        boolean isDefect = rows.stream().anyMatch(row -> row.ratio(Cost::bytes).median() > ALLOWED);
        return new Report(
                HEAD.formatted(form.rounds()) + table,
                isDefect
                        ? List.of("text messages in company take more than " + ALLOWED + " times the bytes")
                        : List.of());
    }

    private static Cost measure(Form form, String broker, Company company) throws RunnerException {
        TimeValue time = TimeValue.milliseconds(form.iterationMillis());
        return Cost.of(new Runner(new OptionsBuilder()
                        .include(TextMessageBenchmark.class.getName() + "\\.")
                        .param("broker", broker)
                        .param("company", company.name())
                        .forks(1)
                        // Code waits for its compiler, which would lag behind where the machine has other work, and
                        // with it the bytes.
                        .jvmArgs("-Xms512m", "-Xmx512m", "-Xbatch")
                        .warmupIterations(form.iterations())
                        .warmupTime(time)
                        .measurementIterations(form.iterations())
                        .measurementTime(time)
                        .addProfiler(GCProfiler.class)
                        .addProfiler(ProcessorTime.class)
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .runSingle());
    }
}
