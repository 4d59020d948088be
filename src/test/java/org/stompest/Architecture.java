package org.stompest;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rules that all sources keep: which package may know which, and what nobody may do. Stateless. */
final class Architecture {
    /** The packages of the project, and those of the project that each may know. */
    private static final Map<String, Set<String>> PROJECT = table("""
            protocol        |
            session         | protocol
            failover        |
            transport       |
            client          | protocol session failover transport
            dialect         | protocol
            jms.selector    |
            jms.destination |
            jms.message     | protocol dialect jms.destination
            jms             | client protocol dialect failover transport jms.message jms.destination jms.selector
            jms.jndi        | jms jms.destination
            """);

    /**
     * What else each may know: a type, or a package and those below it, except for {@link #NAMED}. The types of java.lang are open to
     * all.
     */
    private static final Map<String, Set<String>> FOREIGN = table("""
            protocol        | java.util
                            | java.nio.ByteBuffer java.nio.CharBuffer java.nio.charset
            session         | java.util
            failover        | java.util java.io.ByteArrayOutputStream java.net.URI java.net.URISyntaxException java.net.URLDecoder
                            | java.nio.ByteBuffer java.nio.CharBuffer java.nio.charset java.time.Duration
            transport       | java.util java.util.concurrent java.io java.net java.nio java.time javax.net jdk.net
            client          | java.util java.util.concurrent java.io java.net java.nio.charset java.time org.slf4j
            dialect         | java.util java.nio.charset
            jms.selector    | java.util java.math
            jms.destination | java.util java.io jakarta.jms javax.naming
            jms.message     | java.util java.io java.nio java.time jakarta.jms
            jms             | java.util java.util.concurrent java.io java.net java.nio.charset java.time
                            | jakarta.jms javax.naming org.slf4j
            jms.jndi        | java.util java.io java.net java.nio jakarta.jms javax.naming
            """);

    /** Packages that are only open to who names them: threads are not for everybody, and logging is slf4j's. */
    private static final Set<String> NAMED = Set.of("java.util.concurrent", "java.util.logging");

    /** The packages that do nothing but compute. */
    private static final Set<String> CORE = Set.of("protocol", "session", "failover", "dialect", "jms.selector");

    private static final Pattern NOT_IN_CORE =
            Pattern.compile("\\bSystem\\s*(?:\\.|::)\\s*(?:currentTimeMillis|nanoTime|in|out|err)\\b"
                    + "|\\bInstant\\s*(?:\\.|::)\\s*now\\b|\\bnew\\s+(?:Date|Timer)\\b|\\bThread(?:Local|Group)?\\b");

    private static final Pattern NOWHERE =
            Pattern.compile("\\bSystem\\s*(?:\\.|::)\\s*(?:out|err)\\b|\\bprintStackTrace\\b");

    private static final Pattern SAYS_NOTHING = Pattern.compile("\\w*(?:Util|Utils|Manager|Impl|Helper)");

    private static final String ROOT = "org.stompest";

    private Architecture() {}

    /** A line without a package goes on with the line before. */
    private static Map<String, Set<String>> table(String rows) {
        return rows.replaceAll("\\n +\\|", "")
                .lines()
                .map(row -> row.split("\\|"))
                .collect(Collectors.toUnmodifiableMap(cells -> cells[0].trim(), cells -> Arrays.stream(cells)
                        .skip(1)
                        .flatMap(cell -> Arrays.stream(cell.trim().split(" ")))
                        .collect(Collectors.toUnmodifiableSet())));
    }

    /** What is imported or named in full and not in the tables. */
    static List<String> forbiddenReferences(Collection<SourceFile> sources) {
        return sources.stream()
                .filter(Architecture::isOfPackage)
                .flatMap(Architecture::forbiddenReferences)
                .toList();
    }

    private static Stream<String> forbiddenReferences(SourceFile source) {
        String own = relative(source.packageName());
        if (!PROJECT.containsKey(own)) {
            return Stream.of(source.path() + ": expected one of the packages " + new TreeSet<>(PROJECT.keySet()));
        }
        return source.references().stream()
                .filter(reference -> !isAllowed(own, reference.text()))
                .map(reference -> source.path() + ":" + reference.line() + ": expected of the project "
                        + new TreeSet<>(PROJECT.get(own)) + ", of others " + new TreeSet<>(FOREIGN.get(own)) + ", got "
                        + reference.text());
    }

    private static boolean isAllowed(String own, String name) {
        if (isBelow(ROOT, name)) {
            String known = relative(packageOf(name));
            return known.equals(own) || PROJECT.get(own).contains(known);
        }
        return name.matches("java\\.lang\\.[A-Z].*")
                || FOREIGN.get(own).stream()
                        .anyMatch(open -> isBelow(open, name)
                                && NAMED.stream().allMatch(named -> !isBelow(named, name) || isBelow(named, open)));
    }

    private static boolean isBelow(String prefix, String name) {
        return name.equals(prefix) || name.startsWith(prefix + ".");
    }

    private static boolean isOfPackage(SourceFile source) {
        return !source.path().equals("module-info.java");
    }

    private static String packageOf(String name) {
        return Arrays.stream(name.split("\\."))
                .takeWhile(part -> Character.isLowerCase(part.charAt(0)))
                .collect(Collectors.joining("."));
    }

    private static String relative(String packageName) {
        return packageName.startsWith(ROOT + ".") ? packageName.substring(ROOT.length() + 1) : packageName;
    }

    /** Which package knows which others of the project, as it is. */
    static Map<String, Set<String>> graph(Collection<SourceFile> sources) {
        Map<String, Set<String>> graph = new TreeMap<>();
        sources.stream().filter(Architecture::isOfPackage).forEach(source -> {
            Set<String> known = graph.computeIfAbsent(relative(source.packageName()), own -> new TreeSet<>());
            source.references().stream()
                    .filter(reference -> isBelow(ROOT, reference.text()))
                    .forEach(reference -> known.add(relative(packageOf(reference.text()))));
            known.remove(relative(source.packageName()));
        });
        return graph;
    }

    /** The packages that are in a cycle, or lead to one; empty if there is none. */
    static Set<String> cyclic(Map<String, Set<String>> graph) {
        Set<String> left = new TreeSet<>(graph.keySet());
        while (left.removeIf(each -> {
            Set<String> known = new HashSet<>(graph.get(each));
            known.retainAll(left);
            return known.isEmpty();
        })) {
            continue;
        }
        return left;
    }

    /** Clocks, threads and streams in packages that do nothing but compute. */
    static List<String> impurities(Collection<SourceFile> sources) {
        return sources.stream()
                .filter(source -> CORE.contains(relative(source.packageName())))
                .flatMap(source -> report(source, source.find(NOT_IN_CORE), "no clock, thread or stream"))
                .toList();
    }

    /** What is printed instead of thrown or logged. */
    static List<String> printing(Collection<SourceFile> sources) {
        return sources.stream()
                .flatMap(source -> report(source, source.find(NOWHERE), "an exception or a log"))
                .toList();
    }

    /** Types whose names do not say what they are. */
    static List<String> emptyNames(Collection<SourceFile> sources) {
        return sources.stream()
                .flatMap(source -> report(
                        source,
                        source.types().stream()
                                .filter(type ->
                                        SAYS_NOTHING.matcher(type.text()).matches())
                                .toList(),
                        "a name that says what it is"))
                .toList();
    }

    /** Outermost types that nobody has explained. */
    static List<String> undocumented(Collection<SourceFile> sources) {
        return sources.stream()
                .flatMap(source -> report(source, source.typesWithoutJavadoc(), "Javadoc"))
                .toList();
    }

    private static Stream<String> report(SourceFile source, List<SourceFile.Place> places, String expected) {
        return places.stream()
                .map(place -> source.path() + ":" + place.line() + ": expected " + expected + ", got " + place.text());
    }
}
