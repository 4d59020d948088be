package org.stompest.jms.selector;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The part of the parser for what may follow the left operand of a predicate. Not thread-safe.
 */
final class PredicateParser {
    private final SelectorParser operands;
    private final TokenStream tokens;

    /**
     * Creates the parser.
     *
     * @param operands parses the other operands
     * @param tokens where the tokens come from
     */
    PredicateParser(SelectorParser operands, TokenStream tokens) {
        this.operands = operands;
        this.tokens = tokens;
    }

    /**
     * Parses the rest of a predicate, if there is one.
     *
     * @param left the left operand
     * @param start where it starts
     * @return the predicate, or the left operand itself
     */
    Expression complete(Expression left, Token start) {
        Optional<Predicate.Operator> operator = Predicate.Operator.of(tokens.kind());
        if (operator.isPresent()) {
            return comparison(left, start, operator.get());
        }
        if (tokens.accept(Token.Kind.IS)) {
            boolean negated = tokens.accept(Token.Kind.NOT);
            tokens.expect(Token.Kind.NULL);
            return new Predicate.IsNull(TokenStream.requireIdentifier(left, start), negated);
        }
        boolean negated = tokens.accept(Token.Kind.NOT);
        if (tokens.accept(Token.Kind.BETWEEN)) {
            return between(left, start, negated);
        }
        if (tokens.accept(Token.Kind.IN)) {
            return in(TokenStream.requireIdentifier(left, start), negated);
        }
        if (tokens.accept(Token.Kind.LIKE)) {
            return like(TokenStream.requireIdentifier(left, start), negated);
        }
        if (negated) {
            throw tokens.unexpected("\"BETWEEN\", \"IN\" or \"LIKE\"");
        }
        return left;
    }

    private Expression comparison(Expression left, Token start, Predicate.Operator operator) {
        tokens.advance();
        Token next = tokens.peek();
        Expression right = operands.right(Binding.SUM);
        if (!operator.comparesAll()) {
            TokenStream.require(left, Expression.Type.NUMBER, start);
            TokenStream.require(right, Expression.Type.NUMBER, next);
        }
        return new Predicate.Comparison(operator, left, right);
    }

    private Expression between(Expression value, Token start, boolean negated) {
        TokenStream.require(value, Expression.Type.NUMBER, start);
        Token lowStart = tokens.peek();
        Expression low = TokenStream.require(operands.right(Binding.SUM), Expression.Type.NUMBER, lowStart);
        tokens.expect(Token.Kind.AND);
        Token highStart = tokens.peek();
        Expression high = TokenStream.require(operands.right(Binding.SUM), Expression.Type.NUMBER, highStart);
        return new Predicate.Between(value, low, high, negated);
    }

    private Expression in(Expression.Identifier identifier, boolean negated) {
        List<String> members = new ArrayList<>();
        tokens.expect(Token.Kind.OPEN);
        do {
            members.add(tokens.expect(Token.Kind.STRING).text());
        } while (tokens.accept(Token.Kind.COMMA));
        tokens.expect(Token.Kind.CLOSE);
        return new Predicate.In(identifier, members, negated);
    }

    private Expression like(Expression.Identifier identifier, boolean negated) {
        Token pattern = tokens.expect(Token.Kind.STRING);
        Optional<String> escape = Optional.empty();
        if (tokens.accept(Token.Kind.ESCAPE)) {
            Token character = tokens.expect(Token.Kind.STRING);
            if (character.text().codePointCount(0, character.text().length()) != 1) {
                throw new SelectorException(character.position(), "a string of one character", character.description());
            }
            escape = Optional.of(character.text());
        }
        LikePattern like = new LikePattern(pattern.text(), escape);
        if (like.isUnfinished()) {
            throw new SelectorException(
                    pattern.position(), "a pattern with a character after each escape", pattern.description());
        }
        return new Predicate.Like(identifier, like, negated);
    }
}
