package org.stompest.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A new temporary directory, to be deleted with all that is in it. Not thread-safe. */
final class BrokerDirectory {
    private final Path path;

    BrokerDirectory(String name) {
        try {
            path = Files.createTempDirectory("stompest-" + name + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path path() {
        return path;
    }

    void delete() {
        if (!Files.exists(path)) {
            return;
        }
        try {
            List<Path> deepestFirst;
            try (Stream<Path> walk = Files.walk(path)) {
                deepestFirst = walk.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path each : deepestFirst) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("expected to delete all of " + path + ", which the broker has left", e);
        }
    }
}
