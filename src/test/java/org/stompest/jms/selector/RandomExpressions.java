package org.stompest.jms.selector;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/** Draws trees such as the parser builds, and values for them. Repeatable by its seed. Not thread-safe. */
final class RandomExpressions {
    private static final List<String> NAMES = List.of("a", "b", "JMSPriority", "$x_1", "é", "ORder", "JMSDeliveryMode");
    private static final List<String> STRINGS = List.of("", "'", "''", "a", "it's", "AND", "%_!", "\n", "\uD834\uDD1E");
    private static final List<Number> NUMBERS = List.of(
            0L, 1L, 2L, -1L, -7L, Long.MAX_VALUE, Long.MIN_VALUE, 0.0, -0.0, 1.5, -95.7, 7E300, 4.9E-324, -1E-5, 0.1);
    private static final List<Object> VALUES = List.of(
            true, false, "", "a", "it's", (byte) 1, (short) 2, 0, -7, 1L, Long.MIN_VALUE, 1.5f, Double.NaN, 0.1, 'x');

    private final Random random;

    RandomExpressions(long seed) {
        random = new Random(seed);
    }

    Expression bool(int depth) {
        if (depth == 0) {
            return random.nextInt(4) == 0 ? new Expression.Literal(random.nextBoolean()) : identifier();
        }
        return switch (random.nextInt(9)) {
            case 0 -> new Logical.Not(bool(depth - 1));
            case 1 -> new Logical.And(several(() -> bool(depth - 1)));
            case 2 -> new Logical.Or(several(() -> bool(depth - 1)));
            case 3 -> new Predicate.Comparison(draw(Predicate.Operator.values()), number(depth - 1), number(depth - 1));
            case 4 -> new Predicate.Comparison(equality(), any(depth - 1), any(depth - 1));
            case 5 ->
                new Predicate.Between(number(depth - 1), number(depth - 1), number(depth - 1), random.nextBoolean());
            case 6 -> new Predicate.In(identifier(), several(this::string), random.nextBoolean());
            case 7 -> new Predicate.Like(identifier(), pattern(), random.nextBoolean());
            default -> new Predicate.IsNull(identifier(), random.nextBoolean());
        };
    }

    Object value() {
        return random.nextInt(5) == 0 ? null : draw(VALUES);
    }

    /** Draws pieces of selectors in no order, most often no selector. */
    String text() {
        List<String> pieces = List.of(
                "a", "b", "'x'", "1", "-", "+", "*", "/", "(", ")", ",", "=", "<>", "<", ">=", "AND", "OR", "NOT", "IN",
                "LIKE", "ESCAPE", "'!'", "IS", "NULL", "BETWEEN", "TRUE", "1.5e3", "0x", "'", "!", "\uD834", ".");
        StringBuilder text = new StringBuilder();
        int count = random.nextInt(9);
        for (int piece = 0; piece < count; piece++) {
            text.append(draw(pieces)).append(random.nextInt(6) == 0 ? "" : " ");
        }
        return text.toString();
    }

    private Expression number(int depth) {
        if (depth <= 0) {
            return random.nextBoolean() ? identifier() : new Expression.Literal(draw(NUMBERS));
        }
        return switch (random.nextInt(4)) {
            case 0 -> new Arithmetic.Sign(random.nextBoolean(), number(depth - 1));
            case 1 -> chain(depth, Arithmetic.Operator.PLUS, Arithmetic.Operator.MINUS);
            case 2 -> chain(depth, Arithmetic.Operator.TIMES, Arithmetic.Operator.DIVIDED);
            default -> number(0);
        };
    }

    private Expression chain(int depth, Arithmetic.Operator... operators) {
        return new Arithmetic.Chain(
                number(depth - 1), several(() -> new Arithmetic.Step(draw(operators), number(depth - 1))));
    }

    private Expression any(int depth) {
        return switch (random.nextInt(3)) {
            case 0 -> bool(depth);
            case 1 -> number(depth);
            default -> new Expression.Literal(string());
        };
    }

    private Expression.Identifier identifier() {
        return new Expression.Identifier(draw(NAMES));
    }

    private String string() {
        return draw(STRINGS);
    }

    private LikePattern pattern() {
        if (random.nextBoolean()) {
            return new LikePattern(string() + "%" + string(), Optional.empty());
        }
        return new LikePattern(string() + "x", Optional.of(draw(List.of("!", "'", "\\", "\uD834\uDD1E"))));
    }

    private Predicate.Operator equality() {
        return random.nextBoolean() ? Predicate.Operator.EQUAL : Predicate.Operator.UNEQUAL;
    }

    private <T> List<T> several(Supplier<T> source) {
        List<T> drawn = new ArrayList<>(List.of(source.get(), source.get()));
        while (random.nextInt(3) == 0) {
            drawn.add(source.get());
        }
        return drawn;
    }

    @SafeVarargs
    private <T> T draw(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private <T> T draw(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
