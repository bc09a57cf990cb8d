// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.protocol.json;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.IOException;
import java.time.Instant;
import tools.jackson.core.JacksonException;
import vn.lienthong.protocol.EndpointId;

/**
 * An entry of the log of keys. It is logged, hashed and shown as it was first written, to the byte: one object on a line, without
 * the line break.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "entry")
@JsonSubTypes({
    @JsonSubTypes.Type(name = "registered", value = KeyEntry.Registered.class),
    @JsonSubTypes.Type(name = "revoked", value = KeyEntry.Revoked.class)
})
public sealed interface KeyEntry {
    /** Whose key it is about. */
    EndpointId endpoint();

    /** When it was written. */
    Instant at();

    /** Who wanted it. */
    String by();

    /**
     * An endpoint has a key.
     *
     * @param purpose what for: {@code tls}, {@code signing} or {@code sealing}
     * @param certificate its certificate, DER in Base64
     */
    record Registered(EndpointId endpoint, String purpose, String certificate, Instant at, String by)
            implements KeyEntry {
        /** Checks that nothing is absent. */
        public Registered {
            Presence.check(endpoint, purpose, certificate, at, by);
        }
    }

    /**
     * A key counts no more.
     *
     * @param fingerprint of its certificate
     * @param since from when on; not after the entry
     * @param reason why, for people
     */
    record Revoked(EndpointId endpoint, String fingerprint, Instant since, String reason, Instant at, String by)
            implements KeyEntry {
        /** Checks that nothing is absent. */
        public Revoked {
            Presence.check(endpoint, fingerprint, since, reason, at, by);
        }
    }

    /** As it is logged. */
    default byte[] toJson() {
        return ExchangeJson.mapper().writeValueAsBytes(this);
    }

    /**
     * Reads an entry.
     *
     * @throws IOException if it is none
     */
    static KeyEntry parse(byte[] json) throws IOException {
        try {
            return ExchangeJson.mapper().readValue(json, KeyEntry.class);
        } catch (JacksonException | IllegalArgumentException e) {
            throw new IOException("no entry of the log of keys", e);
        }
    }
}
