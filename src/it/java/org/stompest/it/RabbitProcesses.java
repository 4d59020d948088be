package org.stompest.it;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Waits for child processes and theirs to end. Stateless. */
final class RabbitProcesses {
    private static final long PAUSE_MILLIS = 10;

    private RabbitProcesses() {}

    /** Waits up to so many milliseconds, and says whether the process is over. */
    static boolean exits(Process process, long millis) {
        try {
            return process.waitFor(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + process, e);
        }
    }

    /** A process and its descendants. */
    static List<ProcessHandle> family(Process process) {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
    }

    /** Kills a process and its family. */
    static void kill(Process process, List<ProcessHandle> family) {
        process.destroyForcibly();
        family.forEach(ProcessHandle::destroyForcibly);
    }

    /**
     * Waits until a process and its family are over, of which the family was asked for while the process ran: an orphan
     * is nobody's descendant. Kills what is left after so many seconds.
     *
     * @throws IllegalStateException if something had to be killed
     */
    static void end(Process process, List<ProcessHandle> family, int seconds) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        boolean isOver = exits(process, TimeUnit.SECONDS.toMillis(seconds));
        while (isOver && family.stream().anyMatch(RabbitProcesses::isAlive)) {
            isOver = System.nanoTime() - deadline < 0;
            pause();
        }
        if (!isOver) {
            kill(process, family);
            throw new IllegalStateException(
                    "expected the end of " + process + " and of " + family + " within " + seconds + " s");
        }
    }

    /** An orphan that has ended and that nobody has waited for still counts as alive, but has no command. */
    static boolean isAlive(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the end of processes", e);
        }
    }
}
