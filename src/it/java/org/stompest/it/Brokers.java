package org.stompest.it;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * A test that runs against each {@link BrokerKind}, or against those that can do something, or that cannot; it fails if there is none. Of a
 * method with one parameter, the kind.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest
@ArgumentsSource(BrokersSource.class)
public @interface Brokers {
    /**
     * What the brokers can do.
     *
     * @return all of it
     */
    Feature[] can() default {};

    /**
     * What the brokers cannot do.
     *
     * @return none of it
     */
    Feature[] cannot() default {};
}
