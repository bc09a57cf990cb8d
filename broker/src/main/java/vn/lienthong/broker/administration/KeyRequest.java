// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.administration;

import static vn.lienthong.broker.administration.AdministrationRequest.required;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import vn.lienthong.broker.access.Permission;
import vn.lienthong.broker.administration.AdministrationAnswer.Done;
import vn.lienthong.broker.administration.AdministrationAnswer.Invitation;
import vn.lienthong.broker.administration.AdministrationAnswer.KeyView;
import vn.lienthong.broker.administration.AdministrationAnswer.Keys;
import vn.lienthong.broker.administration.AdministrationAnswer.LogView;
import vn.lienthong.broker.authority.KeyFiles;
import vn.lienthong.broker.directory.Endpoint;
import vn.lienthong.broker.enrolment.KeyDesk;
import vn.lienthong.broker.keys.KeyRegister;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.trust.EndpointKey;
import vn.lienthong.trust.Fingerprint;
import vn.lienthong.trust.KeyPurpose;
import vn.lienthong.trust.PublicCertificate;

/** A request about the keys of endpoints. Without a running exchange it is carried out in the data folder. */
public sealed interface KeyRequest<A extends AdministrationAnswer> extends AdministrationRequest<A> {
    @Override
    default Needs needs() {
        return Needs.CHANGE;
    }

    @Override
    default Permission permission() {
        return Permission.ADMINISTER;
    }

    /** Makes keys for an endpoint in a folder and registers them; the exchange writes the files itself. */
    record IssueKeys(EndpointId endpoint, Path folder) implements KeyRequest<Done> {
        /** Checks that both are there. */
        public IssueKeys {
            required("endpoint", endpoint);
            required("folder", folder);
        }

        @Override
        public Class<Done> answerType() {
            return Done.class;
        }

        @Override
        public Optional<Object> subject(Administration administration) {
            return Optional.of(keysOf(administration, endpoint));
        }

        @Override
        public Done carryOut(Administration administration) {
            administration.issueKeys(endpoint, new KeyFiles(folder));
            return new Done();
        }
    }

    /** The keys of one endpoint, or of all. */
    record ListKeys(Optional<EndpointId> endpoint) implements KeyRequest<Keys> {
        @Override
        public Class<Keys> answerType() {
            return Keys.class;
        }

        @Override
        public Permission permission() {
            return Permission.SEE;
        }

        @Override
        public Keys carryOut(Administration administration) {
            return views(administration.keys().register().all().stream()
                    .filter(key -> endpoint.isEmpty() || endpoint.get().equals(key.endpoint())));
        }
    }

    /**
     * Revokes keys and makes open tokens of their endpoints void; the answer are the keys that counted until now.
     *
     * @param which the name of an endpoint, or the fingerprint of a certificate, whole or its beginning
     * @param purpose only keys for this
     * @param since from when on nothing counts that they did; now, if absent
     * @param reason why
     */
    record RevokeKeys(String which, Optional<String> purpose, Optional<Instant> since, String reason)
            implements KeyRequest<Keys> {
        private static final int SHORTEST = 8;

        /** Checks that it says which and why. */
        public RevokeKeys {
            required("which", which);
            required("reason", reason);
        }

        @Override
        public Class<Keys> answerType() {
            return Keys.class;
        }

        @Override
        public Optional<Object> subject(Administration administration) {
            return Optional.of(views(meant(administration)));
        }

        @Override
        public Keys carryOut(Administration administration) {
            KeyDesk keys = administration.keys();
            int tokens = administration.endpoints().stream()
                    .map(Endpoint::id)
                    .filter(endpoint -> endpoint.value().equals(which))
                    .mapToInt(keys::withdrawTokens)
                    .sum();
            if (tokens == 0 && meant(administration).findAny().isEmpty()) {
                throw new IllegalArgumentException("no key of '" + which + "' is registered");
            }
            return views(
                    keys
                            .revoke(this::isMeant, since.orElseGet(Instant::now), reason, administration.operator())
                            .stream());
        }

        private Stream<EndpointKey> meant(Administration administration) {
            return administration.keys().register().all().stream().filter(this::isMeant);
        }

        private boolean isMeant(EndpointKey key) {
            return isNamed(key)
                    && (purpose.isEmpty() || purpose.get().equals(key.purpose().wireName()));
        }

        private boolean isNamed(EndpointKey key) {
            String digits = which.replace(":", "").toLowerCase(Locale.ROOT);
            return key.endpoint().value().equals(which)
                    || (digits.length() >= SHORTEST
                            && Fingerprint.of(key.certificate()).value().startsWith(digits));
        }
    }

    /**
     * Registers a certificate of another authority.
     *
     * @param purpose what for
     * @param certificates it and those between it and a trusted authority, DER in Base64
     */
    record RegisterKey(EndpointId endpoint, String purpose, List<String> certificates) implements KeyRequest<Keys> {
        /** Checks that all are there. */
        public RegisterKey {
            required("endpoint", endpoint);
            required("purpose", purpose);
            certificates = List.copyOf(required("certificates", certificates));
        }

        /** Which authorities are trusted, only a running exchange knows. */
        @Override
        public Needs needs() {
            return Needs.RUNNING;
        }

        @Override
        public Class<Keys> answerType() {
            return Keys.class;
        }

        @Override
        public Optional<Object> subject(Administration administration) {
            return Optional.of(keysOf(administration, endpoint));
        }

        @Override
        public Keys carryOut(Administration administration) {
            KeyPurpose what = KeyPurpose.ofWireName(purpose)
                    .orElseThrow(() -> new IllegalArgumentException("'" + purpose + "' is no purpose of keys"));
            List<X509Certificate> chain = certificates.stream()
                    .map(certificate ->
                            PublicCertificate.parse(Base64.getDecoder().decode(certificate)))
                    .toList();
            if (chain.isEmpty()) {
                throw new IllegalArgumentException("there is no certificate");
            }
            return views(
                    Stream.of(administration.keys().registerOther(endpoint, what, chain, administration.operator())));
        }
    }

    /** What the log of keys is; with {@code verify}, all of it is read again and checked. */
    record ShowKeyLog(boolean verify) implements KeyRequest<LogView> {
        @Override
        public Class<LogView> answerType() {
            return LogView.class;
        }

        @Override
        public Permission permission() {
            return Permission.SEE;
        }

        @Override
        public LogView carryOut(Administration administration) {
            KeyRegister register = administration.keys().register();
            Optional<String> problem = verify ? register.verify() : Optional.empty();
            return LogView.of(register.head(), verify, problem);
        }
    }

    /** Makes a token with which an endpoint enrols its keys once. */
    record Invite(EndpointId endpoint, Duration validFor) implements KeyRequest<Invitation> {
        private static final Duration LONGEST = Duration.ofDays(7);

        /** Checks that both are there. */
        public Invite {
            required("endpoint", endpoint);
            required("validFor", validFor);
        }

        /** A token leads to the port of an exchange that runs. */
        @Override
        public Needs needs() {
            return Needs.RUNNING;
        }

        @Override
        public Class<Invitation> answerType() {
            return Invitation.class;
        }

        @Override
        public Invitation carryOut(Administration administration) {
            if (validFor.isNegative() || validFor.isZero() || validFor.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException(
                        "a token is valid for some time up to " + LONGEST.toDays() + " days");
            }
            if (!administration.hasEndpoint(endpoint)) {
                throw new IllegalArgumentException(
                        "there is no endpoint " + endpoint + "; add it: lienthong endpoint add --without-keys");
            }
            Instant until = Instant.now().plus(validFor);
            return new Invitation(
                    administration
                            .keys()
                            .invite(endpoint, validFor, administration.operator())
                            .encode(),
                    until);
        }
    }

    private static Keys keysOf(Administration administration, EndpointId endpoint) {
        return views(administration.keys().register().all().stream()
                .filter(key -> key.endpoint().equals(endpoint)));
    }

    private static Keys views(Stream<EndpointKey> keys) {
        return new Keys(keys.map(KeyView::of).toList());
    }
}
