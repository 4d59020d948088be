package org.stompest.jms.message;

/** The error codes of exceptions about messages. Stateless. */
public final class ErrorCodes {
    /** A value does not convert to the type asked for. */
    public static final String CONVERSION = "STOMPEST-CONVERSION";

    /** A value of this type is not allowed here. */
    public static final String TYPE = "STOMPEST-TYPE";

    /** The name of a property is not allowed. */
    public static final String NAME = "STOMPEST-NAME";

    /** The message or its properties are read-only. */
    public static final String READ_ONLY = "STOMPEST-READ-ONLY";

    /** The message is write-only. */
    public static final String WRITE_ONLY = "STOMPEST-WRITE-ONLY";

    /** The body is at its end. */
    public static final String END_OF_BODY = "STOMPEST-END-OF-BODY";

    /** The body is malformed. */
    public static final String BODY = "STOMPEST-BODY";

    /** A destination is not one that can be used here. */
    public static final String DESTINATION = "STOMPEST-DESTINATION";

    private ErrorCodes() {}
}
