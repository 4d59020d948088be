package org.stompest.jms.selector;

import java.util.List;

/**
 * Selectors for brokers that hold every property as a text, and compare a text with a literal by converting it to the literal's type.
 * Stateless.
 */
final class TextProperties {
    /** Below it, every whole number is one of its own among the fractions. */
    private static final long EXACT_FRACTIONS = 1L << 53;

    private TextProperties() {}

    /**
     * Whether such a broker gives the same answer as typed values would, provided that each property has the type that the selector
     * compares it with. Arithmetic and comparisons of two properties need types that are not there.
     */
    static boolean suffice(Expression expression) {
        if (expression instanceof Logical.Not not) {
            return suffice(not.operand());
        }
        if (expression instanceof Logical.And and) {
            return and.terms().stream().allMatch(TextProperties::suffice);
        }
        if (expression instanceof Logical.Or or) {
            return or.terms().stream().allMatch(TextProperties::suffice);
        }
        if (expression instanceof Predicate.Comparison comparison) {
            return isComparable(comparison.left(), comparison.right());
        }
        if (expression instanceof Predicate.Between between) {
            return isComparable(between.value(), between.low()) && isComparable(between.value(), between.high());
        }
        return expression instanceof Predicate
                || expression instanceof Expression.Identifier
                || expression instanceof Expression.Literal;
    }

    private static boolean isComparable(Expression left, Expression right) {
        return left instanceof Expression.Literal && right instanceof Expression.Identifier
                || left instanceof Expression.Identifier && right instanceof Expression.Literal;
    }

    /**
     * Whether such a broker selects all that typed values would select, whatever their types are. Where a type is not the one that
     * a value is compared with, the comparison is false, and a broker that converts may find it to be true; a NOT in front of it
     * makes that one too few.
     */
    static boolean selectsAll(Expression expression, boolean isNegated) {
        if (expression instanceof Logical.Not not) {
            return selectsAll(not.operand(), true);
        }
        if (expression instanceof Logical.And and) {
            return and.terms().stream().allMatch(term -> selectsAll(term, isNegated));
        }
        if (expression instanceof Logical.Or or) {
            return or.terms().stream().allMatch(term -> selectsAll(term, isNegated));
        }
        return !isNegated || !(expression instanceof Predicate) || expression instanceof Predicate.IsNull;
    }

    /**
     * The same expression for such a broker. A property that stands alone as a truth is compared with TRUE, because a text alone is never
     * true. A whole number is written as a fraction, because a text like 1.5 would not convert to the type of 1, while a text like 2 converts
     * to that of 1.0.
     */
    static Expression forTexts(Expression expression) {
        if (expression instanceof Expression.Identifier) {
            return new Predicate.Comparison(Predicate.Operator.EQUAL, expression, new Expression.Literal(true));
        }
        if (expression instanceof Logical.Not not) {
            return new Logical.Not(forTexts(not.operand()));
        }
        if (expression instanceof Logical.And and) {
            return new Logical.And(forTexts(and.terms()));
        }
        if (expression instanceof Logical.Or or) {
            return new Logical.Or(forTexts(or.terms()));
        }
        if (expression instanceof Predicate.Comparison comparison) {
            return new Predicate.Comparison(
                    comparison.operator(), fraction(comparison.left()), fraction(comparison.right()));
        }
        if (expression instanceof Predicate.Between between) {
            return new Predicate.Between(
                    between.value(), fraction(between.low()), fraction(between.high()), between.negated());
        }
        return expression;
    }

    private static List<Expression> forTexts(List<Expression> terms) {
        return terms.stream().map(TextProperties::forTexts).toList();
    }

    private static Expression fraction(Expression operand) {
        boolean isExact = operand instanceof Expression.Literal literal
                && literal.value() instanceof Long number
                && Math.abs(number) < EXACT_FRACTIONS;
        return isExact
                ? new Expression.Literal(((Long) ((Expression.Literal) operand).value()).doubleValue())
                : operand;
    }
}
