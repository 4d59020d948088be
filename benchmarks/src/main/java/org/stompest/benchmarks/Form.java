package org.stompest.benchmarks;

/** How thoroughly to measure. Immutable. */
public enum Form {
    /** About a minute a benchmark: whether it works, and a first idea. Nothing is written. */
    SHORT(2, 3, 1000),
    /** Minutes a benchmark: what stands in {@code results}. */
    FULL(7, 5, 1000);

    private final int rounds;
    private final int iterations;
    private final long iterationMillis;

    Form(int rounds, int iterations, long iterationMillis) {
        this.rounds = rounds;
        this.iterations = iterations;
        this.iterationMillis = iterationMillis;
    }

    /**
     * How often each of the things to compare gets a JVM of its own.
     *
     * @return 2 or more
     */
    public int rounds() {
        return rounds;
    }

    /**
     * How many iterations a JVM warms up, and how many are measured after that.
     *
     * @return 1 or more
     */
    public int iterations() {
        return iterations;
    }

    /**
     * How long an iteration takes.
     *
     * @return milliseconds
     */
    public long iterationMillis() {
        return iterationMillis;
    }
}
