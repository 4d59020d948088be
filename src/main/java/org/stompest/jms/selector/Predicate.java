package org.stompest.jms.selector;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A test of values: TRUE, FALSE, or unknown (null) where a value is NULL. Immutable.
 */
sealed interface Predicate extends Expression {
    @Override
    default Type type() {
        return Type.BOOLEAN;
    }

    @Override
    default Binding binding() {
        return Binding.PREDICATE;
    }

    @Override
    Boolean evaluate(Function<String, ?> values);

    /**
     * The operators that compare. Immutable.
     */
    enum Operator {
        EQUAL(Token.Kind.EQUAL),
        UNEQUAL(Token.Kind.UNEQUAL),
        GREATER(Token.Kind.GREATER),
        GREATER_OR_EQUAL(Token.Kind.GREATER_OR_EQUAL),
        LESS(Token.Kind.LESS),
        LESS_OR_EQUAL(Token.Kind.LESS_OR_EQUAL);

        private final Token.Kind kind;

        Operator(Token.Kind kind) {
            this.kind = kind;
        }

        /** Finds the operator that a token is, if it is one. */
        static Optional<Operator> of(Token.Kind kind) {
            return Stream.of(values()).filter(operator -> operator.kind == kind).findFirst();
        }

        /** Tells whether strings and booleans have this operator, too. */
        boolean comparesAll() {
            return this == EQUAL || this == UNEQUAL;
        }

        /** Compares two values: unknown if one is NULL, false if their types are unlike. */
        private Boolean compare(Object left, Object right) {
            if (left == null || right == null) {
                return null;
            }
            Number leftNumber = Promotion.promote(left);
            Number rightNumber = Promotion.promote(right);
            if (leftNumber != null && rightNumber != null) {
                return Promotion.compare(this, leftNumber, rightNumber);
            }
            boolean alike = left instanceof String && right instanceof String
                    || left instanceof Boolean && right instanceof Boolean;
            return alike && comparesAll() && left.equals(right) == (this == EQUAL);
        }
    }

    /**
     * A comparison. Immutable.
     *
     * @param operator the operator
     * @param left its left operand
     * @param right its right operand
     */
    record Comparison(Operator operator, Expression left, Expression right) implements Predicate {
        @Override
        public Boolean evaluate(Function<String, ?> values) {
            return operator.compare(left.evaluate(values), right.evaluate(values));
        }

        @Override
        public void print(SelectorPrinter out) {
            print(out, left, right);
            out.text(" " + operator.kind.symbol() + " ");
            print(out, right, left);
        }

        private static void print(SelectorPrinter out, Expression operand, Expression other) {
            if (other instanceof Identifier identifier
                    && operand instanceof Literal literal
                    && literal.value() instanceof String string) {
                out.comparedString(identifier.name(), string);
            } else {
                out.operand(operand, Binding.SUM);
            }
        }
    }

    /**
     * {@code value [NOT] BETWEEN low AND high}. Immutable.
     *
     * @param value the value
     * @param low the lower bound, inclusive
     * @param high the upper bound, inclusive
     * @param negated whether NOT is there
     */
    record Between(Expression value, Expression low, Expression high, boolean negated) implements Predicate {
        @Override
        public Boolean evaluate(Function<String, ?> values) {
            Object tested = value.evaluate(values);
            Object from = low.evaluate(values);
            Object to = high.evaluate(values);
            if (negated) {
                // The specification defines it by these comparisons, not as a negation: unlike types stay false.
                return Logical.or(Operator.LESS.compare(tested, from), Operator.GREATER.compare(tested, to));
            }
            return Logical.and(
                    Operator.GREATER_OR_EQUAL.compare(tested, from), Operator.LESS_OR_EQUAL.compare(tested, to));
        }

        @Override
        public void print(SelectorPrinter out) {
            out.operand(value, Binding.SUM).text(negated ? " NOT BETWEEN " : " BETWEEN ");
            out.operand(low, Binding.SUM).text(" AND ").operand(high, Binding.SUM);
        }
    }

    /**
     * {@code identifier [NOT] IN ('one', 'two')}. Immutable.
     *
     * @param identifier the identifier
     * @param members the strings, at least one
     * @param negated whether NOT is there
     */
    record In(Identifier identifier, List<String> members, boolean negated) implements Predicate {
        public In {
            members = List.copyOf(members);
        }

        @Override
        public Boolean evaluate(Function<String, ?> values) {
            Object value = identifier.evaluate(values);
            return value == null ? null : (Boolean) (negated != members.contains(value));
        }

        @Override
        public void print(SelectorPrinter out) {
            out.identifier(identifier.name()).text(negated ? " NOT IN (" : " IN (");
            String separator = "";
            for (String member : members) {
                out.text(separator).comparedString(identifier.name(), member);
                separator = ", ";
            }
            out.text(")");
        }
    }

    /**
     * {@code identifier [NOT] LIKE 'pattern' [ESCAPE 'c']}. Immutable.
     *
     * @param identifier the identifier
     * @param pattern the pattern
     * @param negated whether NOT is there
     */
    record Like(Identifier identifier, LikePattern pattern, boolean negated) implements Predicate {
        @Override
        public Boolean evaluate(Function<String, ?> values) {
            Object value = identifier.evaluate(values);
            return value == null
                    ? null
                    : (Boolean) (negated != (value instanceof String string && pattern.matches(string)));
        }

        @Override
        public void print(SelectorPrinter out) {
            out.identifier(identifier.name()).text(negated ? " NOT LIKE " : " LIKE ");
            pattern.print(out);
        }
    }

    /**
     * {@code identifier IS [NOT] NULL}, the one test that is never unknown. Immutable.
     *
     * @param identifier the identifier
     * @param negated whether NOT is there
     */
    record IsNull(Identifier identifier, boolean negated) implements Predicate {
        @Override
        public Boolean evaluate(Function<String, ?> values) {
            return negated != (identifier.evaluate(values) == null);
        }

        @Override
        public void print(SelectorPrinter out) {
            out.identifier(identifier.name()).text(negated ? " IS NOT NULL" : " IS NULL");
        }
    }
}
