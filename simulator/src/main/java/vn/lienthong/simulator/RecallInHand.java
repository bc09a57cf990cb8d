// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.simulator;

import java.util.function.Consumer;

/** A recall, or a take-back asked by status 13, in the hands of a simulated agency. Used by one thread at a time. */
public final class RecallInHand {
    private final Runnable agree;
    private final Consumer<String> decline;

    RecallInHand(Runnable agree, Consumer<String> decline) {
        this.agree = agree;
        this.decline = decline;
    }

    /** Cancels the recalled document: no further status about it is reported. */
    public void agree() {
        agree.run();
    }

    /** Does not cancel the recalled document. */
    public void decline(String reason) {
        decline.accept(reason);
    }
}
