// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.register;

/** The names a submission wants to take, held for it until it is taken or given up. Thread-safe. */
public interface Claim {
    /** The submission is on disk; the names are its own for good. */
    void taken();

    /** The submission was not taken; its names are free again. */
    void giveUp();
}
