package org.stompest.protocol;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The versions of STOMP, in ascending order. Immutable. */
public enum Version {
    /** STOMP 1.0: ASCII headers without escapes, no heart-beats, no NACK. */
    V1_0("1.0"),
    /** STOMP 1.1: UTF-8 headers with escapes, heart-beats, NACK, subscription ids. */
    V1_1("1.1"),
    /** STOMP 1.2: as 1.1, with CR LF as a line end, CR escaped, and an {@code ack} header to acknowledge by. */
    V1_2("1.2");

    private static final List<Version> ALL = List.of(values());

    private final String text;

    Version(String text) {
        this.text = text;
    }

    /**
     * The version as it stands in the headers {@code version} and {@code accept-version}.
     *
     * @return for example {@code 1.2}
     */
    public String text() {
        return text;
    }

    /**
     * Whether this version is the other one or a later one.
     *
     * @param other the version to compare with
     * @return true if this version has all that {@code other} has
     */
    public boolean isAtLeast(Version other) {
        return compareTo(other) >= 0;
    }

    /**
     * All versions, ascending.
     *
     * @return an immutable list
     */
    public static List<Version> all() {
        return ALL;
    }

    /**
     * The version of that text.
     *
     * @param text for example {@code 1.2}; surrounding blanks are not tolerated
     * @return the version
     * @throws ProtocolException if STOMP has no such version
     */
    public static Version of(String text) {
        for (Version version : ALL) {
            if (version.text.equals(text)) {
                return version;
            }
        }
        throw new ProtocolException("expected a STOMP version of " + join(ALL) + ", got '" + Excerpt.of(text) + "'");
    }

    /**
     * The versions of a comma-separated list, as in {@code accept-version}.
     *
     * @param text for example {@code 1.0,1.2}; blanks around the commas are tolerated
     * @return the versions, ascending, without repetitions
     * @throws ProtocolException if one of them is not a version
     */
    public static List<Version> listOf(String text) {
        return sorted(Arrays.stream(text.split(",", -1))
                .map(String::trim)
                .map(Version::of)
                .toList());
    }

    /**
     * The text of a list of versions, as in {@code accept-version}. Brokers split it at the commas without trimming, so it has
     * no blanks.
     *
     * @param versions the versions
     * @return for example {@code 1.0,1.2}
     */
    public static String join(List<Version> versions) {
        return String.join(",", versions.stream().map(Version::text).toList());
    }

    static List<Version> sorted(List<Version> versions) {
        if (versions.isEmpty()) {
            throw new ProtocolException("expected at least one STOMP version, got none");
        }
        List<Version> distinct = new ArrayList<>(versions.stream().distinct().toList());
        Collections.sort(distinct);
        return List.copyOf(distinct);
    }

    @Override
    public String toString() {
        return text;
    }
}
