package org.stompest.jms.message;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;

import org.stompest.dialect.Address;
import org.stompest.dialect.BodyKind;
import org.stompest.dialect.Dialect;
import org.stompest.dialect.Incoming;
import org.stompest.dialect.Outgoing;
import org.stompest.dialect.ReservedNames;
import org.stompest.protocol.Command;
import org.stompest.protocol.Frame;
import org.stompest.protocol.Headers;

/**
 * Turns messages into frames and back, in the dialect of a broker. Properties travel as plain headers, so that the broker's selectors
 * and other clients see them; what is lost on that way is kept in {@link Hints}. Immutable.
 */
public final class MessageCodec {
    private static final String GROUP_ID = "JMSXGroupID";
    private static final String GROUP_SEQUENCE = "JMSXGroupSeq";

    /** How clients of Jakarta Messaging say in AMQP what kind of message it is; the brokers pass it on. */
    private static final String AMQP_TYPE = "JMS_AMQP_MA_x-opt-jms-msg-type";

    /** Brokers drop the connection for others. */
    private static final Pattern GROUP_NUMBER = Pattern.compile("-?[0-9]{1,9}");

    /** What a message takes besides its properties, if it is no special one. */
    private static final int USUAL_HEADERS = 10;

    private final Dialect dialect;
    private final ObjectPolicy objectPolicy;
    private final String connectionId;

    /** The client identifier, fit to stand in a field of the hints; null if the connection has none. */
    private final String clientId;

    /** Null if messages tell nothing of who has sent them. */
    private final String userId;

    /**
     * Creates a codec.
     *
     * @param dialect the dialect of the broker
     * @param objectPolicy what object messages may hold
     * @param clientId the client identifier of the connection, if it has one
     * @param connectionId what the message identifiers of the connection start with, behind {@code ID:} and before a colon
     * @param userId what messages tell of who has sent them, if anything
     */
    public MessageCodec(
            Dialect dialect,
            ObjectPolicy objectPolicy,
            Optional<String> clientId,
            String connectionId,
            Optional<String> userId) {
        this.dialect = dialect;
        this.objectPolicy = objectPolicy;
        this.clientId = clientId.map(id -> id.replace(';', '_')).orElse(null);
        this.connectionId = connectionId;
        this.userId = userId.orElse(null);
    }

    /**
     * The SEND frame of a message, a snapshot of it.
     *
     * @param message the message, with all its headers set
     * @param destination where to
     * @param isRepeatable whether the send may be repeated after a lost connection
     * @param sentAt the time by the clock, in milliseconds since 1970
     * @return the frame
     * @throws JMSException if the body or the reply destination cannot be sent
     * @throws org.stompest.dialect.DialectException if the broker cannot carry one of the headers
     */
    public Frame encode(JmsMessage message, Address destination, boolean isRepeatable, long sentAt)
            throws JMSException {
        byte[] body = message.encodeBody();
        Map<String, Object> properties = message.properties().asMap();
        Headers.Builder headers = Headers.builder(USUAL_HEADERS + properties.size());
        headers.add(Headers.DESTINATION, dialect.destination(destination));
        Outgoing outgoing = outgoing(message, destination, isRepeatable, sentAt);
        dialect.send(outgoing, headers);
        dialect.body(message.kind(), body, headers);
        addProperties(properties, headers);
        if (userId != null) {
            message.properties().put(JmsMessage.USER_ID, userId);
            headers.add(Hints.ESCAPE + JmsMessage.USER_ID, userId);
        }
        boolean idTellsOrigin = clientId == null && outgoing.messageId() != null;
        headers.add(
                Hints.HEADER,
                HintsWriter.write(
                        message.kind(), message.hasBody(), properties, outgoing, idTellsOrigin ? null : origin()));
        Headers all = headers.build();
        dialect.checkSize(all);
        return Frame.of(Command.SEND, all, body);
    }

    /** Who sends what this codec encodes. */
    private String origin() {
        return clientId == null ? connectionId : clientId;
    }

    /**
     * Whether a message was sent by this connection, or another one of the same client identifier.
     *
     * @param frame a MESSAGE frame
     * @return false if it does not tell
     */
    public boolean isLocal(Frame frame) {
        Hints hints = HintsReader.read(frame);
        return hints != null && origin().equals(hints.origin() != null ? hints.origin() : origin(hints.messageId()));
    }

    /**
     * Whether a message tells the types of its properties, as those of this library do.
     *
     * @param frame a MESSAGE frame
     * @return false for messages of others, whose properties are texts
     */
    public static boolean tellsTypes(Frame frame) {
        return frame.headers().contains(Hints.HEADER);
    }

    private static String origin(String messageId) {
        if (messageId == null || !messageId.startsWith("ID:")) {
            return "";
        }
        int end = messageId.indexOf(':', 3);
        return end < 0 ? "" : messageId.substring(3, end);
    }

    private static Outgoing outgoing(JmsMessage message, Address destination, boolean isRepeatable, long sentAt)
            throws JMSException {
        return new Outgoing(
                destination,
                message.getJMSDeliveryMode() == DeliveryMode.PERSISTENT,
                message.getJMSPriority(),
                message.getJMSExpiration(),
                message.getJMSTimestamp(),
                message.getJMSDeliveryTime() > message.getJMSTimestamp() ? message.getJMSDeliveryTime() : 0,
                message.getJMSMessageID(),
                message.getJMSCorrelationID(),
                message.getJMSType(),
                message.getJMSReplyTo() == null
                        ? null
                        : Addresses.of(ForeignMessages.destination(message.getJMSReplyTo())),
                isRepeatable,
                sentAt);
    }

    private static void addProperties(Map<String, Object> properties, Headers.Builder headers) {
        for (Map.Entry<String, Object> property : properties.entrySet()) {
            String name = property.getKey();
            // Null is left out, so that brokers' selectors find it to be null.
            if (property.getValue() != null && Properties.travels(name)) {
                String text = property.getValue().toString();
                if (name.equals(GROUP_ID)
                        || name.equals(GROUP_SEQUENCE)
                                && GROUP_NUMBER.matcher(text).matches()) {
                    // Brokers read these and do not show them to every consumer, so they travel twice.
                    headers.add(name, text);
                }
                headers.add(isGroup(name) ? Hints.ESCAPE + name : headerName(name), text);
            }
        }
    }

    private static boolean isGroup(String name) {
        return name.equals(GROUP_ID) || name.equals(GROUP_SEQUENCE);
    }

    /**
     * What a property is called on the wire.
     *
     * @param name the name of the property
     * @return the name of the header
     */
    public static String headerName(String name) {
        return ReservedNames.isReserved(name) ? Hints.ESCAPE + name : name;
    }

    /**
     * The message of a MESSAGE frame. Body and properties are decoded when the application asks for them.
     *
     * @param frame the frame
     * @param subscribed the destination of the subscription, for brokers that do not tell the one of the message
     * @return the message, read-only, with the delivery count that the broker tells
     */
    public JmsMessage decode(Frame frame, Address subscribed) {
        Incoming incoming = dialect.receive(frame, subscribed);
        Hints hints = HintsReader.read(frame);
        JmsMessage message = body(frame, hints);
        message.received(() -> properties(frame, hints, incoming));
        message.setJMSDestination(Addresses.destination(incoming.destination()));
        message.setJMSDeliveryMode(incoming.persistent() ? DeliveryMode.PERSISTENT : DeliveryMode.NON_PERSISTENT);
        message.setJMSPriority(incoming.priority());
        message.setJMSExpiration(incoming.expiration());
        message.setJMSCorrelationID(incoming.correlationId());
        message.setJMSType(incoming.type());
        if (incoming.replyTo() != null) {
            message.setJMSReplyTo(Addresses.destination(incoming.replyTo()));
        }
        message.setJMSMessageID(hints == null ? incoming.messageId() : hints.messageId());
        message.setJMSTimestamp(hints == null ? incoming.timestamp() : hints.timestamp());
        long delayed = hints == null ? incoming.deliveryTime() : hints.deliveryTime();
        message.setJMSDeliveryTime(delayed > 0 ? delayed : message.getJMSTimestamp());
        message.setDeliveryCount(1 + incoming.redeliveries());
        return message;
    }

    private JmsMessage body(Frame frame, Hints hints) {
        BodyKind kind = hints == null ? foreignKind(frame) : hints.kind();
        JmsMessage message =
                switch (kind) {
                    case MESSAGE -> new JmsMessage();
                    case TEXT -> new JmsTextMessage();
                    case BYTES -> new JmsBytesMessage();
                    case MAP -> new JmsMapMessage();
                    case STREAM -> new JmsStreamMessage();
                    case OBJECT -> new JmsObjectMessage(objectPolicy);
                };
        message.decodeBody(frame.body(), hints == null || hints.hasBody() || frame.body().length > 0);
        return message;
    }

    private BodyKind foreignKind(Frame frame) {
        if (frame.body().length == 0) {
            // Nothing can be wrong with an empty body, and the length that tells text from bytes may be missing.
            switch (frame.headers().get(AMQP_TYPE, "")) {
                case "0" -> {
                    return BodyKind.MESSAGE;
                }
                case "3" -> {
                    return BodyKind.BYTES;
                }
                default -> {}
            }
        }
        return dialect.isText(frame) ? BodyKind.TEXT : BodyKind.BYTES;
    }

    private static Map<String, Object> properties(Frame frame, Hints hints, Incoming incoming) {
        Map<String, Character> types = hints == null ? Map.of() : hints.types();
        Map<String, Object> properties = new LinkedHashMap<>();
        Headers headers = frame.headers();
        String claimedUser = null;
        for (int i = 0; i < headers.size(); i++) {
            String name = headers.name(i);
            if (name.startsWith(Hints.ESCAPE)) {
                // The escaped copy is the one that the sender has set, whatever a broker did to the plain one. What
                // needs no escape is no copy, but an attempt to hide what the broker says, such as who the sender is.
                String original = name.substring(Hints.ESCAPE.length());
                if (isGroup(original) || ReservedNames.isReserved(original)) {
                    properties.put(original, value(types, original, headers.value(i)));
                } else if (original.equals(JmsMessage.USER_ID)) {
                    claimedUser = headers.value(i);
                }
            } else if (!ReservedNames.isReserved(name)) {
                properties.putIfAbsent(name, value(types, name, headers.value(i)));
            }
        }
        if (types.containsValue(Hints.NULL)) {
            types.forEach((name, letter) -> {
                if (letter == Hints.NULL) {
                    properties.putIfAbsent(name, null);
                }
            });
        }
        if (claimedUser != null) {
            properties.putIfAbsent(JmsMessage.USER_ID, claimedUser);
        }
        if (incoming.groupId() != null) {
            properties.putIfAbsent(GROUP_ID, incoming.groupId());
        }
        return properties;
    }

    private static Object value(Map<String, Character> types, String name, String text) {
        Character letter = types.get(name);
        return letter == null ? text : Hints.value(letter, text);
    }
}
