// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.administration;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.lienthong.broker.access.User;
import vn.lienthong.broker.alerts.Alert;
import vn.lienthong.broker.alerts.AlertDesk;
import vn.lienthong.broker.audit.AuditLog;
import vn.lienthong.broker.deadletters.Job;
import vn.lienthong.broker.deadletters.WorkList;
import vn.lienthong.broker.directory.Agency;
import vn.lienthong.broker.directory.DirectoryChange;
import vn.lienthong.broker.directory.DirectoryPlan;
import vn.lienthong.broker.directory.Endpoint;
import vn.lienthong.broker.directory.EndpointLimits;
import vn.lienthong.broker.directory.Suspension;
import vn.lienthong.broker.disk.DiskReport;
import vn.lienthong.broker.enrolment.KeyWatch.Ending;
import vn.lienthong.broker.ledger.Incident;
import vn.lienthong.broker.ledger.OverdueDelivery;
import vn.lienthong.broker.ledger.ResponseReport;
import vn.lienthong.broker.mailbox.QueueFacts;
import vn.lienthong.broker.mailbox.QueueWindow.Waiting;
import vn.lienthong.broker.monitoring.Flow;
import vn.lienthong.broker.monitoring.Observation.LedgerState;
import vn.lienthong.broker.monitoring.Rate;
import vn.lienthong.broker.retention.RetentionReport;
import vn.lienthong.broker.retention.RetentionStatus;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.protocol.DeliveryState;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.SubmissionId;
import vn.lienthong.protocol.TrackedDocument;
import vn.lienthong.trust.EndpointKey;
import vn.lienthong.trust.Fingerprint;
import vn.lienthong.trust.KeyAlgorithm;
import vn.lienthong.trust.SignedHead;

/** What comes back for a request. */
public sealed interface AdministrationAnswer {
    /** It was done, and there is nothing to tell. */
    record Done() implements AdministrationAnswer {}

    /** Agencies. */
    record Agencies(List<AgencyView> agencies) implements AdministrationAnswer {}

    /** Endpoints. */
    record Endpoints(List<EndpointView> endpoints) implements AdministrationAnswer {}

    /**
     * Whether it can do its work.
     *
     * @param disk how full the disk is
     * @param ending certificates that end soon
     */
    record Health(DiskReport disk, List<Ending> ending, List<Unclear> unclear) implements AdministrationAnswer {}

    /** A certificate of another authority, and why it cannot be found out now whether that has revoked it. */
    record Unclear(String certificate, String why) {}

    /** Queues. */
    record Queues(List<QueueView> queues) implements AdministrationAnswer {}

    /** Documents of the ledger. */
    record Documents(List<TrackedDocument> documents) implements AdministrationAnswer {}

    /** What befell the deliveries of a document. */
    record IncidentList(List<Incident> incidents) implements AdministrationAnswer {}

    /** What a list of agencies changes. */
    record Plan(DirectoryPlan plan) implements AdministrationAnswer {}

    /** Changes of the directory. */
    record History(List<DirectoryChange> changes) implements AdministrationAnswer {}

    /** Deliveries that are overdue. */
    record Overdue(List<OverdueDelivery> deliveries) implements AdministrationAnswer {}

    /** How agencies answered, as it was at a time. */
    record Responses(Instant at, List<ResponseReport> agencies) implements AdministrationAnswer {}

    /** Dead letters. */
    record Letters(WorkList list) implements AdministrationAnswer {}

    /** A job. */
    record JobView(Job job) implements AdministrationAnswer {}

    /** Jobs. */
    record Jobs(List<Job> jobs) implements AdministrationAnswer {}

    /** Keys of endpoints. */
    record Keys(List<KeyView> keys) implements AdministrationAnswer {}

    /**
     * A token with which an endpoint enrols.
     *
     * @param token as it is handed over
     * @param until when it ends
     */
    record Invitation(String token, Instant until) implements AdministrationAnswer {
        /** Without the token. */
        @Override
        public String toString() {
            return "Invitation[" + until + "]";
        }
    }

    /**
     * A log whose head the exchange signs.
     *
     * @param size how many entries
     * @param root their root
     * @param time when that was signed
     * @param signer the fingerprint of the certificate it was signed with
     * @param verified whether all of it was read again from disk and is what it should be; empty if that was not asked for
     * @param problem what is wrong
     */
    record LogView(
            long size, String root, Instant time, String signer, Optional<Boolean> verified, Optional<String> problem)
            implements AdministrationAnswer {
        static LogView of(SignedHead head, boolean verified, Optional<String> problem) {
            return new LogView(
                    head.head().size(),
                    head.head().root().toString(),
                    head.head().time(),
                    Fingerprint.of(head.signer()).value(),
                    verified ? Optional.of(problem.isEmpty()) : Optional.empty(),
                    problem);
        }
    }

    /**
     * A key as operators see it.
     *
     * @param algorithm what kind of key
     * @param issuer who issued its certificate
     * @param from from when its certificate is valid
     * @param to until when
     * @param registered when it was registered
     * @param revokedSince since when it counts no more
     * @param reason why not
     */
    record KeyView(
            EndpointId endpoint,
            String purpose,
            String fingerprint,
            String algorithm,
            String issuer,
            Instant from,
            Instant to,
            Instant registered,
            Optional<Instant> revokedSince,
            Optional<String> reason) {
        static KeyView of(EndpointKey key) {
            X509Certificate certificate = key.certificate();
            return new KeyView(
                    key.endpoint(),
                    key.purpose().wireName(),
                    Fingerprint.of(certificate).value(),
                    KeyAlgorithm.of(certificate.getPublicKey())
                            .map(KeyAlgorithm::wireName)
                            .orElse(certificate.getPublicKey().getAlgorithm()),
                    certificate.getIssuerX500Principal().getName(),
                    certificate.getNotBefore().toInstant(),
                    certificate.getNotAfter().toInstant(),
                    key.since(),
                    key.revocation().map(EndpointKey.Revocation::since),
                    key.revocation().map(EndpointKey.Revocation::reason));
        }
    }

    /** What operators did. */
    record AuditEntries(List<AuditLog.Numbered> entries) implements AdministrationAnswer {}

    /** Users of the console. */
    record UserList(List<UserView> users) implements AdministrationAnswer {}

    /** A user as administrators see them. */
    record UserView(String name, String role, List<AgencyId> agencies, Instant changed) {
        static UserView of(User user) {
            return new UserView(
                    user.name(), user.role().wireName(), user.scope().agencies(), user.changed());
        }
    }

    /** What operators should know of. */
    record AlertList(AlertDesk.Alerts alerts) implements AdministrationAnswer {}

    /** An alert. */
    record AlertView(Alert alert) implements AdministrationAnswer {}

    /** What passed, the oldest first. */
    record FlowView(List<Flow> steps) implements AdministrationAnswer {}

    /** How endpoints are doing. */
    record EndpointStates(List<EndpointState> endpoints) implements AdministrationAnswer {}

    /** Messages of a queue. */
    record QueueContent(List<Waiting> messages) implements AdministrationAnswer {}

    /**
     * A body.
     *
     * @param text its beginning
     * @param cut whether there is more
     */
    record BodyView(String text, boolean cut) implements AdministrationAnswer {}

    /**
     * The exchange itself.
     *
     * @param version its version
     * @param java what it runs on
     * @param messaging the messaging broker in it
     * @param database what keeps the ledger; empty if there is none, or it is away
     * @param started since when
     * @param memoryUsed memory in use, in bytes
     * @param memoryLimit memory it may use
     * @param disk how full the disk is
     * @param journal its journal on disk
     * @param ledger how the ledger is doing
     * @param ending certificates that end soon
     * @param settings its effective settings
     */
    record SystemView(
            String version,
            String java,
            String messaging,
            Optional<String> database,
            Instant started,
            long memoryUsed,
            long memoryLimit,
            DiskReport disk,
            Optional<Duration> diskFullIn,
            JournalFacts journal,
            Optional<LedgerState> ledger,
            List<Ending> ending,
            Map<String, String> settings)
            implements AdministrationAnswer {}

    /** How long what is over is kept. */
    record Kept(RetentionStatus status) implements AdministrationAnswer {}

    /** What went or would go. */
    record Removed(RetentionReport report) implements AdministrationAnswer {}

    /**
     * Whether every accepted delivery is accounted for.
     *
     * @param balanced whether everything adds up
     * @param accepted deliveries, by what the acceptances said
     * @param states how many deliveries are in each state
     * @param endsWithoutAcceptance messages that ended and were never accepted
     * @param differences what the ledger and the inboxes say differently
     */
    record Balance(
            boolean balanced,
            long accepted,
            Map<DeliveryState, Long> states,
            long endsWithoutAcceptance,
            List<Difference> differences)
            implements AdministrationAnswer {}

    /**
     * One delivery of which the ledger and a queue say different things.
     *
     * @param endpoint where it was to be handed over
     * @param sender the endpoint that handed the submission in
     * @param submission its id
     * @param recipient the recipient
     * @param finding what is wrong
     */
    record Difference(
            EndpointId endpoint, EndpointId sender, SubmissionId submission, AgencyId recipient, Finding finding) {
        /** What can be wrong. */
        public enum Finding {
            /** The ledger has it as queued, and it is not in the inbox. */
            QUEUED_BUT_NOT_IN_INBOX,
            /** It is in the inbox, and the ledger does not have it as queued. */
            IN_INBOX_BUT_NOT_QUEUED,
            /** The ledger has it as dead and nobody settled it, and it is not among the dead letters. */
            DEAD_BUT_NOT_IN_DEAD_LETTERS,
            /** It is among the dead letters, and the ledger does not have it as one that waits for an operator. */
            IN_DEAD_LETTERS_BUT_NOT_DEAD,
            /** The ledger has it as expired, and it is not kept with what expired, where it should still be. */
            EXPIRED_BUT_NOT_IN_EXPIRED,
            /** It is kept with what expired, and the ledger has it in another state. */
            IN_EXPIRED_BUT_NOT_EXPIRED
        }
    }

    /**
     * How the ledger is doing.
     *
     * @param lag events that are not in it yet
     * @param oldestEvent the number of the oldest event that is kept; 1 if all are
     * @param setAside events that its database could not take, which it went on without
     */
    record LedgerFacts(long lag, long oldestEvent, long setAside) implements AdministrationAnswer {}

    /** An agency as operators see it. */
    record AgencyView(
            AgencyId id,
            String name,
            Optional<LocalDate> closedSince,
            List<AgencyId> successors,
            boolean suspended,
            Optional<Suspension> suspension,
            Optional<EndpointId> endpoint,
            Optional<String> contact,
            Optional<EndpointLimits> limits) {
        static AgencyView of(Agency agency, Optional<EndpointId> endpoint) {
            return new AgencyView(
                    agency.id(),
                    agency.name(),
                    agency.closedSince(),
                    agency.successors(),
                    agency.isSuspendedAt(Instant.now()),
                    agency.suspension(),
                    endpoint,
                    agency.contact(),
                    Optional.empty());
        }

        /** The same with what its endpoint takes. */
        AgencyView withLimits(EndpointLimits own) {
            return new AgencyView(
                    id, name, closedSince, successors, suspended, suspension, endpoint, contact, Optional.of(own));
        }
    }

    /** An endpoint as operators see it. */
    record EndpointView(EndpointId id, String name, List<AgencyId> agencies, Optional<EndpointLimits> limits) {
        static EndpointView of(Endpoint endpoint) {
            return new EndpointView(endpoint.id(), endpoint.name(), endpoint.agencies(), endpoint.ownLimits());
        }
    }

    /** A queue as operators see it. */
    record QueueView(
            String name,
            long messages,
            int delivering,
            int scheduled,
            int consumers,
            long added,
            long taken,
            long handedAgain,
            Rate perMinute,
            Optional<Long> oldestSeconds) {
        static QueueView of(QueueFacts queue, Rate rate) {
            return new QueueView(
                    queue.name(),
                    queue.messages(),
                    queue.delivering(),
                    queue.scheduled(),
                    queue.consumers(),
                    queue.passed().added(),
                    queue.passed().taken(),
                    queue.passed().handedAgain(),
                    rate,
                    queue.oldestAge().map(Duration::toSeconds));
        }
    }
}
