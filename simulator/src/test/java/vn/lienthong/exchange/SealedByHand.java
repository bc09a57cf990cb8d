// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.exchange;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import vn.lienthong.fixture.ExchangeFixture;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.HeaderNames;
import vn.lienthong.protocol.RoutingHeader;
import vn.lienthong.protocol.json.AddressedPackage;
import vn.lienthong.testkit.RawSender;
import vn.lienthong.trust.BodyDigest;
import vn.lienthong.trust.KeyPurpose;
import vn.lienthong.trust.OtherBody;
import vn.lienthong.trust.Seal;
import vn.lienthong.trust.SealedBody;
import vn.lienthong.trust.SealingSecret;
import vn.lienthong.trust.SealingStream;
import vn.lienthong.trust.Statement;
import vn.lienthong.trust.Suite;

/** A sealed document made by hand: any header, any content, any damage. */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record SealedByHand(RoutingHeader header, byte[] body, Seal seal, ExchangeFixture exchange) {

    static SealedByHand of(ExchangeFixture exchange, RoutingHeader header, byte[] content) throws IOException {
        SealingSecret secret = SealingSecret.fresh();
        BodyDigest commitment = secret.startCommitment(header.submission()).update(content, 0, content.length);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (SealingStream stream = secret.prepare(
                        header.submission(), commitment, Suite.S1, SealedBody.DEFAULT_SEGMENT_SIZE)
                .into(out)) {
            stream.write(content);
            Seal seal = stream.finish();
            return new SealedByHand(header, out.toByteArray(), seal, exchange);
        }
    }

    /** The same with other bytes, which statement and key packages promise. */
    SealedByHand withBody(byte[] other) {
        return new SealedByHand(header, other, OtherBody.of(seal, other), exchange);
    }

    AddressedPackage packageFor(String name) {
        EndpointId endpoint = new EndpointId(name);
        byte[] wrapped = seal.packageFor(header.submission(), endpoint)
                .wrapFor(exchange.broker()
                        .administration()
                        .keys()
                        .register()
                        .keysOf(endpoint, KeyPurpose.SEALING)
                        .get(0)
                        .certificate());
        return new AddressedPackage(endpoint, Base64.getEncoder().encodeToString(wrapped));
    }

    /** Sends it with the key package of its only recipient. */
    void send(RawSender sender, AddressedPackage keyPackage) throws Exception {
        send(sender, Map.of(HeaderNames.KEY_PACKAGE, keyPackage.encode()));
    }

    /** Sends it with these properties beside header and statement. */
    void send(RawSender sender, Map<String, String> properties) throws Exception {
        Map<String, String> all = new HashMap<>(properties);
        Statement statement = Statement.of(header, Statement.SignedBody.of(seal.body()), Instant.now());
        all.put(HeaderNames.STATEMENT, sender.sign(statement));
        sender.send(header, body, all);
    }
}
