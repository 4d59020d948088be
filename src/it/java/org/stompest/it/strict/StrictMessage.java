package org.stompest.it.strict;

/**
 * A message that the broker has taken. Immutable.
 *
 * @param sequence its place among all messages
 * @param send the SEND frame
 */
record StrictMessage(long sequence, StrictFrame send) {}
