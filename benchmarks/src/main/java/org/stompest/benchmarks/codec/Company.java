package org.stompest.benchmarks.codec;

/**
 * What a JVM has to do with besides the text messages that are measured: many of it before the first of them, some before each iteration.
 * Immutable.
 */
public enum Company {
    /** More text messages; no map or stream message is ever made. */
    ALONE,
    /** Map and stream messages. */
    BESIDE_MAPS_AND_STREAMS
}
