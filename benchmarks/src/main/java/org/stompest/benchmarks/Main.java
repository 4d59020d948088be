package org.stompest.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.stompest.benchmarks.codec.TextMessageComparison;

import org.openjdk.jmh.runner.RunnerException;

/** Runs all benchmarks; the full form also writes their results. Ends with 1 if they show a defect. Stateless. */
public final class Main {
    private static final Path RESULTS = Path.of("results");

    private Main() {}

    /**
     * Runs the benchmarks, in the directory that has {@code results}.
     *
     * @param arguments nothing for the full form, or {@code short}
     * @throws IOException if a result cannot be written
     * @throws RunnerException if a benchmark fails
     */
    public static void main(String[] arguments) throws IOException, RunnerException {
        Form form =
                switch (String.join(" ", arguments)) {
                    case "" -> Form.FULL;
                    case "short" -> Form.SHORT;
                    default ->
                        throw new IllegalArgumentException(
                                "expected no argument or 'short', got " + List.of(arguments));
                };
        Report report = TextMessageComparison.run(form);
        String page = report.page() + "\nMeasured on " + Machine.description() + ".\n";
        System.out.println("\n" + page);
        if (form == Form.FULL) {
            Files.createDirectories(RESULTS);
            Files.writeString(RESULTS.resolve("codec-text-messages.md"), page);
        }
        if (!report.defects().isEmpty()) {
            System.err.println("Defects: " + report.defects());
            System.exit(1);
        }
    }
}
