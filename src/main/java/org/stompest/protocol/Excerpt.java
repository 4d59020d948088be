package org.stompest.protocol;

/** The start of a text from a peer, made fit to stand in a message. Stateless. */
final class Excerpt {
    private static final int LENGTH = 40;

    private Excerpt() {}

    static String of(String text) {
        String start = text.length() > LENGTH ? text.substring(0, LENGTH) : text;
        return start.replaceAll("[^\\x20-\\x7e]", "?") + (text.length() > LENGTH ? "..." : "");
    }
}
