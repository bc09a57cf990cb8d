// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.simulator;

/** A fault the script asked for. */
final class SimulatedFaultException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SimulatedFaultException(String message) {
        super(message);
    }
}
