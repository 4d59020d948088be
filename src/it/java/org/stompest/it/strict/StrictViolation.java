package org.stompest.it.strict;

/** The client has done what STOMP does not allow. Immutable. */
final class StrictViolation extends Exception {
    private static final long serialVersionUID = 1;

    StrictViolation(String message) {
        super(message);
    }
}
