// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.routing;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.lienthong.broker.directory.Directory;
import vn.lienthong.broker.directory.EndpointLimits;
import vn.lienthong.broker.disk.DiskWatch;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.Operation;
import vn.lienthong.edxml.VietnamTime;
import vn.lienthong.protocol.AgencyAliases;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.ExchangeStamp;
import vn.lienthong.protocol.MessageKind;
import vn.lienthong.protocol.Problem;
import vn.lienthong.protocol.Refusal;
import vn.lienthong.protocol.RefusalException;
import vn.lienthong.protocol.RoutingHeader;

/**
 * Decides on submissions: who is it really, may it speak for {@code from}, can every recipient be reached, is it within
 * the limits. A submission is taken for all its recipients or for none. Thread-safe.
 */
public final class Router {

    private final Directory directory;
    private final RoutingLimits limits;
    private final Clock clock;
    private final DocumentRate rate = new DocumentRate();
    private final DiskWatch disk;
    private final Obstruction obstruction;

    /** A router over a directory, for an exchange that keeps what it takes on a disk. */
    public Router(Directory directory, RoutingLimits limits, DiskWatch disk, Clock clock) {
        this(directory, limits, disk, clock, Obstruction.NONE);
    }

    /** The same with something else that may be in the way. */
    public Router(Directory directory, RoutingLimits limits, DiskWatch disk, Clock clock, Obstruction obstruction) {
        this.directory = directory;
        this.limits = limits;
        this.disk = disk;
        this.clock = clock;
        this.obstruction = obstruction;
    }

    /**
     * Takes a submission.
     *
     * @throws RefusalException with everything that is wrong with it
     */
    public Route route(Envelope envelope) {
        if (!directory.isRegistered(envelope.sender())) {
            throw new RefusalException(
                    ErrorCode.ENDPOINT_UNKNOWN.with(envelope.sender().value()));
        }
        RoutingHeader header = RoutingHeader.parse(envelope.properties());
        Optional<Problem> obstacle = obstruction.before(envelope.sender(), header); // which may take its time
        Instant now = obstruction.judgedAt(envelope.sender(), clock.instant());
        List<Problem> problems = new ArrayList<>();
        LocalDate today = LocalDate.ofInstant(now, VietnamTime.ZONE);
        checkSender(envelope, header, today, problems);
        checkSize(envelope, header, problems);
        obstacle.ifPresent(problems::add);
        Route route = header.kind() == MessageKind.DOCUMENT
                ? document(envelope, header, now, problems)
                : status(envelope, header, now);
        if (!problems.isEmpty()) {
            throw new RefusalException(new Refusal(problems));
        }
        return route;
    }

    /** Whether something spoils the body of what was taken on its way. */
    public boolean spoils(Route route) {
        return route.isDocument() && obstruction.spoils(route.header());
    }

    /** What is to be done once a submission is taken for the first time and is on disk, if anything is. */
    public Optional<Runnable> onceTaken(Route route) {
        return obstruction == Obstruction.NONE
                ? Optional.empty()
                : Optional.of(() -> obstruction.taken(route.stamp().sender(), route.header()));
    }

    /** What stands in the way of documents to endpoints, if anything does. */
    public Optional<HandOver> handOver() {
        return obstruction.handOver();
    }

    private void checkSender(Envelope envelope, RoutingHeader header, LocalDate today, List<Problem> problems) {
        boolean maySpeak = header.kind() == MessageKind.STATUS
                ? directory.mayReport(envelope.sender(), header.from(), today)
                : directory.hostOf(header.from()).equals(Optional.of(envelope.sender()));
        if (!maySpeak) {
            problems.add(ErrorCode.NOT_HOSTED.with(
                    envelope.sender().value(), header.from().value()));
        }
    }

    private void checkSize(Envelope envelope, RoutingHeader header, List<Problem> problems) {
        String submission = header.submission().value();
        if (!envelope.durable()) {
            problems.add(ErrorCode.NOT_DURABLE.with(submission));
        }
        if (envelope.bodySize() == 0) {
            problems.add(ErrorCode.EMPTY_BODY.with(submission));
        }
        long limit = limits.messageSize().bytes();
        if (envelope.bodySize() > limit) {
            problems.add(ErrorCode.TOO_LARGE.with(Long.toString(envelope.bodySize()), Long.toString(limit)));
        }
        checkSizeFor(envelope.sender(), envelope, problems);
    }

    /**
     * Why a document cannot wait for an endpoint it goes to, if so many wait for that already. What makes room always can.
     *
     * @param waiting how many wait for it
     */
    public Optional<Problem> fullInbox(Route route, EndpointId endpoint, long waiting) {
        RoutingHeader header = route.header();
        if (!route.isDocument() || header.operation() == Operation.RECALL) {
            return Optional.empty();
        }
        return directory
                .limitsOf(endpoint)
                .inboxDepth()
                .filter(limit -> waiting >= limit)
                .map(limit -> ErrorCode.INBOX_FULL.with(
                        Long.toString(waiting),
                        endpoint.value(),
                        Long.toString(limit),
                        route.stamp().recipientsAt(endpoint, header.to()).stream()
                                .map(AgencyId::value)
                                .collect(Collectors.joining(", "))));
    }

    private void checkRate(EndpointId sender, Instant now, List<Problem> problems) {
        directory
                .limitsOf(sender)
                .documentsPerMinute()
                .filter(limit -> !rate.allows(sender, limit, now))
                .ifPresent(limit ->
                        problems.add(ErrorCode.TOO_MANY_DOCUMENTS.with(sender.value(), Integer.toString(limit))));
    }

    private void checkSizeFor(EndpointId endpoint, Envelope envelope, List<Problem> problems) {
        directory
                .limitsOf(endpoint)
                .messageSize()
                .filter(limit -> envelope.bodySize() > limit)
                .ifPresent(limit -> problems.add(ErrorCode.TOO_LARGE_FOR_ENDPOINT.with(
                        Long.toString(envelope.bodySize()), endpoint.value(), Long.toString(limit))));
    }

    /**
     * Until when a document may be handed out: by its sender's word, as its header or its message says it, and if there is none, by
     * the rule for its urgency. A recall takes back however late it comes.
     */
    private Optional<Instant> expiry(Envelope envelope, RoutingHeader header, Instant now) {
        if (header.operation() == Operation.RECALL) {
            return Optional.empty();
        }
        return Stream.of(header.expires(), envelope.expires())
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder())
                .or(() -> Optional.ofNullable(limits.expiry().get(header.urgency()))
                        .map(now::plus));
    }

    private void checkOperation(EndpointId endpoint, AgencyId recipient, Operation operation, List<Problem> problems) {
        EndpointLimits own = directory.limitsOf(endpoint);
        if (!own.takes(operation)) {
            String taken = own.taken().stream().map(Operation::english).collect(Collectors.joining(", "));
            problems.add(ErrorCode.OPERATION_NOT_TAKEN.with(recipient.value(), operation.english(), taken));
        }
    }

    private Route document(Envelope envelope, RoutingHeader header, Instant now, List<Problem> problems) {
        Optional<Instant> expiry = expiry(envelope, header, now);
        expiry.filter(end -> !end.isAfter(now))
                .ifPresent(end -> problems.add(ErrorCode.EXPIRED_BEFORE.with(end.toString(), now.toString())));
        if (header.operation() != Operation.RECALL) { // which makes room rather than taking it
            disk.obstacle().ifPresent(problems::add);
        }
        checkRate(envelope.sender(), now, problems);
        LocalDate today = LocalDate.ofInstant(now, VietnamTime.ZONE);
        directory.senderObstacle(header.from(), today).ifPresent(problems::add);
        if (header.to().size() > limits.recipients()) {
            problems.add(ErrorCode.TOO_MANY_RECIPIENTS.with(
                    Integer.toString(header.to().size()), Integer.toString(limits.recipients())));
        }
        AgencyAliases aliases = aliases(header);
        Set<AgencyId> seen = new HashSet<>();
        List<EndpointId> endpoints = new ArrayList<>(header.to().size());
        for (AgencyId recipient : header.to()) {
            boolean isTakenBack = isTakenBackFrom(recipient, header);
            Directory.Destination destination = isTakenBack
                    ? directory.recallDestination(recipient, today)
                    : directory.destination(recipient, today);
            destination.obstacle().ifPresent(problems::add);
            if (!seen.add(aliases.codeOf(recipient))) {
                problems.add(ErrorCode.RECIPIENT_REPEATED.with(recipient.value()));
            }
            destination.endpoint().ifPresent(endpoint -> {
                endpoints.add(endpoint);
                if (!isTakenBack) { // what waits is withdrawn without its system
                    checkOperation(endpoint, recipient, header.operation(), problems);
                }
            });
        }
        endpoints.stream().distinct().forEach(endpoint -> checkSizeFor(endpoint, envelope, problems));
        ExchangeStamp stamp =
                new ExchangeStamp(envelope.sender(), now, envelope.bodySize(), endpoints).withAliases(aliases);
        return new Route(header.expiring(expiry), stamp, Optional.empty());
    }

    /** The codes of agencies that a header names by an alias: whatever an agency is called, its deliveries are counted under one code. */
    public AgencyAliases aliases(RoutingHeader header) {
        return directory.aliasesAmong(
                Stream.concat(Stream.of(header.from()), header.to().stream()).toList());
    }

    /** Whether the message takes a document from a recipient: a recall, or an update that removes it. */
    private static boolean isTakenBackFrom(AgencyId recipient, RoutingHeader header) {
        return header.operation() == Operation.RECALL
                || header.traits().amendment().stream()
                        .anyMatch(amendment -> amendment.removed().contains(recipient));
    }

    /**
     * A status reports on a document that travelled before, so it is taken even if its addressee has closed since: the
     * taking of a document must never be blocked by what became of its sender.
     */
    private Route status(Envelope envelope, RoutingHeader header, Instant now) {
        AgencyId addressee = header.to().get(0);
        Directory.Destination destination = directory.statusesOf(addressee, LocalDate.ofInstant(now, VietnamTime.ZONE));
        List<EndpointId> endpoints = destination.endpoint().stream().toList();
        return new Route(
                header,
                new ExchangeStamp(envelope.sender(), now, envelope.bodySize(), endpoints).withAliases(aliases(header)),
                destination.obstacle().map(Problem::toString));
    }
}
