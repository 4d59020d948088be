package org.stompest.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What becomes of tests on a machine with RabbitMQ or without it. */
class RabbitInstallationIT {
    @TempDir
    private Path root;

    @Test
    void theServerOfAnyVersionIsFound() throws IOException {
        Path server = Files.createDirectories(root.resolve("rabbitmq_server-9.8.7/sbin"))
                .resolve("rabbitmq-server");
        Files.createFile(server, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        assertEquals(server, RabbitInstallation.require(root, true).server());
    }

    @Test
    void theTestIsAbortedWhereNobodyRequiresIt() throws IOException {
        Files.createDirectories(root.resolve("rabbitmq_server-9.8.7/plugins"));
        TestAbortedException aborted =
                assertThrows(TestAbortedException.class, () -> RabbitInstallation.require(root, false));
        assertTrue(aborted.getMessage().contains("apt-get install"), aborted.getMessage());
    }

    @Test
    void theTestFailsWhereItIsRequired() {
        AssertionError failure =
                assertThrows(AssertionError.class, () -> RabbitInstallation.require(root.resolve("missing"), true));
        assertTrue(failure.getMessage().contains("apt-get install"), failure.getMessage());
    }
}
