package org.stompest.protocol;

/**
 * What one end of a connection says about heart-beats (STOMP 1.1 and 1.2, "Heart-beating"). Immutable.
 *
 * @param send the shortest interval in milliseconds at which this end can promise bytes, 0 if it cannot
 * @param receive the interval in milliseconds at which this end would like to get bytes, 0 if it does not care
 */
public record HeartBeat(int send, int receive) {
    /** No heart-beats in either direction. */
    public static final HeartBeat NONE = new HeartBeat(0, 0);

    /**
     * Checks the intervals.
     *
     * @param send as the record has it
     * @param receive as the record has it
     * @throws ProtocolException if one of them is negative
     */
    public HeartBeat {
        if (send < 0 || receive < 0) {
            throw new ProtocolException("expected heart-beat intervals of 0 ms or more, got " + send + "," + receive);
        }
    }

    /**
     * Reads the value of a {@code heart-beat} header.
     *
     * @param text two decimal numbers with a comma between; blanks around them are tolerated
     * @return the intervals
     * @throws ProtocolException if the text is anything else
     */
    public static HeartBeat of(String text) {
        int comma = text.indexOf(',');
        if (comma < 0) {
            throw malformed(text);
        }
        return new HeartBeat(interval(text.substring(0, comma), text), interval(text.substring(comma + 1), text));
    }

    private static int interval(String digits, String text) {
        String trimmed = digits.trim();
        if (trimmed.isEmpty() || !trimmed.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw malformed(text);
        }
        try {
            return Integer.parseInt(trimmed);
        } catch (NumberFormatException e) {
            throw malformed(text);
        }
    }

    private static ProtocolException malformed(String text) {
        return new ProtocolException("expected a heart-beat of two intervals in milliseconds such as 10000,10000, got '"
                + Excerpt.of(text) + "'");
    }

    /**
     * The value of the {@code heart-beat} header.
     *
     * @return for example {@code 10000,10000}
     */
    public String text() {
        return send + "," + receive;
    }

    /**
     * What is agreed on when the peer has answered.
     *
     * @param peer what the peer said of itself
     * @return the intervals in milliseconds at which this end has to send and may expect to receive, 0 for no beats
     */
    public HeartBeat negotiate(HeartBeat peer) {
        return new HeartBeat(agree(send, peer.receive), agree(receive, peer.send));
    }

    private static int agree(int one, int other) {
        return one == 0 || other == 0 ? 0 : Math.max(one, other);
    }
}
