// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.scenario;

/** One step of a case. Immutable. */
interface Step {
    /**
     * Does it, or waits until it is so.
     *
     * @throws UnmetException if what is expected is not so in time
     */
    void run(Run run) throws InterruptedException;
}
