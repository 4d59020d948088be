package org.stompest.jms.selector;

/**
 * How strongly the operator of an expression binds, from loose to tight (Jakarta Messaging 3.1, section 3.8.1).
 * Immutable.
 */
enum Binding {
    OR,
    AND,
    NOT,
    PREDICATE,
    SUM,
    PRODUCT,
    /** Signs, and numbers, which may carry one. */
    SIGN,
    PRIMARY
}
