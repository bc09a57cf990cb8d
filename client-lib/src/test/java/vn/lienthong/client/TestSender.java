// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import static vn.lienthong.trust.TestAuthority.NOW;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.ExchangeStamp;
import vn.lienthong.protocol.HeaderNames;
import vn.lienthong.protocol.RoutingHeader;
import vn.lienthong.trust.BodyDigest;
import vn.lienthong.trust.EndpointKey;
import vn.lienthong.trust.KeyPurpose;
import vn.lienthong.trust.SigningKey;
import vn.lienthong.trust.Statement;
import vn.lienthong.trust.StatementVerifier;
import vn.lienthong.trust.TestAuthority;
import vn.lienthong.trust.TestAuthority.Wish;
import vn.lienthong.trust.TrustedAuthorities;

/** The endpoint {@code hue}, which speaks for H57 and signs, what it writes, and how that reaches the endpoint {@code vpcp}. */
final class TestSender {
    static final EndpointId ENDPOINT = new EndpointId("hue");
    static final EndpointId RECIPIENT = new EndpointId("vpcp");
    static final DocumentId DOCUMENT = new DocumentId("H57,2026/03/16,1/UBND-VP");

    private static final TestAuthority AUTHORITY = new TestAuthority("authority");
    private static final SigningKey KEY = AUTHORITY.signingKey(Wish.signing(ENDPOINT.value()));

    private TestSender() {}

    /** A document as it is usually written. */
    static DocumentBuilder draft(String from, String... to) {
        return Document.builder()
                .from(from)
                .to(to)
                .subject("V/v kiểm tra")
                .number("1/UBND-VP", LocalDate.of(2026, 3, 16))
                .id(DOCUMENT);
    }

    static Outgoing letter() {
        return Outgoing.of(draft("H57", "G22").build(), false);
    }

    /** A status of its agency about a document of the recipient's. */
    static Outgoing status() {
        return Reports.outgoing(
                StatusReport.of(new AgencyId("H57"), new AgencyId("G22"), DOCUMENT, ProcessingStatus.RECEIVED));
    }

    static byte[] bytes(Outgoing outgoing) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (InputStream in = outgoing.body().open()) {
            in.transferTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** The properties of a message as its recipient gets it. */
    static Map<String, String> properties(RoutingHeader header, byte[] body) {
        return properties(header, body, NOW);
    }

    /** The same, signed at another time than it was accepted. */
    static Map<String, String> properties(RoutingHeader header, byte[] body, Instant signed) {
        Statement statement =
                Statement.of(header, new Statement.SignedBody(digest(body), body.length, Optional.empty()), signed);
        Map<String, String> properties = new HashMap<>(header.toProperties());
        properties.put(HeaderNames.STATEMENT, KEY.sign(statement).encoded());
        properties.putAll(stamp(header, body));
        return properties;
    }

    /** What the exchange stamps. */
    static Map<String, String> stamp(RoutingHeader header, byte[] body) {
        List<EndpointId> endpoints =
                header.to().stream().map(unused -> RECIPIENT).toList();
        return new ExchangeStamp(ENDPOINT, NOW, body.length, endpoints)
                .withDigest(digest(body))
                .toProperties();
    }

    static String digest(byte[] body) {
        return new BodyDigest().update(body, 0, body.length).value();
    }

    /** A recipient's check to whom the log of keys proves the key of this sender. */
    static Verification verification() {
        return verification(true, Optional.empty());
    }

    /** The same with another answer of the log of keys. */
    static Verification verification(boolean speaks, Optional<EndpointKey.Revocation> revocation) {
        EndpointKey key = new EndpointKey(ENDPOINT, KeyPurpose.SIGNING, KEY.certificate(), NOW, revocation);
        KnownSigners signers = new KnownSigners(
                (endpoint, agency) -> new ProvenKeys.Answered(endpoint, speaks, List.of(key)),
                new KeyNews(() -> new ProvenKeys.State(1, "unchanged"), System::nanoTime));
        return new Verification(
                new StatementVerifier(new TrustedAuthorities(List.of(AUTHORITY.certificate())), signers), false);
    }
}
