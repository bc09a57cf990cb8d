// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.protocol;

import java.util.List;

/** Thrown where a submission is checked; carries every problem found, never just the first. */
public final class RefusalException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    /** Refuses for these reasons. */
    public RefusalException(Refusal refusal) {
        super(refusal.encode());
        this.refusal = refusal;
    }

    /** Refuses for one reason. */
    public RefusalException(Problem problem) {
        this(new Refusal(List.of(problem)));
    }

    /** The reasons. */
    public Refusal refusal() {
        return refusal;
    }
}
