package org.stompest.benchmarks;

import java.util.List;

/**
 * What a benchmark has to say. Immutable.
 *
 * @param page Markdown, with a table
 * @param defects what is worse than is allowed
 */
public record Report(String page, List<String> defects) {
    /** Creates a report, with a copy of the list. */
    public Report {
        defects = List.copyOf(defects);
    }
}
