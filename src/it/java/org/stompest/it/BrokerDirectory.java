package org.stompest.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A new temporary directory, to be deleted with all that is in it. Not thread-safe. */
public final class BrokerDirectory {
    private final Path path;

    /**
     * Makes the directory.
     *
     * @param name whose it is
     */
    public BrokerDirectory(String name) {
        try {
            path = Files.createTempDirectory("stompest-" + name + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Where it is.
     *
     * @return its path
     */
    public Path path() {
        return path;
    }

    /** Deletes it. Does nothing if it is gone. */
    public void delete() {
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
