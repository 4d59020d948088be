package org.stompest.benchmarks.codec;

import org.stompest.benchmarks.ProcessorTime;

import org.openjdk.jmh.results.RunResult;

/**
 * What one message has cost in one JVM. Immutable.
 *
 * @param nanos nanoseconds on a processor
 * @param bytes bytes allocated
 */
record Cost(double nanos, double bytes) {
    private static final String BYTES_PER_MESSAGE = "gc.alloc.rate.norm";

    static Cost of(RunResult result) {
        return new Cost(score(result, ProcessorTime.LABEL), score(result, BYTES_PER_MESSAGE));
    }

    private static double score(RunResult result, String label) {
        return result.getSecondaryResults().get(label).getScore();
    }
}
