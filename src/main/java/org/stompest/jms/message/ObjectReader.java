package org.stompest.jms.message;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;

/**
 * Reads an object with the classes of the application: those that its thread knows, else those that this library knows. Not
 * thread-safe.
 */
final class ObjectReader extends ObjectInputStream {
    ObjectReader(byte[] serialized) throws IOException {
        super(new ByteArrayInputStream(serialized));
    }

    /** Obeys a filter, and that of the virtual machine as well, if there is one. */
    void obey(ObjectInputFilter filter) {
        setObjectInputFilter(ObjectInputFilter.merge(filter, ObjectInputFilter.Config.getSerialFilter()));
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
        ClassLoader application = Thread.currentThread().getContextClassLoader();
        if (application != null) {
            try {
                return Class.forName(description.getName(), false, application);
            } catch (ClassNotFoundException e) {
                return own(description, e);
            }
        }
        return super.resolveClass(description);
    }

    private Class<?> own(ObjectStreamClass description, ClassNotFoundException notInApplication)
            throws IOException, ClassNotFoundException {
        try {
            return super.resolveClass(description);
        } catch (ClassNotFoundException e) {
            e.addSuppressed(notInApplication);
            throw e;
        }
    }
}
