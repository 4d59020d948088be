package org.stompest.jms.message;

import java.io.ObjectInputFilter;

/**
 * Decides for one body, while it is read, which classes it may be made of and how large what it makes may be; remembers why it
 * refused. How long the body itself may be is up to the limits of frames. Not thread-safe.
 */
final class ObjectFilter implements ObjectInputFilter {
    /** How deep objects may be nested. */
    static final int MAX_DEPTH = 50;

    /** How many objects there may be, and how many elements in an array of objects. */
    static final int MAX_OBJECTS = 1_000_000;

    private final ObjectPolicy policy;
    private final int bytes;
    private String refusal;

    ObjectFilter(ObjectPolicy policy, int bytes) {
        this.policy = policy;
        this.bytes = bytes;
    }

    /** Why the last object was refused, or null. */
    String refusal() {
        return refusal;
    }

    @Override
    public Status checkInput(FilterInfo info) {
        Class<?> type = info.serialClass();
        String reason = outOfBounds(info);
        if (reason == null && type != null && !policy.allows(type.getName())) {
            reason = "class " + type.getName() + ", which jms.deserializationPolicy.allowList does not allow";
        }
        if (reason == null) {
            return type == null ? Status.UNDECIDED : Status.ALLOWED;
        }
        refusal = reason;
        return Status.REJECTED;
    }

    private String outOfBounds(FilterInfo info) {
        if (info.depth() > MAX_DEPTH) {
            return "objects nested deeper than " + MAX_DEPTH;
        }
        if (info.references() > MAX_OBJECTS) {
            return "more than " + MAX_OBJECTS + " objects";
        }
        // Elements of primitive types take at least a byte each, so that there cannot be more than the body has.
        Class<?> type = info.serialClass();
        boolean isPrimitive =
                type != null && type.isArray() && type.getComponentType().isPrimitive();
        int most = isPrimitive ? bytes : MAX_OBJECTS;
        return info.arrayLength() > most ? "an array of more than " + most + " elements" : null;
    }
}
