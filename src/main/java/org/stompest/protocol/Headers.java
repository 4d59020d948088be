package org.stompest.protocol;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;

/**
 * The headers of a frame in their order on the wire. A name may be repeated; look-ups see its first entry only (STOMP 1.2,
 * "Repeated Header Entries"). Immutable.
 */
public final class Headers {
    /** The versions a client offers. */
    public static final String ACCEPT_VERSION = "accept-version";
    /** The acknowledgement mode of a SUBSCRIBE, or the token of a MESSAGE to acknowledge by. */
    public static final String ACK = "ack";
    /** The number of bytes of the body. */
    public static final String CONTENT_LENGTH = "content-length";
    /** The MIME type of the body. */
    public static final String CONTENT_TYPE = "content-type";
    /** Where a message goes to or comes from. */
    public static final String DESTINATION = "destination";
    /** The heart-beats an end offers and wants. */
    public static final String HEART_BEAT = "heart-beat";
    /** The virtual host of a CONNECT. */
    public static final String HOST = "host";
    /** The id of a subscription, or of what is acknowledged. */
    public static final String ID = "id";
    /** The user of a CONNECT. */
    public static final String LOGIN = "login";
    /** The text of an ERROR. */
    public static final String MESSAGE = "message";
    /** The server's id of a MESSAGE. */
    public static final String MESSAGE_ID = "message-id";
    /** The secret of a CONNECT; never shown by any {@code toString}. */
    public static final String PASSCODE = "passcode";
    /** Asks the server for a RECEIPT of that id. */
    public static final String RECEIPT = "receipt";
    /** The id that a RECEIPT or an ERROR answers. */
    public static final String RECEIPT_ID = "receipt-id";
    /** The name of the server in CONNECTED. */
    public static final String SERVER = "server";
    /** The id of the session in CONNECTED. */
    public static final String SESSION = "session";
    /** The subscription that a MESSAGE belongs to. */
    public static final String SUBSCRIPTION = "subscription";
    /** The transaction that a frame belongs to. */
    public static final String TRANSACTION = "transaction";
    /** The version that the server has chosen. */
    public static final String VERSION = "version";

    /** No headers. */
    public static final Headers EMPTY = new Headers(new String[0]);

    private static final int USUAL_ENTRIES = 8;

    private final String[] entries;

    private Headers(String[] entries) {
        this.entries = entries;
    }

    /** Takes over an array of alternating names and values. */
    static Headers wrap(String[] namesAndValues, int length) {
        return new Headers(length == namesAndValues.length ? namesAndValues : Arrays.copyOf(namesAndValues, length));
    }

    /**
     * Headers of alternating names and values.
     *
     * @param namesAndValues an even number of texts
     * @return the headers in that order
     * @throws IllegalArgumentException if the number of texts is odd
     * @throws NullPointerException if one of them is null
     */
    public static Headers of(String... namesAndValues) {
        if (namesAndValues.length % 2 != 0) {
            throw new IllegalArgumentException(
                    "expected names and values in turn, got " + namesAndValues.length + " texts");
        }
        for (String text : namesAndValues) {
            Objects.requireNonNull(text, "a header name or value is null");
        }
        return namesAndValues.length == 0 ? EMPTY : new Headers(namesAndValues.clone());
    }

    /**
     * Headers with the entries of a map, in its order.
     *
     * @param map names and values
     * @return the headers
     */
    public static Headers of(Map<String, String> map) {
        Builder builder = builder();
        map.forEach(builder::add);
        return builder.build();
    }

    /**
     * A builder of headers.
     *
     * @return an empty one
     */
    public static Builder builder() {
        return builder(USUAL_ENTRIES);
    }

    /**
     * A builder of headers whose number is about known.
     *
     * @param entries how many it can take before it has to grow
     * @return an empty one
     */
    public static Builder builder(int entries) {
        return new Builder(new String[2 * entries]);
    }

    /**
     * The number of entries, repeated ones included.
     *
     * @return 0 or more
     */
    public int size() {
        return entries.length / 2;
    }

    /**
     * The name of an entry.
     *
     * @param index from 0 to {@code size() - 1}
     * @return the name
     */
    public String name(int index) {
        return entries[2 * index];
    }

    /**
     * The value of an entry.
     *
     * @param index from 0 to {@code size() - 1}
     * @return the value
     */
    public String value(int index) {
        return entries[2 * index + 1];
    }

    /**
     * The first value of that name.
     *
     * @param name the name, in its exact spelling
     * @return the value, or null if there is none
     */
    public String get(String name) {
        int index = indexOf(name);
        return index < 0 ? null : entries[index + 1];
    }

    /**
     * The first value of that name, or another text if there is none.
     *
     * @param name the name, in its exact spelling
     * @param other what to return if the name is absent
     * @return one of the two
     */
    public String get(String name, String other) {
        String value = get(name);
        return value == null ? other : value;
    }

    /**
     * Whether there is an entry of that name.
     *
     * @param name the name, in its exact spelling
     * @return true if so
     */
    public boolean contains(String name) {
        return indexOf(name) >= 0;
    }

    private int indexOf(String name) {
        for (int i = 0; i < entries.length; i += 2) {
            if (entries[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Shows each entry in order, repeated ones included.
     *
     * @param action gets name and value
     */
    public void forEach(BiConsumer<? super String, ? super String> action) {
        for (int i = 0; i < entries.length; i += 2) {
            action.accept(entries[i], entries[i + 1]);
        }
    }

    /**
     * These headers with one more at the end, in place of those of the same name.
     *
     * @param name the name
     * @param value the value
     * @return new headers
     */
    public Headers with(String name, String value) {
        Headers others = without(name);
        int length = others.entries.length;
        String[] extended = Arrays.copyOf(others.entries, length + 2);
        extended[length] = Objects.requireNonNull(name, "a header name is null");
        extended[length + 1] = Objects.requireNonNull(value, () -> "the value of header '" + name + "' is null");
        return new Headers(extended);
    }

    /**
     * These headers without those of a name.
     *
     * @param name the name
     * @return new headers, or these if there is nothing to leave out
     */
    public Headers without(String name) {
        if (!contains(name)) {
            return this;
        }
        Builder builder = builder();
        forEach((each, value) -> {
            if (!each.equals(name)) {
                builder.add(each, value);
            }
        });
        return builder.build();
    }

    /**
     * A builder that starts with these entries.
     *
     * @return a new builder
     */
    public Builder toBuilder() {
        return builder().addAll(this);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Headers headers && Arrays.equals(entries, headers.entries);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(entries);
    }

    /** Shows names and values in order, save the passcode. */
    @Override
    public String toString() {
        List<String> texts = new ArrayList<>(size());
        forEach((name, value) -> texts.add(name + ":" + (name.equals(PASSCODE) ? "(hidden)" : value)));
        return texts.toString();
    }

    /** Collects headers. Not thread-safe. */
    public static final class Builder {
        private String[] entries;
        private int length;

        private Builder(String[] entries) {
            this.entries = entries;
        }

        /**
         * Adds an entry at the end, whether the name is there already or not.
         *
         * @param name the name
         * @param value the value
         * @return this builder
         * @throws NullPointerException if one of them is null
         */
        public Builder add(String name, String value) {
            Objects.requireNonNull(name, "a header name is null");
            if (value == null) {
                throw new NullPointerException("the value of header '" + name + "' is null");
            }
            if (length == entries.length) {
                entries = Arrays.copyOf(entries, 2 * length + 2);
            }
            entries[length++] = name;
            entries[length++] = value;
            return this;
        }

        /**
         * Adds all entries of other headers at the end.
         *
         * @param headers the others
         * @return this builder
         */
        public Builder addAll(Headers headers) {
            int more = headers.entries.length;
            if (length + more > entries.length) {
                entries = Arrays.copyOf(entries, Math.max(2 * entries.length, length + more));
            }
            System.arraycopy(headers.entries, 0, entries, length, more);
            length += more;
            return this;
        }

        /**
         * Adds those entries of other headers whose names are not here yet.
         *
         * @param headers the others
         * @return this builder
         */
        public Builder addMissing(Headers headers) {
            int own = length;
            headers.forEach((name, value) -> {
                if (!containsBefore(own, name)) {
                    add(name, value);
                }
            });
            return this;
        }

        private boolean containsBefore(int end, String name) {
            for (int i = 0; i < end; i += 2) {
                if (entries[i].equals(name)) {
                    return true;
                }
            }
            return false;
        }

        /**
         * The headers collected so far; the builder may go on.
         *
         * @return immutable headers
         */
        public Headers build() {
            return length == 0 ? EMPTY : new Headers(Arrays.copyOf(entries, length));
        }
    }
}
