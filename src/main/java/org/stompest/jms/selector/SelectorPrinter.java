package org.stompest.jms.selector;

import java.util.Objects;

/**
 * Collects the text of an expression tree, with the parentheses that the precedence of the operators demands. Not
 * thread-safe.
 */
final class SelectorPrinter {
    private final StringBuilder text = new StringBuilder();
    private final SelectorTranslation translation;

    SelectorPrinter(SelectorTranslation translation) {
        this.translation = translation;
    }

    SelectorPrinter text(String piece) {
        text.append(piece);
        return this;
    }

    SelectorPrinter identifier(String name) {
        text.append(Objects.requireNonNull(translation.identifier(name), "translation of an identifier"));
        return this;
    }

    /** Writes a string that is compared with an identifier, translated. */
    SelectorPrinter comparedString(String identifier, String value) {
        return string(Objects.requireNonNull(translation.literal(identifier, value), "translation of a literal"));
    }

    SelectorPrinter string(String value) {
        text.append('\'').append(value.replace("'", "''")).append('\'');
        return this;
    }

    /**
     * Writes an operand, in parentheses if it binds more loosely than its place demands.
     *
     * @param operand the operand
     * @param loosest the loosest binding that needs no parentheses
     */
    SelectorPrinter operand(Expression operand, Binding loosest) {
        boolean parentheses = operand.binding().compareTo(loosest) < 0;
        if (parentheses) {
            text.append('(');
        }
        operand.print(this);
        if (parentheses) {
            text.append(')');
        }
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
