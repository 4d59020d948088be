package org.stompest.jms.selector;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A parsed message selector (Jakarta Messaging 3.1, section 3.8.1). Immutable and thread-safe.
 */
public final class Selector {
    /** The longest selector text that is parsed, in {@code char}s. */
    static final int MAXIMUM_LENGTH = 64 * 1024;

    private final String text;
    private final Expression expression;
    private final Set<String> identifiers;

    private Selector(String text, Expression expression, Set<String> identifiers) {
        this.text = text;
        this.expression = expression;
        this.identifiers = identifiers;
    }

    /**
     * Parses a selector. That an empty or absent selector selects every message is left to the caller: an empty or
     * blank text is invalid here.
     *
     * @param text the selector, at most 65,536 {@code char}s long, with at most 500 parentheses, {@code NOT}s and signs
     *     inside each other, and at most 500 operators that wait for their right operand inside each other
     * @return the selector
     * @throws SelectorException if the text is no selector, is too long or too deep, or if its result cannot be a
     *     boolean
     */
    public static Selector parse(String text) {
        Objects.requireNonNull(text, "text");
        if (text.length() > MAXIMUM_LENGTH) {
            throw new SelectorException(
                    MAXIMUM_LENGTH,
                    "a selector of at most " + MAXIMUM_LENGTH + " characters",
                    text.length() + " characters");
        }
        SelectorParser parser = new SelectorParser(text);
        Expression expression = parser.parse();
        return new Selector(text, expression, parser.identifiers());
    }

    /**
     * Tells whether the selector is TRUE for a message; FALSE and unknown do not select.
     *
     * @param values gives the value of an identifier: a String, Boolean, Byte, Short, Integer, Long, Float or Double,
     *     or null if the message has no such header or property. A value of another type is unlike every literal.
     * @return whether the message is selected. Nothing is thrown but what {@code values} throws.
     */
    public boolean matches(Function<String, ?> values) {
        Objects.requireNonNull(values, "values");
        return Boolean.TRUE.equals(expression.evaluate(values));
    }

    /**
     * Names the headers and properties that the selector refers to.
     *
     * @return the identifiers as written, in the order of their first use, unmodifiable
     */
    public Set<String> identifiers() {
        return identifiers;
    }

    /**
     * Writes the selector for a broker: with translated names and values, decimal numbers, no more parentheses than
     * needed, and never two signs that a broker could take for a comment.
     *
     * @param translation how names and values read in the language of the broker
     * @return the selector text; with an identical translation, it parses to an equal expression
     */
    public String rewrite(SelectorTranslation translation) {
        Objects.requireNonNull(translation, "translation");
        SelectorPrinter printer = new SelectorPrinter(translation);
        expression.print(printer);
        return printer.toString();
    }

    /**
     * Writes the selector for a broker that holds every property as a text and converts it when it compares it with a literal, as
     * {@link #rewrite} does. The broker's answers are right for properties that have the type they are compared with.
     *
     * @param translation how names and values read in the language of the broker
     * @return the selector text, empty if the broker could not give the right answers: for arithmetic on properties, and for
     *     comparisons of properties with each other
     */
    public Optional<String> rewriteForTextProperties(SelectorTranslation translation) {
        if (!TextProperties.suffice(expression)) {
            return Optional.empty();
        }
        SelectorPrinter printer = new SelectorPrinter(translation);
        TextProperties.forTexts(expression).print(printer);
        return Optional.of(printer.toString());
    }

    /**
     * Tells whether a broker that gets {@link #rewriteForTextProperties} finds all messages that the selector selects, and perhaps more,
     * also if properties have other types than those that they are compared with.
     *
     * @return false if it may find too few
     */
    public boolean isSafeForTextProperties() {
        return TextProperties.selectsAll(expression, false);
    }

    Expression expression() {
        return expression;
    }

    /**
     * Gives the selector as it was parsed.
     *
     * @return the original text
     */
    @Override
    public String toString() {
        return text;
    }
}
