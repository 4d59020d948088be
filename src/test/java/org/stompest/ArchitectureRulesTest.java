package org.stompest;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The rules of {@link Architecture} report made-up sources that break them, and no others. */
class ArchitectureRulesTest {
    private static List<SourceFile> source(String packageName, String text) {
        return List.of(SourceFile.of("org/stompest/" + packageName.replace('.', '/') + "/Made.java", text));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "protocol | import org.stompest.session.StompSession;",
                "protocol | import static org.stompest.session.StompSession.State.CONNECTED;",
                "protocol | import org.stompest.session.*;",
                "protocol | class A { org.stompest.session.StompSession b; }",
                "session | import org.stompest.client.StompClient;",
                "jms.message | import org.stompest.jms.Anything;",
                "jms.destination | import org.stompest.jms.jndi.Anything;",
                "jms.jndi | import org.stompest.jms.message.Anything;",
                "client | import org.stompest.unheard.Of;",
                "client | import org.stompest.Anything;",
                "protocol | import java.net.Socket;",
                "protocol | import java.io.*;",
                "protocol | import java.io.InputStream;",
                "protocol | import java.nio.channels.SocketChannel;",
                "protocol | import java.util.concurrent.locks.Lock;",
                "protocol | class A { java.util.concurrent.TimeUnit unit; }",
                "protocol | import java.lang.reflect.Method;",
                "jms.message | import java.util.concurrent.TimeUnit;",
                "jms | import java.util.logging.Logger;",
                "failover | import java.time.Instant;",
                "failover | import java.net.URL;",
                "transport | import org.slf4j.Logger;",
                "client | import jakarta.jms.Message;",
                "client | import net.example.Anything;"
            })
    void aForbiddenReferenceIsReported(String packageName, String code) {
        List<String> reports = Architecture.forbiddenReferences(source(packageName, "\n" + code));
        assertEquals(1, reports.size(), reports::toString);
        assertTrue(reports.get(0).contains("/Made.java:2: expected of the project ["), reports::toString);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "session | package org.stompest.session; import org.stompest.protocol.Frame;",
                "protocol | import java.util.function.*; import java.nio.charset.StandardCharsets;",
                "protocol | class A { java.lang.Object b; java.util.List<org.stompest.protocol.Frame> c; }",
                "protocol | // import java.net.Socket;",
                "protocol | /* import java.net.Socket; */ class A { String b = \"java.net.Socket\"; }",
                "transport | import java.util.concurrent.locks.Lock; import javax.net.ssl.SSLSocket;",
                "jms | import org.stompest.jms.message.Anything; import org.slf4j.Logger;"
            })
    void anAllowedReferenceIsNotReported(String packageName, String code) {
        assertEquals(List.of(), Architecture.forbiddenReferences(source(packageName, code)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"org/stompest/common/Made.java", "org/stompest/Made.java", "elsewhere/Made.java", "Made.java"})
    void aPackageThatIsNotInTheTableIsReported(String path) {
        List<String> reports = Architecture.forbiddenReferences(List.of(SourceFile.of(path, "class Made {}")));
        assertEquals(1, reports.size());
        assertTrue(reports.get(0).startsWith(path + ": expected one of the packages ["), reports::toString);
    }

    @Test
    void aCircleIsReported() {
        List<SourceFile> circle = new ArrayList<>();
        circle.addAll(source("protocol", "import org.stompest.client.A;"));
        circle.addAll(source("session", "import org.stompest.protocol.A;"));
        circle.addAll(source("client", "class A { org.stompest.session.StompSession session; }"));
        circle.addAll(source("dialect", "import org.stompest.dialect.Own; import org.stompest.failover.A;"));
        circle.addAll(source("failover", "class A {}"));
        assertEquals(Set.of("protocol", "session", "client"), Architecture.cyclic(Architecture.graph(circle)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "System.currentTimeMillis()",
                "System.nanoTime()",
                "java.util.function.LongSupplier clock = System::nanoTime;",
                "import static java.lang.System.nanoTime;",
                "Instant.now()",
                "Thread.sleep(1)",
                "new Date()",
                "System.out"
            })
    void aClockAThreadOrAStreamInTheCoreIsReported(String code) {
        for (String core : List.of("protocol", "session", "failover", "dialect", "jms.selector")) {
            assertEquals(1, Architecture.impurities(source(core, code)).size(), core);
        }
        assertEquals(List.of(), Architecture.impurities(source("transport", code)));
        assertEquals(List.of(), Architecture.impurities(source("protocol", "/** " + code + " */")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "System.out.println(1);",
                "System.err.flush();",
                "e.printStackTrace();",
                "run(System.out::println)"
            })
    void printingIsReported(String code) {
        assertEquals(1, Architecture.printing(source("jms", code)).size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "final class FrameUtil {}",
                "class FrameUtils {}",
                "interface SessionManager {}",
                "enum A { ; record SessionImpl(int a) {} }",
                "class A { static class Helper {} }"
            })
    void aNameThatSaysNothingIsReported(String code) {
        assertEquals(1, Architecture.emptyNames(source("jms", code)).size());
        assertEquals(List.of(), Architecture.emptyNames(source("jms", "class UtilityBill { Implementation a; }")));
    }

    @Test
    void aTypeWithoutJavadocIsReported() {
        String text = """
                /** Not that of a type. */
                package org.stompest.jms;
                /** Explained. */
                @SuppressWarnings({"a", "}"})
                final class Explained { char brace = '{'; class Nested {} String class Text = \"""
                    class InText {
                    \"""; }
                // no Javadoc
                record Bare(int component) {}
                /* no Javadoc */ interface AlsoBare {}
                /** Explained. */
                enum Last { A { } }
                """;
        assertEquals(
                List.of(
                        "org/stompest/jms/Made.java:9: expected Javadoc, got Bare",
                        "org/stompest/jms/Made.java:10: expected Javadoc, got AlsoBare"),
                Architecture.undocumented(source("jms", text)));
    }
}
