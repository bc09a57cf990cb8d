// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.trust;

import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.SubmissionId;

/** A body that was sealed, with its key: what the sender needs to write the statement and the key packages. */
public final class Seal {
    private final SealedBody body;
    private final BodyKey key;

    Seal(SealedBody body, BodyKey key) {
        this.body = body;
        this.key = key;
    }

    /** What the statement says about the body. */
    public SealedBody body() {
        return body;
    }

    /** The key package for an endpoint. */
    public KeyPackage packageFor(SubmissionId submission, EndpointId endpoint) {
        return new KeyPackage(submission, endpoint, body, key);
    }

    @Override
    public String toString() {
        return body.toString();
    }
}
