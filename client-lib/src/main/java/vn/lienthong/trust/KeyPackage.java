// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.trust;

import java.io.InputStream;
import java.io.OutputStream;
import java.security.cert.X509Certificate;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.RefusalException;
import vn.lienthong.protocol.SubmissionId;

/**
 * The key of a sealed body in the hands of one endpoint: the sender makes one for each recipient, the
 * recipient gets its own from {@link SealingKeys#open}. It says which submission, which endpoint and which body it is for.
 * Does not show the key in {@link #toString}.
 */
public final class KeyPackage {
    private final SubmissionId submission;
    private final EndpointId endpoint;
    private final SealedBody body;
    private final BodyKey key;

    KeyPackage(SubmissionId submission, EndpointId endpoint, SealedBody body, BodyKey key) {
        this.submission = submission;
        this.endpoint = endpoint;
        this.body = body;
        this.key = key;
    }

    /** The submission it is for. */
    public SubmissionId submission() {
        return submission;
    }

    /** The endpoint it is for. */
    public EndpointId endpoint() {
        return endpoint;
    }

    /** The body it opens. */
    public SealedBody body() {
        return body;
    }

    BodyKey key() {
        return key;
    }

    /** The salt of {@link SealedBody#content}: who shows it, and the plaintext, proves what was sent. */
    public byte[] salt() {
        return key.salt();
    }

    /** The same key for another endpoint, or for a new certificate of the same: sealing again without sending again. */
    public KeyPackage forEndpoint(EndpointId other) {
        return new KeyPackage(submission, other, body, key);
    }

    /**
     * Wraps it so that only the owner of a certificate's key can open it: CMS AuthEnvelopedData, DER.
     *
     * @throws RefusalException {@code LT-S11} if the key of the certificate is of a kind that is not accepted, or not allowed
     *     by the suite
     */
    public byte[] wrapFor(X509Certificate recipient) {
        return PackageWrapping.wrap(this, recipient);
    }

    /**
     * Opens the body while it arrives. The stream takes the sealed body; plaintext goes on to {@code out}, each segment after
     * it verified, the last one after all of it did. Closing checks that nothing is missing and closes {@code out}. What was
     * written before a failure is a true beginning of the content and must not be taken for all of it.
     *
     * <p>Writing and closing throw {@link RefusalException}: {@code LT-S20} if a segment was changed or moved, {@code LT-S21}
     * if the end is missing, {@code LT-S24} if all verifies and is not what the statement says, {@code LT-S27}. Not
     * thread-safe.
     */
    public OutputStream openInto(OutputStream out) {
        return new OpeningStream(this, out);
    }

    /**
     * Opens the body while it is read: the same promises for whoever reads plaintext. Only the end of the stream says that
     * nothing is missing. Not thread-safe.
     *
     * @param sealed the sealed body; closed with the stream
     */
    public InputStream openFrom(InputStream sealed) {
        return new OpenedStream(this, sealed);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeyPackage that
                && submission.equals(that.submission)
                && endpoint.equals(that.endpoint)
                && body.equals(that.body)
                && key.equals(that.key);
    }

    @Override
    public int hashCode() {
        return body.hashCode();
    }

    @Override
    public String toString() {
        return "key package of " + submission + " for " + endpoint;
    }
}
