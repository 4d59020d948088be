package org.stompest.jms.message;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.StreamMessage;

/** The types of Jakarta Messaging, each with its setters and getters and a value that shows what became of it. Immutable. */
enum Typed {
    BOOLEAN(
            true,
            "true",
            new Property(m -> m.setBooleanProperty("p", true), m -> m.getBooleanProperty("p")),
            new Field(m -> m.setBoolean("f", true), m -> m.getBoolean("f")),
            new Item(m -> m.writeBoolean(true), StreamMessage::readBoolean)),
    BYTE(
            (byte) -7,
            "-8",
            new Property(m -> m.setByteProperty("p", (byte) -7), m -> m.getByteProperty("p")),
            new Field(m -> m.setByte("f", (byte) -7), m -> m.getByte("f")),
            new Item(m -> m.writeByte((byte) -7), StreamMessage::readByte)),
    SHORT(
            (short) 300,
            "301",
            new Property(m -> m.setShortProperty("p", (short) 300), m -> m.getShortProperty("p")),
            new Field(m -> m.setShort("f", (short) 300), m -> m.getShort("f")),
            new Item(m -> m.writeShort((short) 300), StreamMessage::readShort)),
    CHAR(
            'x',
            "y",
            null,
            new Field(m -> m.setChar("f", 'x'), m -> m.getChar("f")),
            new Item(m -> m.writeChar('x'), StreamMessage::readChar)),
    INT(
            70_000,
            "70001",
            new Property(m -> m.setIntProperty("p", 70_000), m -> m.getIntProperty("p")),
            new Field(m -> m.setInt("f", 70_000), m -> m.getInt("f")),
            new Item(m -> m.writeInt(70_000), StreamMessage::readInt)),
    LONG(
            Long.MIN_VALUE,
            "9007199254740993",
            new Property(m -> m.setLongProperty("p", Long.MIN_VALUE), m -> m.getLongProperty("p")),
            new Field(m -> m.setLong("f", Long.MIN_VALUE), m -> m.getLong("f")),
            new Item(m -> m.writeLong(Long.MIN_VALUE), StreamMessage::readLong)),
    FLOAT(
            0.1f,
            "0.2",
            new Property(m -> m.setFloatProperty("p", 0.1f), m -> m.getFloatProperty("p")),
            new Field(m -> m.setFloat("f", 0.1f), m -> m.getFloat("f")),
            new Item(m -> m.writeFloat(0.1f), StreamMessage::readFloat)),
    DOUBLE(
            -0.1,
            "1e-300",
            new Property(m -> m.setDoubleProperty("p", -0.1), m -> m.getDoubleProperty("p")),
            new Field(m -> m.setDouble("f", -0.1), m -> m.getDouble("f")),
            new Item(m -> m.writeDouble(-0.1), StreamMessage::readDouble)),
    STRING(
            "text",
            "text",
            new Property(m -> m.setStringProperty("p", "text"), m -> m.getStringProperty("p")),
            new Field(m -> m.setString("f", "text"), m -> m.getString("f")),
            new Item(m -> m.writeString("text"), StreamMessage::readString)),
    BYTES(
            List.of((byte) 1, (byte) -1),
            "AQI=",
            null,
            new Field(m -> m.setBytes("f", new byte[] {1, -1}), m -> listed(m.getBytes("f"))),
            new Item(m -> m.writeBytes(new byte[] {1, -1}), Typed::readBytes));

    /** Sets something in a message. */
    @FunctionalInterface
    interface Setter<T> {
        void set(T message) throws JMSException;
    }

    /** Gets something from a message. */
    @FunctionalInterface
    interface Getter<T> {
        Object get(T message) throws JMSException;
    }

    /** Sets and gets property p. */
    record Property(Setter<Message> setter, Getter<Message> getter) {}

    /** Sets and gets field f. */
    record Field(Setter<MapMessage> setter, Getter<MapMessage> getter) {}

    /** Writes and reads a value of a stream. */
    record Item(Setter<StreamMessage> writer, Getter<StreamMessage> reader) {}

    /** One pair of types, and whether the one converts to the other. */
    record Pair(Typed from, Typed to, boolean isAllowed) {}

    private final Object value;
    private final String text;
    private final Property property;
    private final Field field;
    private final Item item;

    Typed(Object value, String text, Property property, Field field, Item item) {
        this.value = value;
        this.text = text;
        this.property = property;
        this.field = field;
        this.item = item;
    }

    /** A text that is another value of this type. */
    String text() {
        return text;
    }

    Property property() {
        return property;
    }

    Field field() {
        return field;
    }

    Item item() {
        return item;
    }

    /** What the value of this type is as another one; for strings, what the text of the other one is. */
    Object as(Typed target) {
        return switch (target) {
            case BOOLEAN -> this == STRING ? (Object) true : value;
            case BYTE -> this == STRING ? (Object) Byte.valueOf(target.text) : ((Number) value).byteValue();
            case SHORT -> this == STRING ? (Object) Short.valueOf(target.text) : ((Number) value).shortValue();
            case INT -> this == STRING ? (Object) Integer.valueOf(target.text) : ((Number) value).intValue();
            case LONG -> this == STRING ? (Object) Long.valueOf(target.text) : ((Number) value).longValue();
            case FLOAT -> this == STRING ? (Object) Float.valueOf(target.text) : ((Number) value).floatValue();
            case DOUBLE -> this == STRING ? (Object) Double.valueOf(target.text) : ((Number) value).doubleValue();
            case STRING -> value.toString();
            case CHAR, BYTES -> value;
        };
    }

    /** The pairs of a table whose columns are types and whose rows are a type and an X for each that it converts to. */
    static Stream<Pair> pairs(String table) {
        List<String> lines = table.lines().toList();
        List<String> columns = Arrays.stream(lines.get(0).split("\\|"))
                .skip(1)
                .map(String::trim)
                .toList();
        return lines.stream().skip(1).flatMap(line -> {
            String[] cells = line.split("\\|");
            Typed from = valueOf(cells[0].trim());
            return columns.stream()
                    .map(column -> new Pair(
                            from,
                            valueOf(column),
                            cells[columns.indexOf(column) + 1].trim().equals("X")));
        });
    }

    private static List<Byte> readBytes(StreamMessage message) throws JMSException {
        byte[] target = new byte[10];
        int count = message.readBytes(target);
        return count < 0 ? null : listed(Arrays.copyOf(target, count));
    }

    private static List<Byte> listed(byte[] bytes) {
        if (bytes == null) {
            return null;
        }
        Byte[] boxes = new Byte[bytes.length];
        Arrays.setAll(boxes, i -> bytes[i]);
        return List.of(boxes);
    }
}
