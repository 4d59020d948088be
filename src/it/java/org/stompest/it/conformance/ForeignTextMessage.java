package org.stompest.it.conformance;

import jakarta.jms.TextMessage;

/** A text message of another provider. Not thread-safe. */
final class ForeignTextMessage extends ForeignMessage implements TextMessage {
    private String text;

    ForeignTextMessage(String text) {
        this.text = text;
    }

    @Override
    public void setText(String value) {
        text = value;
    }

    @Override
    public String getText() {
        return text;
    }
}
