// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.protocol.json;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.SubmissionId;

/** A question of an endpoint to the exchange, as it travels. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "inquiry")
@JsonSubTypes({
    @JsonSubTypes.Type(name = "track", value = Inquiry.Track.class),
    @JsonSubTypes.Type(name = "agency", value = Inquiry.ShowAgency.class),
    @JsonSubTypes.Type(name = "agencies", value = Inquiry.FindAgencies.class),
    @JsonSubTypes.Type(name = "agency-changes", value = Inquiry.ListChanges.class),
    @JsonSubTypes.Type(name = "keys", value = Inquiry.ShowKeys.class),
    @JsonSubTypes.Type(name = "key-log", value = Inquiry.ShowKeyLog.class),
    @JsonSubTypes.Type(name = "renew", value = Inquiry.Renew.class),
    @JsonSubTypes.Type(name = "hand-in-key-packages", value = Inquiry.HandInKeyPackages.class),
    @JsonSubTypes.Type(name = "key-package", value = Inquiry.ShowKeyPackage.class),
    @JsonSubTypes.Type(name = "time", value = Inquiry.TellTime.class)
})
public sealed interface Inquiry {
    /** What became of a document of an agency that the endpoint hosts. */
    record Track(AgencyId from, DocumentId document) implements Inquiry {}

    /** One agency. */
    record ShowAgency(AgencyId agency) implements Inquiry {}

    /**
     * Agencies by the beginning of their code or by words of their name.
     *
     * @param most how many; a page may have fewer
     * @param beyond the code after which the page begins; absent for the first
     */
    record FindAgencies(String text, int most, Optional<AgencyId> beyond) implements Inquiry {}

    /**
     * Agencies that were added or changed after a place in the record of changes; after 0 all there are.
     *
     * @param beyond the code after which the page begins; absent for the first
     */
    record ListChanges(long after, Optional<AgencyId> beyond) implements Inquiry {}

    /**
     * The keys of an endpoint for a purpose, with proofs.
     *
     * @param endpoint whose keys; absent for those of the endpoint that receives for the agency
     * @param purpose {@code tls}, {@code signing} or {@code sealing}
     * @param agency the agency for which the endpoint is said to speak
     * @param seen the size of the log of keys that the asker remembers; 0 if none
     * @param recall whether the endpoint is asked for that would get the recall of a document; absent is no
     */
    record ShowKeys(
            Optional<EndpointId> endpoint,
            String purpose,
            Optional<AgencyId> agency,
            long seen,
            Optional<Boolean> recall)
            implements Inquiry {}

    /**
     * Whether the log of keys has grown, or which endpoint speaks for which agency has changed.
     *
     * @param seen the size of the log of keys that the asker remembers; 0 if none
     */
    record ShowKeyLog(long seen) implements Inquiry {}

    /** New certificates for new keys of the endpoint that asks. */
    record Renew(List<AskedCertificate> certificates) implements Inquiry {
        /** Copies the list; checks that it is there. */
        public Renew {
            Presence.check(certificates);
            certificates = List.copyOf(certificates);
        }
    }

    /**
     * Key packages of a sealed document that the asking endpoint hands in or has handed in. One that is there already for the
     * body and an endpoint is replaced.
     *
     * @param digest of the sealed body, {@code sha256:} and 64 hexadecimal digits
     * @param packages for different endpoints, at most {@link #MOST}
     */
    record HandInKeyPackages(SubmissionId submission, String digest, List<AddressedPackage> packages)
            implements Inquiry {
        /** The most that one inquiry brings. */
        public static final int MOST = 16;

        /** Copies the packages; checks that they are there. */
        public HandInKeyPackages {
            Presence.check(submission, digest, packages);
            packages = List.copyOf(packages);
        }
    }

    /**
     * The key package of the endpoint that asks.
     *
     * @param sender the endpoint that handed the document in
     * @param digest of the sealed body
     */
    record ShowKeyPackage(EndpointId sender, SubmissionId submission, String digest) implements Inquiry {
        /** Checks that nothing is absent. */
        public ShowKeyPackage {
            Presence.check(sender, submission, digest);
        }
    }

    /** What the clock of the exchange says. */
    record TellTime() implements Inquiry {}

    /** As it travels. */
    default byte[] toJson() {
        return ExchangeJson.mapper().writeValueAsBytes(this);
    }

    /**
     * Reads a question.
     *
     * @throws IOException if it is none
     */
    static Inquiry parse(byte[] json) throws IOException {
        try {
            return ExchangeJson.mapper().readValue(json, Inquiry.class);
        } catch (JacksonException e) {
            throw new IOException("no inquiry: " + e.getOriginalMessage(), e);
        }
    }
}
