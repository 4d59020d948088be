package org.stompest.jms.message;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Which classes the body of an object message may be made of. Without anything said these are the classes of numbers, characters and
 * booleans, strings, the exceptions and errors of {@code java.lang}, and arrays of those: they run no code of anybody when they are
 * read. Immutable.
 */
public final class ObjectPolicy {
    /** Nothing but the classes of {@code java.lang} that are always allowed. */
    public static final ObjectPolicy DEFAULT = new ObjectPolicy(List.of(), List.of());

    private static final String EVERYTHING = "*";
    private static final String LANG = "java.lang.";

    /** The boxes and what they extend, and what holds the stack trace and the suppressed exceptions of a throwable. */
    private static final Set<String> ALWAYS = Set.of(
            "java.lang.Boolean",
            "java.lang.Character",
            "java.lang.Byte",
            "java.lang.Short",
            "java.lang.Integer",
            "java.lang.Long",
            "java.lang.Float",
            "java.lang.Double",
            "java.lang.Number",
            "java.lang.String",
            "java.lang.Enum",
            "java.lang.Object",
            "java.lang.Throwable",
            "java.lang.ThreadDeath",
            "java.lang.StackTraceElement",
            "java.util.CollSer",
            "java.util.ArrayList",
            "java.util.Collections$EmptyList");

    private final Set<String> allowed;
    private final Set<String> denied;

    private ObjectPolicy(Collection<String> allowed, Collection<String> denied) {
        this.allowed = Set.copyOf(allowed);
        this.denied = Set.copyOf(denied);
    }

    /**
     * A policy by names. A name stands for a class and those nested in it, or for a package and those below it.
     *
     * @param allowed what is allowed besides that which always is; {@code *} for everything
     * @param denied what is not allowed whatever else is said; {@code *} for everything
     * @return the policy
     */
    public static ObjectPolicy of(Collection<String> allowed, Collection<String> denied) {
        return new ObjectPolicy(allowed, denied);
    }

    /**
     * Allows every class that can be found. Who can send to the destination can then run code of any of them: only for senders that
     * are trusted.
     *
     * @return the policy
     */
    public static ObjectPolicy trustAll() {
        return new ObjectPolicy(List.of(EVERYTHING), List.of());
    }

    /**
     * Whether objects of a class may be read.
     *
     * @param className the name as {@link Class#getName()} has it; that of an array counts as that of its elements
     * @return whether they may
     */
    public boolean allows(String className) {
        String name = elements(className);
        if (name.isEmpty()) {
            return true;
        }
        return !contains(denied, name) && (isAlwaysAllowed(name) || contains(allowed, name));
    }

    /** The name of the class of the elements in the end, empty for primitive ones. */
    private static String elements(String className) {
        if (!className.startsWith("[")) {
            return className;
        }
        int start = className.lastIndexOf('[') + 1;
        return className.startsWith("L", start) ? className.substring(start + 1, className.length() - 1) : "";
    }

    private static boolean isAlwaysAllowed(String name) {
        boolean isThrowable = name.startsWith(LANG)
                && name.indexOf('.', LANG.length()) < 0
                && (name.endsWith("Exception") || name.endsWith("Error"));
        return isThrowable || ALWAYS.contains(name);
    }

    private static boolean contains(Set<String> names, String className) {
        if (names.isEmpty()) {
            return false;
        }
        if (names.contains(EVERYTHING) || names.contains(className)) {
            return true;
        }
        for (int i = 0; i < className.length(); i++) {
            char separator = className.charAt(i);
            if ((separator == '.' || separator == '$') && names.contains(className.substring(0, i))) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return "allowed " + allowed + ", denied " + denied;
    }
}
