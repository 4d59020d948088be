package org.stompest.failover;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * One pass over the raw text of a URI, good or bad, that finds user-info and the values of secret options and hides
 * them. Not thread-safe, for a single use.
 *
 * <p>In doubt it hides too much: user and password with characters that should have been percent-encoded are hidden as
 * far as the last commercial-at that can belong to them. The time is linear in the length of the text.
 */
final class SecretScan {
    private static final String PREFIX = "failover:";

    private final String text;
    private final boolean encodedAt;
    private final List<Range> hidden = new ArrayList<>();
    private int authority;
    private int userInfoEnd = -1;
    private int nameStart;
    private boolean inQuery;
    private boolean inValue;
    private boolean wellFormed;
    private int secretEnd;

    SecretScan(String text) {
        this.text = text;
        this.encodedAt = text.contains("%40");
    }

    String masked() {
        for (int index = 0; index < text.length(); index++) {
            switch (text.charAt(index)) {
                case ':' -> scheme(index);
                case '?', '&' -> {
                    enterQuery();
                    separator(index);
                }
                case ',' -> separator(index);
                case '=' -> equalsSign(index);
                case '@' -> {
                    // Behind a good host and port, in the value of an option, it is not the end of user-info.
                    if (!(inQuery && inValue && wellFormed)) {
                        userInfoEnd = index;
                    }
                }
                default -> {}
            }
        }
        endAuthority();
        return render();
    }

    private void scheme(int colon) {
        if (!text.startsWith("://", colon)) {
            return;
        }
        int start = colon;
        while (start > 0 && colon - start < Scheme.LONGEST_NAME && Scheme.isNamePart(text.charAt(start - 1))) {
            start--;
        }
        boolean first =
                start == 0 || start <= PREFIX.length() + 2 && text.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
        if ((first || ",(=".indexOf(text.charAt(start - 1)) >= 0) && Scheme.known(text.substring(start, colon))) {
            endAuthority();
            authority = colon + 3;
            inQuery = false;
            inValue = false;
        }
    }

    private void endAuthority() {
        if (userInfoEnd >= authority) {
            hidden.add(new Range(authority, userInfoEnd));
        }
        userInfoEnd = -1;
    }

    private void separator(int index) {
        nameStart = index + 1;
        inValue = false;
    }

    private void enterQuery() {
        if (!inQuery) {
            inQuery = true;
            wellFormed = hasGoodPort();
        }
    }

    private boolean hasGoodPort() {
        int index = Math.max(authority, userInfoEnd + 1);
        if (text.startsWith("[", index)) {
            while (index < text.length() && text.charAt(index) != ']') {
                index++;
            }
        }
        boolean port = false;
        for (; index < text.length() && "/?#&,)".indexOf(text.charAt(index)) < 0; index++) {
            char character = text.charAt(index);
            if (port && (character < '0' || character > '9')) {
                return false;
            }
            port |= character == ':';
        }
        return true;
    }

    private void equalsSign(int index) {
        if (!inValue && index >= secretEnd && hidesValue(text.substring(nameStart, index))) {
            secretEnd = endOfSecret(index + 1);
            hidden.add(new Range(index + 1, secretEnd));
        }
        inValue = true;
    }

    private boolean hidesValue(String name) {
        // The value may be percent-encoded as a whole, URIs with user-info included.
        return MaskedText.isSecret(name)
                || encodedAt && name.toLowerCase(Locale.ROOT).endsWith("priorityuris");
    }

    private int endOfSecret(int from) {
        int index = from;
        while (index < text.length() && text.charAt(index) != '&' && !endsBroker(index)) {
            index++;
        }
        return index;
    }

    private boolean endsBroker(int index) {
        if (text.charAt(index) == ')') {
            return index + 1 == text.length() || text.charAt(index + 1) == '?';
        }
        return text.charAt(index) == ',' && Scheme.startsUri(text, index + 1);
    }

    private String render() {
        hidden.sort(Comparator.comparingInt(Range::from));
        StringBuilder shown = new StringBuilder(text.length());
        int done = 0;
        for (Range range : hidden) {
            if (range.to() > done) {
                if (range.from() >= done) {
                    shown.append(text, done, range.from()).append(MaskedText.MASK);
                }
                done = range.to();
            }
        }
        return shown.append(text, done, text.length()).toString();
    }

    private record Range(int from, int to) {}
}
