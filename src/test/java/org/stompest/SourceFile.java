package org.stompest;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A source file as its architecture sees it: the code without the texts in it. Immutable.
 *
 * @param path the path below the root of the sources, with slashes
 * @param code the code, in which a Javadoc comment is a pilcrow, other comments are blank and literals empty; every line is where it was
 */
record SourceFile(String path, String code) {
    private static final String JAVADOC = "\u00b6";

    private static final Pattern COMMENT_OR_LITERAL = Pattern.compile("""
            //[^\\n]*                                        # the order matters: what starts first hides the others
            | /\\*.*?\\*/
            | \"""(?: [^"\\\\]++ | \\\\. | "(?!"") )*+\"""
            | "(?: [^"\\\\\\n]++ | \\\\. )*+"
            | '(?: [^'\\\\\\n]++ | \\\\. )++'
            """, Pattern.DOTALL | Pattern.COMMENTS);

    /** What is imported, whatever its root, and what is named in full if its root is one of the usual. */
    private static final Pattern REFERENCE = Pattern.compile("(?:\\bimport\\s+(?:static\\s+)?"
            + "|(?<![\\w.])(?=(?:java|javax|jakarta|jdk|sun|com|org)\\.))(\\w+(?:\\.\\w+)*)");

    private static final Pattern TYPE = Pattern.compile("\\b(?:class|interface|enum|record)\\s+([A-Z]\\w*)");

    /**
     * A place in the code.
     *
     * @param line the number of the line, from 1
     * @param text what stands there
     */
    record Place(int line, String text) {}

    /** Takes the texts out of a source file. */
    static SourceFile of(String path, String source) {
        Matcher matcher = COMMENT_OR_LITERAL.matcher(source);
        return new SourceFile(path, matcher.replaceAll(match -> withoutText(match.group())));
    }

    private static String withoutText(String commentOrLiteral) {
        String lines = commentOrLiteral.replaceAll("[^\\n]", "");
        if (commentOrLiteral.startsWith("/")) {
            return (commentOrLiteral.startsWith("/**") ? JAVADOC : " ") + lines;
        }
        return "\"\"" + lines;
    }

    /** The package that the directory stands for, empty for the root. */
    String packageName() {
        return path.substring(0, Math.max(0, path.lastIndexOf('/'))).replace('/', '.');
    }

    /** What is imported or named in full, the own package included. */
    List<Place> references() {
        return find(REFERENCE);
    }

    /** The names of all types that are declared here. */
    List<Place> types() {
        return find(TYPE);
    }

    /** The names of the outermost types without Javadoc. */
    List<Place> typesWithoutJavadoc() {
        SourceFile outermost = new SourceFile(path, outermost());
        return TYPE.matcher(outermost.code)
                .results()
                .filter(match -> !outermost.declarationBefore(match.start()).contains(JAVADOC))
                .map(outermost::place)
                .toList();
    }

    /** The code outside of braces and parentheses. */
    private String outermost() {
        StringBuilder outermost = new StringBuilder();
        int depth = 0;
        for (char c : code.toCharArray()) {
            depth -= c == '}' || c == ')' ? 1 : 0;
            outermost.append(depth == 0 || c == '\n' ? c : ' ');
            depth += c == '{' || c == '(' ? 1 : 0;
        }
        return outermost.toString();
    }

    private String declarationBefore(int position) {
        String before = code.substring(0, position);
        return before.substring(1 + Math.max(before.lastIndexOf(';'), before.lastIndexOf('}')));
    }

    /** All places that match. The text is the first group of the pattern, or all of the match if there are no groups. */
    List<Place> find(Pattern pattern) {
        return pattern.matcher(code).results().map(this::place).toList();
    }

    private Place place(MatchResult match) {
        int line = 1
                + (int) code.substring(0, match.start())
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
        return new Place(line, match.group(Math.min(1, match.groupCount())));
    }
}
