package org.stompest.it.strict;

import java.util.Arrays;
import java.util.List;

import org.stompest.protocol.Version;

/**
 * What is agreed on by CONNECT.
 *
 * @param version the version of the session
 * @param connected the answer
 * @param beatMillis after how long without a frame the server beats, 0 for never
 * @param silenceMillis after how long without a byte the client counts as gone, 0 for never
 */
record StrictHandshake(Version version, StrictFrame connected, long beatMillis, int silenceMillis) {
    private static final int LEAST_MILLIS = 250;
    private static final int TOLERANCE = 3;

    static StrictHandshake of(StrictFrame connect, List<Version> spoken, String session) throws StrictViolation {
        boolean isStomp = connect.command().equals("STOMP");
        if (!isStomp && !connect.command().equals("CONNECT") || isStomp && spoken.equals(List.of(Version.V1_0))) {
            throw new StrictViolation("expected CONNECT, got " + connect.command());
        }
        if (connect.header("receipt") != null) {
            throw new StrictViolation("a receipt for CONNECT");
        }
        Version version = version(connect, spoken);
        StrictFrame connected = StrictFrame.of("CONNECTED", "session", session);
        if (version == Version.V1_0) {
            return new StrictHandshake(version, connected, 0, 0);
        }
        connect.require("host");
        connected.headers().put("version", version.text());
        connected.headers().put("heart-beat", LEAST_MILLIS + "," + LEAST_MILLIS);
        String offer = connect.headers().getOrDefault("heart-beat", "0,0");
        if (!offer.matches("[0-9]{1,9},[0-9]{1,9}")) {
            throw new StrictViolation("a heart-beat of '" + offer + "'");
        }
        int[] millis =
                Arrays.stream(offer.split(",")).mapToInt(Integer::parseInt).toArray();
        return new StrictHandshake(version, connected, agreed(millis[1]) / 2, TOLERANCE * agreed(millis[0]));
    }

    private static int agreed(int millis) {
        return millis == 0 ? 0 : Math.max(millis, LEAST_MILLIS);
    }

    /** A server of STOMP 1.0 knows nothing of versions. */
    private static Version version(StrictFrame connect, List<Version> spoken) throws StrictViolation {
        String accepted = connect.header("accept-version");
        List<String> offered = accepted == null || spoken.equals(List.of(Version.V1_0))
                ? List.of("1.0")
                : List.of(accepted.split(","));
        return spoken.stream()
                .filter(each -> offered.contains(each.text()))
                .reduce((worse, better) -> better)
                .orElseThrow(() -> new StrictViolation("expected one of the versions " + spoken + ", got " + offered));
    }
}
