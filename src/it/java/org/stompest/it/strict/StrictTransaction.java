package org.stompest.it.strict;

import java.util.ArrayList;
import java.util.List;

/**
 * What a transaction does at its end. Not thread-safe.
 *
 * @param onCommit in order
 * @param onAbort the last acknowledgement first
 */
record StrictTransaction(List<Runnable> onCommit, List<Runnable> onAbort) {
    StrictTransaction() {
        this(new ArrayList<>(), new ArrayList<>());
    }
}
