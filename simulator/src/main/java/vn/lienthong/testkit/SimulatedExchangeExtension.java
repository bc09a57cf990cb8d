// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.testkit;

import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Brings a {@link SimulatedExchange} into test classes with {@link ExchangeTest}. */
public final class SimulatedExchangeExtension implements BeforeEachCallback, AfterEachCallback, ParameterResolver {
    private static final ExtensionContext.Namespace OURS =
            ExtensionContext.Namespace.create(SimulatedExchangeExtension.class);

    @Override
    public void beforeEach(ExtensionContext context) {
        exchange(context).reset();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        SimulatedExchange exchange = exchange(context);
        exchange.closeClients();
        List<String> leaks = exchange.leaks();
        if (!leaks.isEmpty() && annotation(context).leaksFail()) {
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

    /** The one of the class; it is closed with the store of the class. */
    private static SimulatedExchange exchange(ExtensionContext context) {
        Class<?> test = context.getRequiredTestClass();
        return context.getRoot()
                .getStore(OURS)
                .computeIfAbsent(
                        test, key -> SimulatedExchange.start(annotation(context).value()), SimulatedExchange.class);
    }

    private static ExchangeTest annotation(ExtensionContext context) {
        ExchangeTest annotation = context.getRequiredTestClass().getAnnotation(ExchangeTest.class);
        if (annotation == null) {
            throw new IllegalStateException(context.getRequiredTestClass().getName() + " has no @ExchangeTest");
        }
        return annotation;
    }
}
