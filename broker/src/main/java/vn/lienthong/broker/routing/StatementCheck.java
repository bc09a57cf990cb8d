// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.routing;

import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.lienthong.broker.sealing.KeyPackages;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.ExchangeStamp;
import vn.lienthong.protocol.HeaderNames;
import vn.lienthong.protocol.RefusalException;
import vn.lienthong.protocol.RoutingHeader;
import vn.lienthong.protocol.SubmissionId;
import vn.lienthong.protocol.json.AddressedPackage;
import vn.lienthong.trust.SealedBody;
import vn.lienthong.trust.SignedStatement;
import vn.lienthong.trust.StatementVerifier;

/** Checks what senders say and sign about their submissions, before anything is routed. Thread-safe. */
public final class StatementCheck {
    private final StatementVerifier verifier;
    private final StatementPolicy policy;
    private final KeyPackages packages;
    private final Predicate<EndpointId> sealedOnly;

    /**
     * A check by a policy.
     *
     * @param sealedOnly endpoints whose documents must be sealed whatever the policy says
     */
    public StatementCheck(
            StatementVerifier verifier,
            StatementPolicy policy,
            KeyPackages packages,
            Predicate<EndpointId> sealedOnly) {
        this.sealedOnly = sealedOnly;
        this.verifier = verifier;
        this.policy = policy;
        this.packages = packages;
    }

    /**
     * Checks a submission.
     *
     * @param digest the digest of its body
     * @return what was signed; empty if nothing was, and that is allowed
     * @throws RefusalException if it is not what its sender signed, or is sealed and lacks a key package
     */
    public Optional<SignedStatement> check(Route route, RoutingHeader.PropertyLookup properties, String digest) {
        Optional<SignedStatement> signed = signed(route, properties, digest);
        Optional<SealedBody> sealed =
                signed.flatMap(statement -> statement.statement().sealedBody());
        if (sealed.isPresent()) {
            requireNoSubject(route);
            requirePackages(route, properties, sealed.get().digest());
        } else if (route.isDocument()) {
            whoDemandsSealing(route).ifPresent(who -> {
                throw new RefusalException(ErrorCode.SEALING_REQUIRED.with(
                        route.header().submission().value(), who));
            });
        }
        return signed;
    }

    /** What a sealed document is about stands in its body; a foreign client may not know. */
    private static void requireNoSubject(Route route) {
        RoutingHeader header = route.header();
        if (header.traits().subject().filter(text -> !text.isBlank()).isPresent()) {
            throw new RefusalException(
                    ErrorCode.SUBJECT_NOT_SEALED.with(header.submission().value()));
        }
    }

    private Optional<String> whoDemandsSealing(Route route) {
        if (policy.sealed()) {
            return Optional.of("exchange");
        }
        return Stream.concat(Stream.of(route.stamp().sender()), route.mailboxes().stream())
                .filter(sealedOnly)
                .map(EndpointId::value)
                .findFirst();
    }

    private Optional<SignedStatement> signed(Route route, RoutingHeader.PropertyLookup properties, String digest) {
        RoutingHeader header = route.header();
        ExchangeStamp stamp = route.stamp();
        Optional<String> encoded = properties.property(HeaderNames.STATEMENT);
        if (encoded.isEmpty()) {
            if (policy.signed()) {
                throw new RefusalException(
                        ErrorCode.STATEMENT_MISSING.with(header.submission().value()));
            }
            return Optional.empty();
        }
        SignedStatement signed =
                verifier.verify(header.submission(), encoded.get(), stamp.sender(), stamp.acceptedAt());
        signed.requireSameAs(header);
        signed.requireBody(digest, stamp.size());
        signed.requireTime(stamp.acceptedAt());
        return Optional.of(signed);
    }

    /** The package of an only recipient comes with the document; each of several must get its own and no other. */
    private void requirePackages(Route route, RoutingHeader.PropertyLookup properties, String digest) {
        SubmissionId submission = route.header().submission();
        Optional<AddressedPackage> carried =
                properties.property(HeaderNames.KEY_PACKAGE).map(text -> parsed(text, submission));
        Set<EndpointId> there = carried.isPresent()
                ? Set.of(carried.get().endpoint())
                : packages.endpoints(route.stamp().sender(), submission, digest);
        String missing = route.mailboxes().stream()
                .filter(endpoint -> !there.contains(endpoint))
                .map(EndpointId::value)
                .collect(Collectors.joining(","));
        if (!missing.isEmpty()) {
            throw new RefusalException(ErrorCode.KEY_PACKAGE_MISSING.with(submission.value(), missing));
        }
    }

    private static AddressedPackage parsed(String text, SubmissionId submission) {
        try {
            AddressedPackage carried = AddressedPackage.parse(text);
            KeyPackages.decoded(carried, submission);
            return carried;
        } catch (IllegalArgumentException e) {
            throw new RefusalException(
                    ErrorCode.KEY_PACKAGE_UNUSABLE.with(submission.value(), "-", String.valueOf(e.getMessage())));
        }
    }
}
