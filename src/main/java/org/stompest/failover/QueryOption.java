package org.stompest.failover;

/**
 * One {@code name=value} of a query. Immutable.
 *
 * @param name the name as written
 * @param raw the value as written
 * @param value the value, percent-decoded once
 */
record QueryOption(String name, String raw, String value) {
    /** Without the value, which may be a secret. */
    @Override
    public String toString() {
        return name;
    }
}
