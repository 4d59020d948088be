package org.stompest.jms;

import java.util.Optional;

import jakarta.jms.InvalidSelectorException;

import org.stompest.dialect.Address;
import org.stompest.dialect.Capability;
import org.stompest.dialect.Dialect;
import org.stompest.jms.message.MessageCodec;
import org.stompest.jms.selector.Selector;
import org.stompest.jms.selector.SelectorException;
import org.stompest.jms.selector.SelectorTranslation;

/**
 * Selectors of Jakarta Messaging (3.1, 3.8) in front of a broker that knows properties as texts only. Checked here, because a broker would
 * tell too late or not at all. Stateless.
 */
final class Selectors {
    private Selectors() {}

    /** Null and empty mean that there is none. */
    static Optional<Selector> parse(String text) throws InvalidSelectorException {
        if (text == null || text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Selector.parse(text));
        } catch (SelectorException e) {
            throw JmsExceptions.withCause(
                    new InvalidSelectorException(e.getMessage() + " in the selector " + text, JmsExceptions.ARGUMENT),
                    e);
        }
    }

    /**
     * What to ask of the broker. For topics it only spares us messages, since each is looked at here again; where the broker would not find
     * all of them, nothing is asked. For queues it has to be right.
     *
     * @return the text for the broker, null for none
     * @throws InvalidSelectorException if the broker cannot evaluate it on a queue
     */
    static String forBroker(Selector selector, Address address, Dialect dialect) throws InvalidSelectorException {
        boolean canTell = dialect.can(Capability.QUEUE_SELECTORS)
                && (selector.isSafeForTextProperties() || !address.kind().isTopic())
                && selector.identifiers().stream().allMatch(name -> dialect.selectorIdentifier(name) != null);
        Optional<String> text =
                canTell ? selector.rewriteForTextProperties(new Translation(dialect)) : Optional.empty();
        if (text.isEmpty() && !address.kind().isTopic()) {
            throw new InvalidSelectorException(
                    "expected a selector that " + dialect.name() + " can evaluate for " + address + " over STOMP, got '"
                            + selector
                            + "'; it compares properties with literals only, and JMSMessageID not at all on some brokers",
                    JmsExceptions.UNSUPPORTED);
        }
        return text.orElse(null);
    }

    /** Names and values in the words of the broker. */
    private record Translation(Dialect dialect) implements SelectorTranslation {
        @Override
        public String identifier(String name) {
            String header = name.startsWith("JMS") && !name.startsWith("JMS_") ? name : MessageCodec.headerName(name);
            return dialect.selectorIdentifier(header);
        }

        @Override
        public String literal(String identifier, String value) {
            return dialect.selectorLiteral(identifier, value);
        }
    }
}
