// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.routing;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.lienthong.broker.directory.Directory;
import vn.lienthong.edxml.AgencyId;
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
    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

    private final Directory directory;
    private final RoutingLimits limits;
    private final Clock clock;

    /** A router over a directory. */
    public Router(Directory directory, RoutingLimits limits, Clock clock) {
        this.directory = directory;
        this.limits = limits;
        this.clock = clock;
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
        Instant now = clock.instant();
        List<Problem> problems = new ArrayList<>();
        checkSender(envelope, header, problems);
        checkSize(envelope, header, problems);
        Route route = header.kind() == MessageKind.DOCUMENT
                ? document(envelope, header, now, problems)
                : status(envelope, header, now);
        if (!problems.isEmpty()) {
            throw new RefusalException(new Refusal(problems));
        }
        return route;
    }

    private void checkSender(Envelope envelope, RoutingHeader header, List<Problem> problems) {
        boolean hosts = directory.hostOf(header.from()).equals(Optional.of(envelope.sender()));
        if (!hosts) {
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
    }

    private Route document(Envelope envelope, RoutingHeader header, Instant now, List<Problem> problems) {
        LocalDate today = LocalDate.ofInstant(now, VIETNAM);
        directory.senderObstacle(header.from(), today).ifPresent(problems::add);
        if (header.to().size() > limits.recipients()) {
            problems.add(ErrorCode.TOO_MANY_RECIPIENTS.with(
                    Integer.toString(header.to().size()), Integer.toString(limits.recipients())));
        }
        List<EndpointId> endpoints = new ArrayList<>(header.to().size());
        for (AgencyId recipient : header.to()) {
            Optional<Problem> obstacle = directory.obstacle(recipient, today);
            obstacle.ifPresent(problems::add);
            if (obstacle.isEmpty()) {
                directory
                        .hostOf(recipient)
                        .ifPresentOrElse(
                                endpoints::add,
                                () -> problems.add(ErrorCode.RECIPIENT_NOT_CONNECTED.with(recipient.value())));
            }
        }
        return new Route(
                header, new ExchangeStamp(envelope.sender(), now, envelope.bodySize(), endpoints), Optional.empty());
    }

    /**
     * A status reports on a document that travelled before, so it is taken even if its addressee has closed since: the
     * taking of a document must never be blocked by what became of its sender.
     */
    private Route status(Envelope envelope, RoutingHeader header, Instant now) {
        AgencyId addressee = header.to().get(0);
        Optional<EndpointId> host = directory.hostOf(addressee);
        Optional<String> reason = host.isPresent()
                ? Optional.empty()
                : Optional.of(ErrorCode.RECIPIENT_NOT_CONNECTED
                        .with(addressee.value())
                        .toString());
        return new Route(
                header,
                new ExchangeStamp(
                        envelope.sender(),
                        now,
                        envelope.bodySize(),
                        host.stream().toList()),
                reason);
    }
}
