package org.stompest.dialect;

/** The kinds of messages that Jakarta Messaging knows, each with the letter that stands for it on the wire. Immutable. */
public enum BodyKind {
    /** A message without a body. */
    MESSAGE('N'),
    /** Text. */
    TEXT('T'),
    /** Bytes. */
    BYTES('B'),
    /** Names and values. */
    MAP('M'),
    /** Values in sequence. */
    STREAM('S'),
    /** A serialized object. */
    OBJECT('O');

    /** The array of {@link #values} without a copy for each message. */
    private static final BodyKind[] ALL = values();

    private final char letter;

    BodyKind(char letter) {
        this.letter = letter;
    }

    /**
     * The letter of this kind.
     *
     * @return an upper-case letter
     */
    public char letter() {
        return letter;
    }

    /**
     * The kind of a letter.
     *
     * @param letter a letter
     * @return the kind, {@link #BYTES} if the letter stands for none: the kind that fits anything
     */
    public static BodyKind of(char letter) {
        for (BodyKind kind : ALL) {
            if (kind.letter == letter) {
                return kind;
            }
        }
        return BYTES;
    }

    /**
     * Whether the body travels as text. Maps and streams do, in an encoding that others can read.
     *
     * @return true for those whose bytes are UTF-8
     */
    public boolean isText() {
        return this != BYTES && this != OBJECT;
    }
}
