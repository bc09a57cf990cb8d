// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test class with a simulated exchange: one for the class, reset before each test, handed to test methods and constructors
 * that have a {@link SimulatedExchange} as parameter. After each test nothing may be left open or unsettled.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(SimulatedExchangeExtension.class)
public @interface ExchangeTest {
    /** The codes of the agencies that take part. */
    String[] value();

    /** Whether inboxes left open and documents left unsettled after a test make it fail. */
    boolean leaksFail() default true;
}
