package org.stompest.jms.message;

import java.io.Serializable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;

import jakarta.jms.JMSException;
import jakarta.jms.MessageFormatException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Tests which objects are read from messages of others. */
class ObjectPolicyTest {
    private static final ObjectPolicy EVERYTHING = ObjectPolicy.trustAll();

    /** An enum that has to be allowed. */
    enum Color {
        RED,
        GREEN {
            @Override
            public String toString() {
                return "green";
            }
        }
    }

    /** A class that has to be allowed, and holds another. */
    record Holder(Object content) implements Serializable {}

    /** Answers nothing. */
    static final class Silent implements InvocationHandler, Serializable {
        private static final long serialVersionUID = 1L;

        @Override
        public Object invoke(Object proxy, java.lang.reflect.Method method, Object[] arguments) {
            return null;
        }
    }

    private static Serializable trip(Serializable object, ObjectPolicy policy) throws JMSException {
        JmsObjectMessage sent = new JmsObjectMessage();
        sent.setObject(object);
        return Received.copy(sent, policy).getObject();
    }

    private static String refused(Serializable object, ObjectPolicy policy) {
        MessageFormatException exception = assertThrows(MessageFormatException.class, () -> trip(object, policy));
        assertEquals(ErrorCodes.BODY, exception.getErrorCode());
        return exception.getMessage();
    }

    private static ObjectPolicy allow(String... names) {
        return ObjectPolicy.of(List.of(names), List.of());
    }

    static Stream<Arguments> plain() {
        return objects(
                "text",
                true,
                'c',
                (byte) 1,
                (short) 2,
                3,
                4L,
                5.5f,
                6.5,
                new int[] {1, 2},
                new byte[0],
                new double[][] {{1}, {2}},
                new String[] {"a", null},
                new Integer[][] {{1}},
                new Number[] {1, 2L},
                new Object[] {"a", 1, new int[] {2}});
    }

    static Stream<Arguments> notPlain() {
        return objects(
                new Date(0),
                new BigDecimal("1.5"),
                new HashMap<>(),
                new Date[0],
                new Date[][] {{}},
                new Object[] {new Date(0)},
                new ArrayList<>(List.of(new Date(0))),
                Color.RED,
                new Holder("x"),
                Date.class,
                new java.io.IOException("x"));
    }

    /** Arrays are one argument, and not many. */
    private static Stream<Arguments> objects(Serializable... objects) {
        return Arrays.stream(objects).map(each -> Arguments.of((Object) each));
    }

    @ParameterizedTest
    @MethodSource("plain")
    void plainObjectsAndArraysOfThemAreAlwaysAllowed(Serializable object) throws JMSException {
        assertArrayEquals(new Object[] {object}, new Object[] {trip(object, ObjectPolicy.DEFAULT)});
    }

    @ParameterizedTest
    @MethodSource("notPlain")
    void everythingElseIsRefusedUnlessItIsAllowed(Serializable object) throws JMSException {
        refused(object, ObjectPolicy.DEFAULT);
        assertInstanceOf(object.getClass(), trip(object, EVERYTHING));
    }

    @Test
    void exceptionsOfTheLanguageAreAllowedWithTheirCauses() throws JMSException {
        Throwable exception = new IllegalStateException("outer", new StackOverflowError("inner"));
        exception.addSuppressed(new NullPointerException("also"));

        Throwable read = (Throwable) trip(exception, ObjectPolicy.DEFAULT);

        assertEquals("outer", read.getMessage());
        assertInstanceOf(StackOverflowError.class, read.getCause());
        assertEquals("also", read.getSuppressed()[0].getMessage());
        assertEquals(exception.getStackTrace().length, read.getStackTrace().length);
    }

    @Test
    void anExceptionWithoutCauseAndSuppressedOnesIsAllowed() throws JMSException {
        assertEquals("x", ((Throwable) trip(new Error("x"), ObjectPolicy.DEFAULT)).getMessage());
        assertEquals("x", ((Throwable) trip(new Throwable("x"), ObjectPolicy.DEFAULT)).getMessage());
    }

    @Test
    void theRefusalNamesTheInnermostClass() {
        String text = refused(new Holder(new Date(0)), allow(Holder.class.getName()));

        assertTrue(text.contains("java.util.Date"), text);
        assertTrue(text.contains("jms.deserializationPolicy.allowList"), text);
    }

    @Test
    void anEnumIsAllowedByItsName() throws JMSException {
        ObjectPolicy policy = allow(Color.class.getName());

        assertEquals(Color.RED, trip(Color.RED, policy));
        assertEquals(Color.GREEN, trip(Color.GREEN, policy));
    }

    @ParameterizedTest
    @CsvSource({
        "com.acme, com.acme.Order, true",
        "com.acme, com.acme.sub.Order, true",
        "com.acme, com.acmesub.Order, false",
        "com.acme, com.Acme, false",
        "com.acme, com.acme, true",
        "com.acme.Order, com.acme.Order, true",
        "com.acme.Order, com.acme.Order$Line, true",
        "com.acme.Order, com.acme.Order$Line$Part, true",
        "com.acme.Order, com.acme.Orders, false",
        "com.acme.Order$Line, com.acme.Order, false",
        "com.acme.Order$Line, com.acme.Order$Line, true",
        "com.acme, [Lcom.acme.Order;, true",
        "com.acme, [[[Lcom.acme.Order;, true",
        "com.acme, [Lorg.acme.Order;, false",
        "com, com.acme.Order, true",
        "*, com.acme.Order, true",
        "com.acme, Order, false"
    })
    void aNameStandsForAClassOrAPackageWithAllBelow(String name, String className, boolean isAllowed) {
        assertEquals(isAllowed, allow(name).allows(className));
        assertEquals(!isAllowed, ObjectPolicy.of(List.of("*"), List.of(name)).allows(className));
    }

    @Test
    void whatIsDeniedIsNotAllowedWhateverElseIsSaid() throws JMSException {
        ObjectPolicy policy = ObjectPolicy.of(List.of("java.util"), List.of("java.util.Date"));

        assertInstanceOf(HashMap.class, trip(new HashMap<>(), policy));
        refused(new Date(0), policy);
        refused(new Date[0], policy);
        refused(new HashMap<>(java.util.Map.of("a", new Date(0))), policy);
        assertFalse(
                ObjectPolicy.of(List.of("java.util.Date"), List.of("java.util")).allows("java.util.Date"));
        assertFalse(ObjectPolicy.of(List.of(), List.of("java.lang")).allows("java.lang.Integer"));
        assertFalse(ObjectPolicy.of(List.of(), List.of("*")).allows("java.lang.Integer"));
    }

    @Test
    void theAllowListAddsToWhatIsAlwaysAllowed() {
        assertTrue(allow("com.acme").allows("java.lang.Integer"));
        assertTrue(allow("com.acme").allows("[I"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.lang.Class",
                "java.lang.ProcessBuilder",
                "java.lang.Runtime",
                "java.lang.reflect.InvocationTargetException",
                "java.lang.invoke.SerializedLambda",
                "java.util.HashMap",
                "java.util.PriorityQueue",
                "javax.management.BadAttributeValueExpException",
                "java.langx.FooException"
            })
    void otherClassesOfTheRuntimeAreNotAllowedByThemselves(String className) {
        assertFalse(ObjectPolicy.DEFAULT.allows(className));
        assertTrue(EVERYTHING.allows(className));
    }

    @Test
    void aProxyIsRefusedUnlessEverythingIsTrusted() throws JMSException {
        Serializable proxy = (Serializable) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Serializable.class, Runnable.class}, new Silent());

        refused(proxy, allow(Silent.class.getName()));
        assertTrue(Proxy.isProxyClass(trip(proxy, EVERYTHING).getClass()));
    }
}
