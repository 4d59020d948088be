package org.stompest.jms.selector;

import java.util.function.Function;

/**
 * A node of the tree of a selector; equal trees mean the same. Immutable.
 */
sealed interface Expression permits Expression.Literal, Expression.Identifier, Arithmetic, Predicate, Logical {
    /**
     * Evaluates the expression for one message.
     *
     * @param values the values of the identifiers
     * @return a String, Boolean or Number; null is NULL, or unknown where the result is a boolean
     */
    Object evaluate(Function<String, ?> values);

    /** Tells what is known of the result before there is a message. */
    Type type();

    /** Tells how strongly the outermost operator binds. */
    Binding binding();

    /** Writes the expression as selector text without parentheses around it. */
    void print(SelectorPrinter out);

    /**
     * What is known of a result without a message. Immutable.
     */
    enum Type {
        BOOLEAN("a boolean expression"),
        NUMBER("an arithmetic expression"),
        STRING("a string"),
        /** An identifier, whose value may have any type. */
        ANY("an identifier");

        private final String description;

        Type(String description) {
            this.description = description;
        }

        /** Tells whether a value of this type may turn out to be one of the other. */
        boolean mayBe(Type other) {
            return this == other || this == ANY;
        }

        @Override
        public String toString() {
            return description;
        }
    }

    /**
     * A constant. Immutable.
     *
     * @param value a String, Boolean, Long or Double
     */
    record Literal(Object value) implements Expression {
        @Override
        public Object evaluate(Function<String, ?> values) {
            return value;
        }

        @Override
        public Type type() {
            if (value instanceof String) {
                return Type.STRING;
            }
            return value instanceof Boolean ? Type.BOOLEAN : Type.NUMBER;
        }

        @Override
        public Binding binding() {
            return value instanceof Number ? Binding.SIGN : Binding.PRIMARY;
        }

        /** Tells whether the text of the literal starts with a minus. */
        boolean isNegative() {
            return value instanceof Number && value.toString().startsWith("-");
        }

        @Override
        public void print(SelectorPrinter out) {
            if (value instanceof String string) {
                out.string(string);
            } else if (value instanceof Boolean truth) {
                out.text(truth ? "TRUE" : "FALSE");
            } else {
                out.text(value.toString());
            }
        }
    }

    /**
     * The name of a header or property. Immutable.
     *
     * @param name the name, case-sensitive
     */
    record Identifier(String name) implements Expression {
        @Override
        public Object evaluate(Function<String, ?> values) {
            return values.apply(name);
        }

        @Override
        public Type type() {
            return Type.ANY;
        }

        @Override
        public Binding binding() {
            return Binding.PRIMARY;
        }

        @Override
        public void print(SelectorPrinter out) {
            out.identifier(name);
        }
    }
}
