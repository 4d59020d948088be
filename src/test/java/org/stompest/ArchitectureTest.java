package org.stompest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The sources keep the rules of {@link Architecture}. That those find what breaks them is in {@link ArchitectureRulesTest}. */
class ArchitectureTest {
    private static final Path SOURCES = Path.of("src", "main", "java");

    private static final List<SourceFile> ALL = new ArrayList<>();

    @BeforeAll
    static void readTheSources() throws IOException {
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(SOURCES)) {
            paths = walk.filter(path -> path.toString().endsWith(".java")).toList();
        }
        for (Path path : paths) {
            ALL.add(SourceFile.of(SOURCES.relativize(path).toString().replace('\\', '/'), Files.readString(path)));
        }
    }

    @Test
    void theSourcesAreFound() {
        assertTrue(ALL.stream().anyMatch(each -> each.path().equals("org/stompest/protocol/Frame.java")));
        assertTrue(ALL.stream().anyMatch(each -> each.path().equals("module-info.java")));
        assertTrue(Architecture.graph(ALL).get("session").contains("protocol"));
    }

    @Test
    void everyPackageKnowsOnlyWhatTheTableAllows() {
        assertEquals("", String.join("\n", Architecture.forbiddenReferences(ALL)));
    }

    @Test
    void noPackagesKnowEachOtherInACircle() {
        assertEquals(Set.of(), Architecture.cyclic(Architecture.graph(ALL)));
    }

    @Test
    void theCoreHasNoClockNoThreadAndNoStream() {
        assertEquals("", String.join("\n", Architecture.impurities(ALL)));
    }

    @Test
    void nothingIsPrinted() {
        assertEquals("", String.join("\n", Architecture.printing(ALL)));
    }

    @Test
    void everyTypeHasANameThatSaysWhatItIs() {
        assertEquals("", String.join("\n", Architecture.emptyNames(ALL)));
    }

    @Test
    void everyOutermostTypeHasJavadoc() {
        assertEquals("", String.join("\n", Architecture.undocumented(ALL)));
    }
}
