package org.stompest.jms.selector;

/**
 * Tells how the names and values of a selector read in the selector language of a broker. Implementations are pure and
 * thread-safe.
 */
@FunctionalInterface
public interface SelectorTranslation {
    /**
     * Translates an identifier. The result is written as it is, so that a broker's own quoting is possible; it must be
     * a single operand.
     *
     * @param name the identifier in the selector, for example {@code JMSPriority}
     * @return what to write instead, or the same name
     */
    String identifier(String name);

    /**
     * Translates the value of a string literal that is compared with an identifier by {@code =}, {@code <>} or
     * {@code IN}. The result is quoted and escaped by the caller. Patterns of {@code LIKE} are never translated.
     *
     * @param identifier the identifier in the selector (before translation), for example {@code JMSDeliveryMode}
     * @param value the value of the literal without quotes, for example {@code PERSISTENT}
     * @return the value to write instead; by default the same
     */
    default String literal(String identifier, String value) {
        return value;
    }
}
