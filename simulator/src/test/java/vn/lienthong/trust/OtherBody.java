// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.trust;

import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.SubmissionId;

/** Lets statement and key packages promise any bytes as the body of a seal, as a sender can who writes them without the library. */
public final class OtherBody {
    private OtherBody() {}

    /** The same seal of another body. */
    public static Seal of(Seal seal, byte[] body) {
        SealedBody promised = new SealedBody(
                seal.body().suite(),
                new BodyDigest().update(body, 0, body.length).value(),
                body.length,
                seal.body().content());
        BodyKey key = seal.packageFor(SubmissionId.random(), new EndpointId("anybody"))
                .key();
        return new Seal(promised, key);
    }
}
