package org.stompest.jms.selector;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Parses one selector by recursive descent (Jakarta Messaging 3.1, section 3.8.1). Not thread-safe.
 */
final class SelectorParser {
    private final TokenStream tokens;
    private final PredicateParser predicates;
    private final Set<String> identifiers = new LinkedHashSet<>();

    SelectorParser(String text) {
        tokens = new TokenStream(text);
        predicates = new PredicateParser(this, tokens);
    }

    /**
     * Parses the whole text.
     *
     * @return the tree, whose result may be a boolean
     * @throws SelectorException if the text is no selector
     */
    Expression parse() {
        Token start = tokens.peek();
        Expression expression = expression(Binding.OR);
        if (tokens.kind() != Token.Kind.END) {
            throw tokens.unexpected("\"AND\", \"OR\" or the end of the selector");
        }
        return TokenStream.require(expression, Expression.Type.BOOLEAN, start);
    }

    /** Names the identifiers found so far, in their order, unmodifiable. */
    Set<String> identifiers() {
        return Collections.unmodifiableSet(identifiers);
    }

    /** Parses an operand that stands right of an operator, up to the next operator that binds more loosely. */
    Expression right(Binding loosest) {
        tokens.await();
        Expression operand = expression(loosest);
        tokens.arrive();
        return operand;
    }

    /**
     * Parses an expression. One method for all levels of precedence, since a method for each would fill the stack with
     * levels that have no operator.
     *
     * @param loosest the loosest operators that belong to the expression
     */
    private Expression expression(Binding loosest) {
        Token start = tokens.peek();
        Expression result;
        if (tokens.kind() == Token.Kind.NOT && loosest.compareTo(Binding.NOT) <= 0) {
            result = negation();
        } else {
            result = operand();
            if (loosest.compareTo(Binding.PRODUCT) <= 0) {
                result = arithmetic(result, start, Binding.PRODUCT, Binding.SIGN);
            }
            if (loosest.compareTo(Binding.SUM) <= 0) {
                result = arithmetic(result, start, Binding.SUM, Binding.PRODUCT);
            }
            if (loosest.compareTo(Binding.PREDICATE) <= 0) {
                result = predicates.complete(result, start);
            }
        }
        if (tokens.kind() == Token.Kind.AND && loosest.compareTo(Binding.AND) <= 0) {
            result = new Logical.And(terms(result, start, Token.Kind.AND, Binding.NOT));
        }
        if (tokens.kind() == Token.Kind.OR && loosest.compareTo(Binding.OR) <= 0) {
            result = new Logical.Or(terms(result, start, Token.Kind.OR, Binding.AND));
        }
        return result;
    }

    private Expression negation() {
        tokens.descend();
        tokens.advance();
        Token start = tokens.peek();
        Expression operand = expression(Binding.NOT);
        tokens.ascend();
        return new Logical.Not(TokenStream.require(operand, Expression.Type.BOOLEAN, start));
    }

    private List<Expression> terms(Expression first, Token start, Token.Kind operator, Binding tighter) {
        List<Expression> terms = new ArrayList<>();
        terms.add(TokenStream.require(first, Expression.Type.BOOLEAN, start));
        while (tokens.accept(operator)) {
            Token next = tokens.peek();
            terms.add(TokenStream.require(right(tighter), Expression.Type.BOOLEAN, next));
        }
        return terms;
    }

    private Expression arithmetic(Expression first, Token start, Binding binding, Binding tighter) {
        Optional<Arithmetic.Operator> operator = Arithmetic.Operator.of(tokens.kind(), binding);
        if (operator.isEmpty()) {
            return first;
        }
        TokenStream.require(first, Expression.Type.NUMBER, start);
        List<Arithmetic.Step> steps = new ArrayList<>();
        while (operator.isPresent()) {
            tokens.advance();
            Token next = tokens.peek();
            Expression operand = TokenStream.require(right(tighter), Expression.Type.NUMBER, next);
            steps.add(new Arithmetic.Step(operator.get(), operand));
            operator = Arithmetic.Operator.of(tokens.kind(), binding);
        }
        return new Arithmetic.Chain(first, steps);
    }

    private Expression operand() {
        Token start = tokens.peek();
        return switch (start.kind()) {
            case PLUS, MINUS -> signed(start.kind() == Token.Kind.MINUS);
            case OPEN -> nested();
            case IDENTIFIER -> {
                tokens.advance();
                identifiers.add(start.text());
                yield new Expression.Identifier(start.text());
            }
            case STRING -> {
                tokens.advance();
                yield new Expression.Literal(start.text());
            }
            case NUMBER -> {
                tokens.advance();
                yield new Expression.Literal(NumericLiteral.parse(start, false));
            }
            case TRUE, FALSE -> {
                tokens.advance();
                yield new Expression.Literal(start.kind() == Token.Kind.TRUE);
            }
            default -> throw tokens.unexpected("an identifier, a literal or \"(\"");
        };
    }

    private Expression signed(boolean negative) {
        tokens.descend();
        tokens.advance();
        Token start = tokens.peek();
        Expression signed;
        if (tokens.accept(Token.Kind.NUMBER)) {
            signed = new Expression.Literal(NumericLiteral.parse(start, negative));
        } else {
            signed = new Arithmetic.Sign(negative, TokenStream.require(operand(), Expression.Type.NUMBER, start));
        }
        tokens.ascend();
        return signed;
    }

    private Expression nested() {
        tokens.descend();
        tokens.advance();
        Expression inner = expression(Binding.OR);
        tokens.expect(Token.Kind.CLOSE);
        tokens.ascend();
        return inner;
    }
}
