package org.stompest.jms.selector;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * An expression whose result is a number; NULL if an operand is no number. Immutable.
 */
sealed interface Arithmetic extends Expression {
    @Override
    default Type type() {
        return Type.NUMBER;
    }

    /**
     * The operators between two numbers. Immutable.
     */
    enum Operator {
        PLUS(Token.Kind.PLUS, Binding.SUM),
        MINUS(Token.Kind.MINUS, Binding.SUM),
        TIMES(Token.Kind.TIMES, Binding.PRODUCT),
        DIVIDED(Token.Kind.DIVIDED, Binding.PRODUCT);

        private final Token.Kind kind;
        private final Binding binding;

        Operator(Token.Kind kind, Binding binding) {
            this.kind = kind;
            this.binding = binding;
        }

        /** Finds the operator of a binding that a token is, if it is one. */
        static Optional<Operator> of(Token.Kind kind, Binding binding) {
            return Stream.of(values())
                    .filter(operator -> operator.kind == kind && operator.binding == binding)
                    .findFirst();
        }
    }

    /**
     * A unary plus or minus. Immutable.
     *
     * @param negative whether it is a minus
     * @param operand what it applies to
     */
    record Sign(boolean negative, Expression operand) implements Arithmetic {
        @Override
        public Object evaluate(Function<String, ?> values) {
            Object value = operand.evaluate(values);
            return negative ? Promotion.negate(value) : Promotion.promote(value);
        }

        @Override
        public Binding binding() {
            return Binding.SIGN;
        }

        @Override
        public void print(SelectorPrinter out) {
            out.text(negative ? "-" : "+");
            boolean signed = operand instanceof Sign || operand instanceof Literal literal && literal.isNegative();
            if (signed) {
                // Two minuses side by side start a comment in the selectors of some brokers.
                out.text(" ").operand(operand, Binding.SIGN);
            } else {
                out.operand(operand, Binding.PRIMARY);
            }
        }
    }

    /**
     * Operations of one precedence, from left to right. A list, because a tree of a long sum would be too deep to walk.
     * Immutable.
     *
     * @param first the first operand
     * @param steps the operations on it, at least one, all of the same binding
     */
    record Chain(Expression first, List<Step> steps) implements Arithmetic {
        public Chain {
            steps = List.copyOf(steps);
        }

        @Override
        public Object evaluate(Function<String, ?> values) {
            Object result = first.evaluate(values);
            for (Step step : steps) {
                if (result == null) {
                    return null;
                }
                result = Promotion.apply(step.operator, result, step.operand.evaluate(values));
            }
            return result;
        }

        @Override
        public Binding binding() {
            return steps.get(0).operator.binding;
        }

        @Override
        public void print(SelectorPrinter out) {
            Binding tighter = binding() == Binding.SUM ? Binding.PRODUCT : Binding.SIGN;
            out.operand(first, tighter);
            for (Step step : steps) {
                out.text(" " + step.operator.kind.symbol() + " ").operand(step.operand, tighter);
            }
        }
    }

    /**
     * One operation on the result so far. Immutable.
     *
     * @param operator the operator
     * @param operand its right operand
     */
    record Step(Operator operator, Expression operand) {}
}
