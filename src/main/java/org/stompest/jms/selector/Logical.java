package org.stompest.jms.selector;

import java.util.List;
import java.util.function.Function;

/**
 * A combination of truths in the three-valued logic of SQL: TRUE, FALSE and unknown (null). A value that is no boolean
 * counts as unknown. Immutable.
 */
sealed interface Logical extends Expression {
    @Override
    default Type type() {
        return Type.BOOLEAN;
    }

    @Override
    Boolean evaluate(Function<String, ?> values);

    private static Boolean truth(Object value) {
        return value instanceof Boolean truth ? truth : null;
    }

    /** FALSE if one is FALSE, else unknown if one is unknown, else TRUE. */
    static Boolean and(Boolean left, Boolean right) {
        return combine(left, right, false);
    }

    /** TRUE if one is TRUE, else unknown if one is unknown, else FALSE. */
    static Boolean or(Boolean left, Boolean right) {
        return combine(left, right, true);
    }

    private static Boolean combine(Boolean left, Boolean right, boolean decisive) {
        boolean decided = left != null && left == decisive || right != null && right == decisive;
        if (decided) {
            return decisive;
        }
        return left == null || right == null ? null : (Boolean) !decisive;
    }

    private static Boolean combine(List<Expression> terms, boolean decisive, Function<String, ?> values) {
        Boolean result = !decisive;
        for (Expression term : terms) {
            result = combine(result, truth(term.evaluate(values)), decisive);
            if (result != null && result == decisive) {
                return result;
            }
        }
        return result;
    }

    private static void print(SelectorPrinter out, List<Expression> terms, String operator, Binding tighter) {
        String separator = "";
        for (Expression term : terms) {
            out.text(separator).operand(term, tighter);
            separator = operator;
        }
    }

    /**
     * The negation; that of unknown is unknown. Immutable.
     *
     * @param operand what is negated
     */
    record Not(Expression operand) implements Logical {
        @Override
        public Boolean evaluate(Function<String, ?> values) {
            Boolean value = truth(operand.evaluate(values));
            return value == null ? null : (Boolean) !value;
        }

        @Override
        public Binding binding() {
            return Binding.NOT;
        }

        @Override
        public void print(SelectorPrinter out) {
            // Some brokers read NOT a = 1 as (NOT a) = 1.
            out.text("NOT ").operand(operand, operand.binding() == Binding.PREDICATE ? Binding.PRIMARY : Binding.NOT);
        }
    }

    /**
     * The conjunction, evaluated up to the first FALSE. Immutable.
     *
     * @param terms two or more terms
     */
    record And(List<Expression> terms) implements Logical {
        public And {
            terms = List.copyOf(terms);
        }

        @Override
        public Boolean evaluate(Function<String, ?> values) {
            return combine(terms, false, values);
        }

        @Override
        public Binding binding() {
            return Binding.AND;
        }

        @Override
        public void print(SelectorPrinter out) {
            Logical.print(out, terms, " AND ", Binding.NOT);
        }
    }

    /**
     * The disjunction, evaluated up to the first TRUE. Immutable.
     *
     * @param terms two or more terms
     */
    record Or(List<Expression> terms) implements Logical {
        public Or {
            terms = List.copyOf(terms);
        }

        @Override
        public Boolean evaluate(Function<String, ?> values) {
            return combine(terms, true, values);
        }

        @Override
        public Binding binding() {
            return Binding.OR;
        }

        @Override
        public void print(SelectorPrinter out) {
            Logical.print(out, terms, " OR ", Binding.AND);
        }
    }
}
