// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.orders;

import java.util.Set;

/** A system that carries out orders. Thread-safe. */
@FunctionalInterface
public interface OrderTaker {
    /**
     * Carries out an order, as a clerk at its screen would.
     *
     * @throws UnreachableException if the system does not answer
     */
    Answer carryOut(Order order);

    /**
     * Looks at a document until it is as it should be, or for as long as that may take: nobody tells of its own accord.
     *
     * @param show the order to show it
     * @return what was seen last
     * @throws UnreachableException if the system does not answer
     */
    default Sight look(Order show, Sought sought) {
        return Polling.until(() -> now(show), sought.right(), sought.patience());
    }

    private Sight now(Order show) {
        return new Sight(carryOut(show).shown().orElseGet(Answer.Shown::unknown), Set.of());
    }

    /** The system under test does not answer. */
    final class UnreachableException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /** Why. */
        public UnreachableException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
