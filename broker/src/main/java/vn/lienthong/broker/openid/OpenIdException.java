// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.openid;

/** Somebody does not come in with an account that is kept elsewhere. */
public final class OpenIdException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** Why not. */
    public enum Reason {
        /** The provider does not answer, or not as a provider does. */
        UNREACHABLE,
        /** The provider did not let them in, or they thought better of it. */
        REFUSED,
        /** What came back is not to be believed. */
        NOT_VALID,
        /** They are who they say, and have no role here. */
        NO_ROLE
    }

    OpenIdException(Reason reason, String detail) {
        super(detail);
        this.reason = reason;
    }

    OpenIdException(Reason reason, Exception cause) {
        super(String.valueOf(cause.getMessage()), cause);
        this.reason = reason;
    }

    /** Why not. */
    public Reason reason() {
        return reason;
    }
}
