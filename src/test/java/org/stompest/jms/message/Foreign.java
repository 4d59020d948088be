package org.stompest.jms.message;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;

import jakarta.jms.Message;

/** Makes messages of another provider, which knows nothing but JMS 1.1, out of ours. Stateless. */
final class Foreign {
    private static final Set<String> NOT_IN_JMS_1_1 =
            Set.of("getJMSDeliveryTime", "setJMSDeliveryTime", "getBody", "isBodyAssignableTo");

    private Foreign() {}

    static <T extends Message> T message(Class<T> type, T own) {
        return type.cast(Proxy.newProxyInstance(
                Foreign.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (NOT_IN_JMS_1_1.contains(method.getName())) {
                        throw new AbstractMethodError(method.getName());
                    }
                    try {
                        return method.invoke(own, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
