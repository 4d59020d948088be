package org.stompest.it.conformance;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

import jakarta.jms.CompletionListener;
import jakarta.jms.Destination;
import jakarta.jms.ExceptionListener;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.jms.Queue;
import jakarta.jms.ServerSessionPool;
import jakarta.jms.Session;
import jakarta.jms.Topic;

import org.stompest.jms.destination.StompQueue;
import org.stompest.jms.destination.StompTopic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

/** Calls all methods of an interface on an object that is closed, with sensible arguments and with senseless ones. Stateless. */
final class ClosedObjects {
    /** The first may be called on what is closed; the second is not allowed to throw a JMSException, so it does nothing. */
    private static final Set<String> ALLOWED = Set.of("close", "run");

    private ClosedObjects() {}

    /**
     * That every method throws IllegalStateException.
     *
     * @param type the interface whose methods are called, those of its parents included
     * @param closed the object
     * @param living a session that is open, for messages to pass
     */
    static void assertRefuseEverything(Class<?> type, Object closed, Session living) throws Exception {
        List<String> answers = new ArrayList<>();
        List<Method> methods = Arrays.stream(type.getMethods())
                .filter(each -> Modifier.isAbstract(each.getModifiers()))
                .filter(each -> !ALLOWED.contains(each.getName()))
                .sorted(Comparator.comparing(Method::toString))
                .toList();
        assertFalse(methods.isEmpty(), "methods of " + type);
        for (Method each : methods) {
            note(answers, each, closed, sensible(each, living));
            note(answers, each, closed, senseless(each));
        }
        assertEquals(List.of(), answers);
    }

    /** Notes what is none of the exceptions expected. */
    private static void note(List<String> answers, Method method, Object closed, Object[] arguments) throws Exception {
        String call = method.getName() + Arrays.toString(arguments);
        try {
            answers.add(call + " gave " + method.invoke(closed, arguments));
        } catch (InvocationTargetException e) {
            if (!(e.getCause() instanceof IllegalStateException)) {
                answers.add(call + " threw " + e.getCause());
            }
        }
    }

    private static Object[] sensible(Method method, Session living) throws JMSException {
        Class<?>[] types = method.getParameterTypes();
        Object[] arguments = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            arguments[i] = sensible(types[i], living);
        }
        return arguments;
    }

    private static Object sensible(Class<?> type, Session living) throws JMSException {
        if (type == int.class) {
            return 1;
        }
        if (type == long.class) {
            return 1L;
        }
        if (type == boolean.class) {
            return true;
        }
        if (type == Message.class) {
            return living.createTextMessage("for what is closed");
        }
        if (type == Topic.class) {
            return new StompTopic("closed");
        }
        if (type == Queue.class || type == Destination.class) {
            return new StompQueue("closed");
        }
        if (type == CompletionListener.class) {
            return new IgnoringListener();
        }
        if (type == MessageListener.class) {
            return (MessageListener) message -> {};
        }
        if (type == ExceptionListener.class) {
            return (ExceptionListener) failure -> {};
        }
        if (type == ServerSessionPool.class) {
            return (ServerSessionPool) () -> null;
        }
        return "text";
    }

    /** Null, or a number that is out of every range. */
    private static Object[] senseless(Method method) {
        return Arrays.stream(method.getParameterTypes())
                .map(type -> {
                    if (type == int.class) {
                        return (Object) (-7);
                    }
                    if (type == long.class) {
                        return (Object) (-7L);
                    }
                    return type == boolean.class ? (Object) false : null;
                })
                .toArray();
    }

    /** Hears nothing, since what is closed sends nothing. */
    private static final class IgnoringListener implements CompletionListener {
        @Override
        public void onCompletion(Message message) {
            throw new AssertionError("sent " + message);
        }

        @Override
        public void onException(Message message, Exception failure) {
            throw new AssertionError("tried to send " + message, failure);
        }
    }
}
