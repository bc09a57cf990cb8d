// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.inquiries;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.broker.directory.Agency;
import vn.lienthong.broker.directory.Directory;
import vn.lienthong.broker.directory.EndpointLimits;
import vn.lienthong.broker.enrolment.KeyDesk;
import vn.lienthong.broker.mailbox.InquiryHandler;
import vn.lienthong.broker.sealing.KeyPackages;
import vn.lienthong.broker.sealing.PackageQuota;
import vn.lienthong.config.DataSize;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.edxml.VietnamTime;
import vn.lienthong.protocol.AgencyChanges;
import vn.lienthong.protocol.AgencyInfo;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.Problem;
import vn.lienthong.protocol.Refusal;
import vn.lienthong.protocol.RefusalException;
import vn.lienthong.protocol.TrackedDocument;
import vn.lienthong.protocol.json.AddressedPackage;
import vn.lienthong.protocol.json.Inquiry;
import vn.lienthong.protocol.json.InquiryAnswer;
import vn.lienthong.protocol.json.KeyAnswer;
import vn.lienthong.protocol.json.KeyLogState;
import vn.lienthong.trust.KeyPurpose;

/** Answers inquiries of endpoints. An endpoint is told of documents only that its agencies sent. Thread-safe. */
public final class InquiryDesk implements InquiryHandler {
    private static final Logger LOG = LoggerFactory.getLogger(InquiryDesk.class);
    private static final int PAGE = 1_000;

    private final Directory directory;
    private final AddressPages pages;
    private final Tracking tracking;
    private final KeyDesk keys;
    private final Sealing sealing;
    private final Acceptance acceptance;
    private final Clock clock;
    private final TimeTold timeTold;

    /** Who knows what became of documents. */
    @FunctionalInterface
    public interface Tracking {
        /** The document of an agency, if it is known. */
        Optional<TrackedDocument> track(AgencyId agency, DocumentId document);
    }

    /**
     * Where key packages are kept.
     *
     * @param packages the packages
     * @param quota how many each may hand in
     * @param obstacle why nothing can be kept at present
     */
    public record Sealing(KeyPackages packages, PackageQuota quota, Supplier<Optional<Problem>> obstacle) {}

    /** Those whom a desk asks in its turn. */
    public record Sources(Directory directory, Tracking tracking, KeyDesk keys, Sealing sealing) {}

    /** The time an endpoint is told that asks for it. */
    @FunctionalInterface
    public interface TimeTold {
        /** What it is told, and what the clock says. */
        Instant to(EndpointId asking, Instant now);
    }

    /**
     * What an exchange takes for everybody.
     *
     * @param largestMessage the largest body
     * @param sealedOnly whether documents must be sealed
     */
    public record Acceptance(DataSize largestMessage, boolean sealedOnly) {}

    /** A desk. */
    public InquiryDesk(Sources sources, Acceptance acceptance, Clock clock, TimeTold timeTold) {
        this.timeTold = timeTold;
        this.directory = sources.directory();
        this.pages = new AddressPages(directory, PAGE);
        this.tracking = sources.tracking();
        this.keys = sources.keys();
        this.sealing = sources.sealing();
        this.acceptance = acceptance;
        this.clock = clock;
    }

    @Override
    public byte[] answer(EndpointId from, byte[] question) {
        return answerTo(from, question).toJson();
    }

    private InquiryAnswer answerTo(EndpointId from, byte[] question) {
        try {
            return answerTo(from, Inquiry.parse(question));
        } catch (RefusalException e) {
            return InquiryAnswer.refused(e.refusal());
        } catch (IOException e) {
            return refused(ErrorCode.BODY_UNREADABLE, "-", String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).addKeyValue("endpoint", from).log("an inquiry could not be answered");
            return refused(ErrorCode.INTERNAL, "-");
        }
    }

    private InquiryAnswer answerTo(EndpointId from, Inquiry inquiry) {
        if (inquiry instanceof Inquiry.Track track) {
            return InquiryAnswer.documents(track(from, track));
        } else if (inquiry instanceof Inquiry.ShowAgency show) {
            return InquiryAnswer.agencies(infos(directory.agency(show.agency()).stream()), Optional.empty());
        } else if (inquiry instanceof Inquiry.FindAgencies find) {
            return found(find);
        } else if (inquiry instanceof Inquiry.ShowKeys show) {
            return InquiryAnswer.keys(keys(show));
        } else if (inquiry instanceof Inquiry.ShowKeyLog show) {
            return InquiryAnswer.keyLog(keyLog(show.seen()));
        } else if (inquiry instanceof Inquiry.Renew renew) {
            return InquiryAnswer.certificates(keys.renew(from, renew.certificates()));
        } else if (inquiry instanceof Inquiry.HandInKeyPackages handedIn) {
            return handIn(from, handedIn);
        } else if (inquiry instanceof Inquiry.ShowKeyPackage show) {
            return InquiryAnswer.keyPackage(sealing.packages().find(show, from));
        } else if (inquiry instanceof Inquiry.TellTime) {
            return InquiryAnswer.time(timeTold.to(from, clock.instant()));
        } else {
            return changes((Inquiry.ListChanges) inquiry);
        }
    }

    private InquiryAnswer handIn(EndpointId from, Inquiry.HandInKeyPackages handedIn) {
        Optional<Problem> obstacle = sealing.obstacle().get();
        if (obstacle.isPresent()) {
            throw new RefusalException(obstacle.get());
        }
        for (AddressedPackage one : handedIn.packages()) {
            if (!directory.isRegistered(one.endpoint())) {
                throw new RefusalException(
                        ErrorCode.ENDPOINT_UNKNOWN.with(one.endpoint().value()));
            }
        }
        sealing.quota().take(from, handedIn.packages().size());
        sealing.packages().handIn(from, handedIn);
        return InquiryAnswer.done();
    }

    /** Keys are no secret: every endpoint may ask for those of every other. */
    private KeyAnswer keys(Inquiry.ShowKeys asked) {
        KeyPurpose purpose = KeyPurpose.ofWireName(asked.purpose())
                .orElseThrow(() -> new RefusalException(
                        ErrorCode.BODY_UNREADABLE.with("-", "no purpose of keys: " + asked.purpose())));
        EndpointId endpoint = asked.endpoint().orElseGet(() -> receiverFor(asked));
        boolean speaks =
                asked.agency().isEmpty() || speaksFor(endpoint, asked.agency().get());
        try {
            return keys.register().prove(endpoint, purpose, asked.seen(), speaks);
        } catch (IllegalArgumentException e) {
            throw new RefusalException(ErrorCode.KEY_LOG_INCONSISTENT.with(String.valueOf(e.getMessage())));
        }
    }

    /** The day is part of the word: from some days on other endpoints receive for an agency. */
    private KeyLogState keyLog(long seen) {
        try {
            return keys.register().state(seen, directory.lastChange() + " " + today());
        } catch (IllegalArgumentException e) {
            throw new RefusalException(ErrorCode.KEY_LOG_INCONSISTENT.with(String.valueOf(e.getMessage())));
        }
    }

    /** As the router will decide: the recall of a document may go where a document would not. */
    private EndpointId receiverFor(Inquiry.ShowKeys asked) {
        AgencyId agency = asked.agency().orElseThrow(() -> new RefusalException(ErrorCode.RECIPIENT_UNKNOWN.with("-")));
        Directory.Destination destination = asked.recall().orElse(false)
                ? directory.recallDestination(agency, today())
                : directory.destination(agency, today());
        return destination
                .endpoint()
                .orElseThrow(() -> new RefusalException(destination.obstacle().orElseThrow()));
    }

    /** Now or once: what was taken then may still be on its way. The exchange looked at the day when it took it. */
    private boolean speaksFor(EndpointId endpoint, AgencyId agency) {
        return directory.answersFor(endpoint, agency, today())
                || directory.hostsEver(agency, today()).contains(endpoint);
    }

    private static InquiryAnswer refused(ErrorCode code, String... arguments) {
        return InquiryAnswer.refused(new Refusal(List.of(code.with(arguments))));
    }

    private List<TrackedDocument> track(EndpointId from, Inquiry.Track inquiry) {
        if (!directory.answersFor(from, inquiry.from(), today())) {
            throw new RefusalException(
                    ErrorCode.NOT_HOSTED.with(from.value(), inquiry.from().value()));
        }
        return tracking.track(inquiry.from(), inquiry.document()).stream().toList();
    }

    private InquiryAnswer changes(Inquiry.ListChanges asked) {
        long upTo = directory.lastChange(); // what changes while this is answered is told again
        AddressPages.Page page = pages.changed(asked.after(), asked.beyond());
        return InquiryAnswer.changes(new AgencyChanges(upTo, infos(page.agencies().stream())), page.next());
    }

    private InquiryAnswer found(Inquiry.FindAgencies asked) {
        AddressPages.Page page = pages.found(asked.text(), asked.beyond(), asked.most());
        return InquiryAnswer.agencies(infos(page.agencies().stream()), page.next());
    }

    private List<AgencyInfo> infos(Stream<Agency> agencies) {
        LocalDate today = today();
        return agencies.map(agency -> info(agency, today)).toList();
    }

    private AgencyInfo info(Agency agency, LocalDate today) {
        Optional<EndpointId> endpoint =
                directory.destination(agency.id(), today).endpoint();
        EndpointLimits limits = endpoint.map(directory::limitsOf).orElse(EndpointLimits.NONE);
        long largest = limits.messageSize()
                .map(own -> Math.min(own, acceptance.largestMessage().bytes()))
                .orElse(acceptance.largestMessage().bytes());
        return new AgencyInfo(
                agency.id(),
                agency.name(),
                agency.above(),
                agency.validFrom(),
                agency.closedSince(),
                agency.successors(),
                endpoint.isPresent(),
                largest,
                limits.taken(),
                acceptance.sealedOnly() || limits.sealedOnly().orElse(false),
                agency.contact());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), VietnamTime.ZONE);
    }
}
