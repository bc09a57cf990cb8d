// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.testkit;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import vn.lienthong.orders.Polling;

/** Brings a {@link SimulatedExchange} into test classes with {@link ExchangeTest}. */
public final class SimulatedExchangeExtension implements BeforeEachCallback, AfterEachCallback, ParameterResolver {
    private static final ExtensionContext.Namespace OURS =
            ExtensionContext.Namespace.create(SimulatedExchangeExtension.class);
    private static final String KEY = "exchange";
    private static final Duration SETTLING = Duration.ofSeconds(10);

    @Override
    public void beforeEach(ExtensionContext context) {
        exchange(context).reset();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        SimulatedExchange exchange = exchange(context);
        List<String> leaks = annotation(owner(context)).leaksFail() ? leaks(exchange) : List.of();
        exchange.closeClients();
        if (!leaks.isEmpty()) {
            throw new AssertionError("left behind by the test: " + String.join("; ", leaks));
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == SimulatedExchange.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return exchange(context);
    }

    /** What was settled or closed at the very end of the test is over a moment later. */
    private static List<String> leaks(SimulatedExchange exchange) {
        try {
            return Polling.await(exchange::leaks, List::isEmpty, SETTLING);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return exchange.leaks();
        }
    }

    /** The one of the class that has the annotation, for classes in it as well; it is closed after the tests of that class. */
    private static SimulatedExchange exchange(ExtensionContext context) {
        ExtensionContext owner = owner(context);
        return owner.getStore(OURS)
                .computeIfAbsent(
                        KEY, key -> SimulatedExchange.start(annotation(owner).value()), SimulatedExchange.class);
    }

    private static ExtensionContext owner(ExtensionContext context) {
        return Stream.iterate(
                        Optional.of(context), Optional::isPresent, next -> next.flatMap(ExtensionContext::getParent))
                .flatMap(Optional::stream)
                .filter(any -> any.getTestMethod().isEmpty())
                .filter(any -> any.getElement()
                        .filter(element -> element.isAnnotationPresent(ExchangeTest.class))
                        .isPresent())
                .findFirst()
                .orElse(context);
    }

    private static ExchangeTest annotation(ExtensionContext owner) {
        return owner.getElement()
                .map(element -> element.getAnnotation(ExchangeTest.class))
                .orElseThrow(() ->
                        new IllegalStateException(owner.getRequiredTestClass().getName() + " has no @ExchangeTest"));
    }
}
