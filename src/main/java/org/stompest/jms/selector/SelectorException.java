package org.stompest.jms.selector;

/**
 * Says that a text is no valid message selector (Jakarta Messaging 3.1, section 3.8.1), and where. Immutable.
 */
public final class SelectorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final int MAXIMUM_EXCERPT = 40;

    /** Where the fault starts. */
    private final int position;

    /** What would have been valid there. */
    private final String expected;

    /** What was found there. */
    private final String got;

    SelectorException(int position, String expected, String got) {
        super("Invalid message selector: expected " + expected + ", got " + got + " at position " + position);
        this.position = position;
        this.expected = expected;
        this.got = got;
    }

    SelectorException(int position, String expected, String got, Throwable cause) {
        this(position, expected, got);
        initCause(cause);
    }

    /** Bounds a piece of the selector that is quoted in a message, without cutting a surrogate pair. */
    static String excerpt(String text) {
        if (text.codePointCount(0, text.length()) <= MAXIMUM_EXCERPT) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, MAXIMUM_EXCERPT)) + "...";
    }

    /**
     * Tells where the fault starts.
     *
     * @return the index of the first offending {@code char} in the selector text, from 0 to its length inclusive
     */
    public int position() {
        return position;
    }

    /**
     * Tells what would have been valid.
     *
     * @return a description for people, for example {@code ")"} or {@code a boolean expression}
     */
    public String expected() {
        return expected;
    }

    /**
     * Tells what was found instead.
     *
     * @return a description for people; long pieces of the selector are shortened
     */
    public String got() {
        return got;
    }
}
