package org.stompest.it.strict;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.stompest.protocol.Version;

/** Writes the frames of the server in each version. Stateless. */
final class StrictWriter {
    private StrictWriter() {}

    static byte[] bytes(StrictFrame frame, Version version) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        boolean escapes = version != Version.V1_0 && !frame.command().equals("CONNECTED");
        StringBuilder head = new StringBuilder(frame.command()).append('\n');
        for (Map.Entry<String, String> header : frame.headers().entrySet()) {
            String name = header.getKey();
            String value = header.getValue();
            if (escapes) {
                head.append(escaped(name, version)).append(':').append(escaped(value, version));
            } else {
                head.append(name).append(':').append(value);
            }
            head.append('\n');
        }
        out.writeBytes(head.append('\n').toString().getBytes(StandardCharsets.UTF_8));
        out.writeBytes(frame.body());
        out.write(0);
        return out.toByteArray();
    }

    private static String escaped(String text, Version version) {
        String common = text.replace("\\", "\\\\").replace(":", "\\c").replace("\n", "\\n");
        return version == Version.V1_2 ? common.replace("\r", "\\r") : common;
    }
}
