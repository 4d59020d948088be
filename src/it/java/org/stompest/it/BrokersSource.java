package org.stompest.it;

import java.util.Arrays;
import java.util.stream.Stream;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.AnnotationConsumer;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** The kinds of brokers that {@link Brokers} asks for. Not thread-safe. */
final class BrokersSource implements ArgumentsProvider, AnnotationConsumer<Brokers> {
    private Brokers wanted;

    @Override
    public void accept(Brokers annotation) {
        wanted = annotation;
    }

    @Override
    public Stream<? extends Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
        return Arrays.stream(BrokerKind.values())
                .filter(kind -> Arrays.stream(wanted.can()).allMatch(kind::can))
                .filter(kind -> Arrays.stream(wanted.cannot()).noneMatch(kind::can))
                .map(Arguments::of);
    }
}
