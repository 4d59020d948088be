package org.stompest.jms.selector;

/**
 * Arithmetic and comparison of numbers by the numeric promotion of Java, as Jakarta Messaging 3.1, section 3.8.1, asks.
 * Static functions, thread-safe.
 */
final class Promotion {
    private Promotion() {}

    /**
     * Promotes a value by itself.
     *
     * @param value a value of a message or of an expression, may be null
     * @return an Integer, Long, Float or Double, or null if the value is no number that a message can carry
     */
    static Number promote(Object value) {
        if (value instanceof Byte || value instanceof Short) {
            return ((Number) value).intValue();
        }
        if (value instanceof Integer || value instanceof Long || value instanceof Float || value instanceof Double) {
            return (Number) value;
        }
        return null;
    }

    static Number negate(Object value) {
        Number number = promote(value);
        if (number instanceof Double) {
            return -number.doubleValue();
        }
        if (number instanceof Float) {
            return -number.floatValue();
        }
        if (number instanceof Long) {
            return -number.longValue();
        }
        return number == null ? null : (Number) (-number.intValue());
    }

    /**
     * Applies an operator to two values.
     *
     * @return the result; null if an operand is no number, and for an exact division by zero
     */
    static Number apply(Arithmetic.Operator operator, Object leftValue, Object rightValue) {
        Number left = promote(leftValue);
        Number right = promote(rightValue);
        if (left == null || right == null) {
            return null;
        }
        if (left instanceof Double || right instanceof Double) {
            return apply(operator, left.doubleValue(), right.doubleValue());
        }
        if (left instanceof Float || right instanceof Float) {
            return apply(operator, left.floatValue(), right.floatValue());
        }
        if (operator == Arithmetic.Operator.DIVIDED && right.longValue() == 0) {
            return null;
        }
        if (left instanceof Long || right instanceof Long) {
            return apply(operator, left.longValue(), right.longValue());
        }
        return apply(operator, left.intValue(), right.intValue());
    }

    private static Number apply(Arithmetic.Operator operator, double left, double right) {
        return switch (operator) {
            case PLUS -> left + right;
            case MINUS -> left - right;
            case TIMES -> left * right;
            case DIVIDED -> left / right;
        };
    }

    private static Number apply(Arithmetic.Operator operator, float left, float right) {
        return switch (operator) {
            case PLUS -> left + right;
            case MINUS -> left - right;
            case TIMES -> left * right;
            case DIVIDED -> left / right;
        };
    }

    private static Number apply(Arithmetic.Operator operator, long left, long right) {
        return switch (operator) {
            case PLUS -> left + right;
            case MINUS -> left - right;
            case TIMES -> left * right;
            case DIVIDED -> left / right;
        };
    }

    private static Number apply(Arithmetic.Operator operator, int left, int right) {
        return switch (operator) {
            case PLUS -> left + right;
            case MINUS -> left - right;
            case TIMES -> left * right;
            case DIVIDED -> left / right;
        };
    }

    /** Compares two promoted numbers as Java does: nothing but {@code <>} holds for a NaN. */
    static boolean compare(Predicate.Operator operator, Number left, Number right) {
        if (left instanceof Double || right instanceof Double) {
            return compare(operator, left.doubleValue(), right.doubleValue());
        }
        if (left instanceof Float || right instanceof Float) {
            return compare(operator, left.floatValue(), right.floatValue());
        }
        int order = Long.compare(left.longValue(), right.longValue());
        return compare(operator, order, 0);
    }

    private static boolean compare(Predicate.Operator operator, double left, double right) {
        return switch (operator) {
            case EQUAL -> left == right;
            case UNEQUAL -> left != right;
            case GREATER -> left > right;
            case GREATER_OR_EQUAL -> left >= right;
            case LESS -> left < right;
            case LESS_OR_EQUAL -> left <= right;
        };
    }
}
