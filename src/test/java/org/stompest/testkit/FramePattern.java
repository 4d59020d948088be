package org.stompest.testkit;

import java.util.Arrays;
import java.util.List;

import org.stompest.protocol.Frame;

/**
 * What a frame has to look like: its command, and conditions on headers that are written {@code name:value}, {@code name:*} for any
 * value, or {@code !name} for none. Other headers do not matter. Immutable.
 *
 * @param command the command, or {@code *} for any
 * @param conditions the conditions
 */
record FramePattern(String command, List<String> conditions) {
    static FramePattern of(String command, String... conditions) {
        return new FramePattern(command, Arrays.asList(conditions));
    }

    boolean matches(Frame frame) {
        return (command.equals("*") || frame.command().name().equals(command))
                && conditions.stream().allMatch(condition -> matches(frame, condition));
    }

    private static boolean matches(Frame frame, String condition) {
        if (condition.startsWith("!")) {
            return frame.header(condition.substring(1)) == null;
        }
        int colon = HeaderText.colon(condition);
        String value = frame.header(condition.substring(0, colon));
        String wanted = condition.substring(colon + 1);
        return value != null && (wanted.equals("*") || wanted.equals(value));
    }

    @Override
    public String toString() {
        return command + " " + conditions;
    }
}
