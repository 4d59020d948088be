package org.stompest.jms.selector;

/**
 * The tokens of a selector with one token of foresight, the depth of nesting, and the checks that parsers share. Not
 * thread-safe.
 */
final class TokenStream {
    /**
     * How many parentheses, NOTs and signs may be open at once, and how many operators may wait for their right
     * operand, so that neither the parser nor a walk of the tree exhausts the stack.
     */
    static final int MAXIMUM_DEPTH = 500;

    private final SelectorLexer lexer;
    private Token token;
    private int depth;
    private int waiting;

    TokenStream(String text) {
        lexer = new SelectorLexer(text);
        token = lexer.next();
    }

    Token peek() {
        return token;
    }

    Token.Kind kind() {
        return token.kind();
    }

    void advance() {
        token = lexer.next();
    }

    /** Takes the next token if it is of a kind, and tells whether it was. */
    boolean accept(Token.Kind kind) {
        if (token.kind() != kind) {
            return false;
        }
        advance();
        return true;
    }

    /** Takes the next token, which must be of a kind. */
    Token expect(Token.Kind kind) {
        Token found = token;
        if (!accept(kind)) {
            throw unexpected(kind.description());
        }
        return found;
    }

    /** Makes the error that the next token is not what was expected. */
    SelectorException unexpected(String expected) {
        return new SelectorException(token.position(), expected, token.description());
    }

    /** Enters the parenthesis, NOT or sign that is the next token. */
    void descend() {
        depth++;
        if (depth > MAXIMUM_DEPTH) {
            throw unexpected("at most " + MAXIMUM_DEPTH + " nested levels");
        }
    }

    /** Leaves a parenthesis, NOT or sign. */
    void ascend() {
        depth--;
    }

    /** Makes an operator wait for its right operand, which starts with the next token. */
    void await() {
        waiting++;
        if (waiting > MAXIMUM_DEPTH) {
            throw unexpected("at most " + MAXIMUM_DEPTH + " operators waiting for their right operand");
        }
    }

    /** Tells that the right operand is complete. */
    void arrive() {
        waiting--;
    }

    /**
     * Checks what is known of the type of an operand.
     *
     * @return the operand
     */
    static Expression require(Expression operand, Expression.Type type, Token start) {
        if (!operand.type().mayBe(type)) {
            throw new SelectorException(
                    start.position(), type.toString(), operand.type().toString());
        }
        return operand;
    }

    /** Checks that an operand is an identifier and not even one in parentheses, as some predicates demand. */
    static Expression.Identifier requireIdentifier(Expression operand, Token start) {
        if (start.kind() == Token.Kind.IDENTIFIER && operand instanceof Expression.Identifier identifier) {
            return identifier;
        }
        throw new SelectorException(
                start.position(),
                Token.Kind.IDENTIFIER.description(),
                "an expression that starts with " + start.description());
    }
}
