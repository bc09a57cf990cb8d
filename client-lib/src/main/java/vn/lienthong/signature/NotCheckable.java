// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.signature;

import vn.lienthong.edxml.SignatureCode;

/** A signature cannot be checked any further; becomes a finding of its report. */
final class NotCheckable extends Exception {
    private static final long serialVersionUID = 1L;

    private final SignatureCode code;
    private final String actual;
    private final String limit;

    NotCheckable(SignatureCode code, String actual, String limit) {
        super(code.code() + " " + actual);
        this.code = code;
        this.actual = actual;
        this.limit = limit;
    }

    NotCheckable(SignatureCode code, String actual) {
        this(code, actual, "");
    }

    /** A library stumbled over what the signature holds. */
    static NotCheckable unreadable(Exception cause) {
        NotCheckable failure = new NotCheckable(
                SignatureCode.UNREADABLE, cause.getClass().getSimpleName() + ": " + cause.getMessage());
        failure.initCause(cause);
        return failure;
    }

    void addTo(Draft draft) {
        draft.found(code, actual, limit);
    }
}
