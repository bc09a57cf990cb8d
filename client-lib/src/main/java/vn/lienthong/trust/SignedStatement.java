// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.trust;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.RefusalException;
import vn.lienthong.protocol.RoutingHeader;

/** A statement with its signature. Those that {@link StatementVerifier} hands out are verified. Immutable. */
public final class SignedStatement {
    /**
     * How far the sender's clock and that of the exchange may be apart: more than honest clocks are, less than an old statement would
     * need.
     */
    public static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(10);

    private final Statement statement;
    private final byte[] cms;
    private final X509Certificate signer;

    SignedStatement(Statement statement, byte[] cms, X509Certificate signer) {
        this.statement = statement;
        this.cms = cms.clone();
        this.signer = signer;
    }

    /** What is said. */
    public Statement statement() {
        return statement;
    }

    /** The certificate of the key that signed. */
    public X509Certificate signer() {
        return signer;
    }

    /** The statement in its signature: CMS SignedData, DER, for {@code openssl cms -verify -inform DER}. */
    public byte[] cms() {
        return cms.clone();
    }

    /** As it travels. */
    public String encoded() {
        return Base64.getEncoder().encodeToString(cms);
    }

    /**
     * Checks that a message is what its sender says.
     *
     * @throws RefusalException with what differs
     */
    public void requireSameAs(RoutingHeader header) {
        Statement said = Statement.of(header, statement.body(), statement.time());
        if (said.equals(statement)) {
            return;
        }
        compare("kind", said, other -> other.kind().wireName());
        compare("submission", said, other -> other.submission().value());
        compare("from", said, other -> other.from().value());
        compare("to", said, SignedStatement::recipients);
        compare("document", said, other -> other.document().value());
        compare("operation", said, other -> text(other.act().operation(), operation -> "" + operation.code()));
        compare("status", said, other -> text(other.act().status(), ProcessingStatus::code));
    }

    /**
     * Checks that a body is the signed one.
     *
     * @param digest its digest, {@code sha256:} and 64 hexadecimal digits
     * @throws RefusalException if it is another
     */
    public void requireBody(String digest, long size) {
        if (!statement.body().digest().equals(digest) || statement.body().size() != size) {
            throw new RefusalException(
                    ErrorCode.BODY_DIFFERS.with(statement.body().digest(), digest));
        }
    }

    /**
     * Checks that it was signed when it was handed in.
     *
     * @param accepted when the exchange accepted it, in milliseconds as it says so to recipients
     * @throws RefusalException if that was at another time
     */
    public void requireTime(Instant accepted) {
        Instant stamped = accepted.truncatedTo(ChronoUnit.MILLIS);
        if (Duration.between(statement.time(), stamped).abs().compareTo(CLOCK_TOLERANCE) > 0) {
            throw new RefusalException(ErrorCode.STATEMENT_TIME.with(
                    statement.time().toString(), stamped.toString(), CLOCK_TOLERANCE.toMinutes() + " min"));
        }
    }

    private void compare(String name, Statement said, Function<Statement, String> value) {
        String signed = value.apply(statement);
        String carried = value.apply(said);
        if (!signed.equals(carried)) {
            throw new RefusalException(ErrorCode.STATEMENT_DIFFERS.with(name, signed, carried));
        }
    }

    private static String recipients(Statement statement) {
        return statement.to().stream().map(AgencyId::value).collect(Collectors.joining(","));
    }

    private static <T> String text(Optional<T> value, Function<T, String> form) {
        return value.map(form).orElse("-");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SignedStatement signed && Arrays.equals(cms, signed.cms);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(cms);
    }

    @Override
    public String toString() {
        return "SignedStatement[" + statement + ", signed by " + signer.getSubjectX500Principal() + "]";
    }
}
