package org.stompest.jms.selector;

import java.util.List;

/**
 * Selectors for brokers that hold every property as a text, and compare a text with a literal by converting it to the literal's type.
 * Stateless.
 */
final class TextProperties {
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
        return left instanceof Expression.Literal
                        && (right instanceof Expression.Identifier || right instanceof Expression.Literal)
                || left instanceof Expression.Identifier && right instanceof Expression.Literal;
    }

    /** The same expression, where a property that stands alone as a truth is compared with TRUE: a text alone is never true. */
    static Expression withComparedTruths(Expression expression) {
        if (expression instanceof Expression.Identifier) {
            return new Predicate.Comparison(Predicate.Operator.EQUAL, expression, new Expression.Literal(true));
        }
        if (expression instanceof Logical.Not not) {
            return new Logical.Not(withComparedTruths(not.operand()));
        }
        if (expression instanceof Logical.And and) {
            return new Logical.And(withComparedTruths(and.terms()));
        }
        if (expression instanceof Logical.Or or) {
            return new Logical.Or(withComparedTruths(or.terms()));
        }
        return expression;
    }

    private static List<Expression> withComparedTruths(List<Expression> terms) {
        return terms.stream().map(TextProperties::withComparedTruths).toList();
    }
}
