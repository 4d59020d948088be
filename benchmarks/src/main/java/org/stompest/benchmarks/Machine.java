package org.stompest.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.stream.Stream;

/** Says where and when something was measured. Stateless. */
public final class Machine {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    private Machine() {}

    /**
     * What a result needs to be judged.
     *
     * @return cores, processor, system, JDK and date
     * @throws IOException if the processor's description cannot be read
     */
    public static String description() throws IOException {
        return String.join(
                ", ",
                Runtime.getRuntime().availableProcessors() + " cores",
                processor(),
                System.getProperty("os.name"),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
                LocalDate.now().toString());
    }

    private static String processor() throws IOException {
        if (Files.isReadable(CPU_INFO)) {
            try (Stream<String> lines = Files.lines(CPU_INFO)) {
                return lines.filter(line -> line.startsWith("model name"))
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .findFirst()
                        .orElse(System.getProperty("os.arch"));
            }
        }
        return System.getProperty("os.arch");
    }
}
