// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.orders;

/** A system that carries out orders. Thread-safe. */
@FunctionalInterface
public interface OrderTaker {
    /**
     * Carries out an order, as a clerk at its screen would.
     *
     * @throws UnreachableException if the system does not answer
     */
    Answer carryOut(Order order);

    /** The system under test does not answer. */
    final class UnreachableException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /** Why. */
        public UnreachableException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
