package org.stompest.failover;

import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Recognises brokers on the own machine, for {@link ReconnectPolicy#priorityBackup() priorityBackup}. Immutable.
 *
 * <p>Local are {@code localhost}, every IPv4 address that starts with {@code 127.}, the IPv6 address {@code ::1} in
 * any spelling, and the names and addresses that the caller gives. Letters are compared without regard to case. No
 * name is looked up: a name is only equal to itself, not to its address.
 */
public final class LocalHosts implements Predicate<BrokerUri> {
    private static final String IPV6_LOOPBACK = canonical("::1");

    private final Set<String> own;

    private LocalHosts(Set<String> own) {
        this.own = own;
    }

    /**
     * Recognises the given names and addresses besides the loopback ones.
     *
     * @param ownNames host names and addresses of the own machine, IPv6 addresses without brackets; may be empty
     * @return a predicate that is true for brokers on the own machine
     */
    public static LocalHosts of(Collection<String> ownNames) {
        Set<String> own = new HashSet<>();
        ownNames.forEach(name -> own.add(canonical(name)));
        return new LocalHosts(Set.copyOf(own));
    }

    /**
     * Tells whether a broker runs on the own machine.
     *
     * @param broker the broker
     * @return true if its host is one of the local ones
     */
    @Override
    public boolean test(BrokerUri broker) {
        String host = canonical(broker.host());
        return host.equals("localhost")
                || host.startsWith("127.") && HostText.isIpv4(host)
                || host.equals(IPV6_LOOPBACK)
                || own.contains(host);
    }

    private static String canonical(String host) {
        return host.indexOf(':') < 0
                ? host.toLowerCase(Locale.ROOT)
                : HostText.canonicalIpv6(host).orElse(host);
    }
}
