package org.stompest.it.conformance;

import java.io.Serializable;

import jakarta.jms.ObjectMessage;

/** An object message of another provider. Not thread-safe. */
final class ForeignObjectMessage extends ForeignMessage implements ObjectMessage {
    private Serializable object;

    ForeignObjectMessage(Serializable object) {
        this.object = object;
    }

    @Override
    public void setObject(Serializable value) {
        object = value;
    }

    @Override
    public Serializable getObject() {
        return object;
    }
}
