package org.stompest.failover;

import java.util.Arrays;
import java.util.Optional;

/**
 * The rules for the host of a URI: a name, an IPv4 address, or an IPv6 address without brackets (RFC 3986, 3.2.2).
 * Stateless; looks no name up.
 */
final class HostText {
    private static final int GROUPS = 8;
    private static final int LONGEST = 255;

    private HostText() {}

    /** Says what is wrong with a host, in words that do not repeat it; empty if it is good. */
    static Optional<String> problem(String host) {
        if (host.isEmpty()) {
            return Optional.of("expected a host, got none");
        }
        if (host.length() > LONGEST) {
            return Optional.of("expected a host of at most " + LONGEST + " characters, got " + host.length());
        }
        if (host.indexOf(':') >= 0) {
            return canonicalIpv6(host).isPresent()
                    ? Optional.empty()
                    : Optional.of("expected an IPv6 address such as [2001:db8::1], got something else with colons");
        }
        if (!host.chars().allMatch(HostText::isNamePart)) {
            return Optional.of("expected a host of letters, digits, '.', '-' and '_' (names in other alphabets in their"
                    + " xn-- form), got other characters");
        }
        if (host.chars().allMatch(HostText::isDigit)) {
            return Optional.of("expected a host, got only a number, which looks like a port without its host");
        }
        return Optional.empty();
    }

    /**
     * Writes an IPv6 address in one way, without its zone, so that two spellings of an address are equal.
     *
     * @return eight hexadecimal groups with colons, or empty if this is no IPv6 address
     */
    static Optional<String> canonicalIpv6(String address) {
        int zone = address.indexOf('%');
        if (zone >= 0 && !isZone(address.substring(zone + 1))) {
            return Optional.empty();
        }
        String text = zone < 0 ? address : address.substring(0, zone);
        int gap = text.indexOf("::");
        int[] head = groups(gap < 0 ? text : text.substring(0, gap), gap < 0);
        int[] tail = gap < 0 ? new int[0] : groups(text.substring(gap + 2), true);
        if (head == null || tail == null) {
            return Optional.empty();
        }
        int given = head.length + tail.length;
        if (gap < 0 ? given != GROUPS : given >= GROUPS) {
            return Optional.empty();
        }
        int[] all = Arrays.copyOf(head, GROUPS);
        System.arraycopy(tail, 0, all, GROUPS - tail.length, tail.length);
        StringBuilder canonical = new StringBuilder();
        for (int group : all) {
            canonical.append(canonical.isEmpty() ? "" : ":").append(Integer.toHexString(group));
        }
        return Optional.of(canonical.toString());
    }

    /** Whether this is an IPv4 address in four decimal parts. */
    static boolean isIpv4(String text) {
        return ipv4(text) != null;
    }

    private static int[] groups(String text, boolean last) {
        if (text.isEmpty()) {
            return new int[0];
        }
        String[] parts = text.split(":", -1);
        int[] ipv4 = last && parts[parts.length - 1].indexOf('.') >= 0 ? ipv4(parts[parts.length - 1]) : null;
        int plain = ipv4 == null ? parts.length : parts.length - 1;
        int[] groups = new int[ipv4 == null ? plain : plain + 2];
        if (groups.length > GROUPS) {
            return null;
        }
        for (int index = 0; index < plain; index++) {
            String part = parts[index];
            if (part.isEmpty()
                    || part.length() > 4
                    || !part.chars().allMatch(digit -> Character.digit(digit, 16) >= 0)) {
                return null;
            }
            groups[index] = Integer.parseInt(part, 16);
        }
        if (ipv4 != null) {
            groups[plain] = ipv4[0] << 8 | ipv4[1];
            groups[plain + 1] = ipv4[2] << 8 | ipv4[3];
        }
        return groups;
    }

    private static int[] ipv4(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return null;
        }
        int[] octets = new int[4];
        for (int index = 0; index < 4; index++) {
            String part = parts[index];
            if (part.isEmpty() || part.length() > 3 || !part.chars().allMatch(HostText::isDigit)) {
                return null;
            }
            octets[index] = Integer.parseInt(part);
            if (octets[index] > 255) {
                return null;
            }
        }
        return octets;
    }

    private static boolean isZone(String zone) {
        return !zone.isEmpty() && zone.chars().allMatch(HostText::isNamePart);
    }

    private static boolean isNamePart(int character) {
        return character < 0x80 && Character.isLetterOrDigit(character) || "-._".indexOf(character) >= 0;
    }

    private static boolean isDigit(int character) {
        return character >= '0' && character <= '9';
    }
}
