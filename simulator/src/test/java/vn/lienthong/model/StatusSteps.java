// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import vn.lienthong.client.StatusReport;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.protocol.ErrorCode;

/**
 * What is said about documents: early, late, again, out of order and after the end, as people do. Each step says whether there
 * was something to do.
 */
final class StatusSteps {
    private static final List<ProcessingStatus> REPORTED = List.of(
            ProcessingStatus.REFUSED,
            ProcessingStatus.RECEIVED,
            ProcessingStatus.ASSIGNED,
            ProcessingStatus.IN_PROGRESS,
            ProcessingStatus.COMPLETED);

    private final Walk walk;
    private final List<StatusReport> reports = new ArrayList<>();

    StatusSteps(Walk walk) {
        this.walk = walk;
    }

    boolean report() {
        Optional<ExpectedDocument> document = walk.lateOf(walk.model().documents());
        Optional<AgencyId> agency = document.flatMap(found -> walk.anyOf(found.agencies()));
        agency.ifPresent(from -> {
            ExpectedDocument found = document.orElseThrow();
            ProcessingStatus status = walk.anyOf(REPORTED).orElseThrow();
            StatusReport report =
                    StatusReport.of(from, found.from(), found.id(), status).withDescription("ghi chú");
            note(from + " reports " + status.code() + " on " + found, found);
            walk.expect(List.of(), () -> walk.participants().clientOf(from).report(report));
            walk.model().said(found, from, status);
            reports.add(report);
        });
        return agency.isPresent();
    }

    /** The very same report once more, which changes nothing, or its id for another one, which is refused. */
    boolean reportAgain() {
        Optional<StatusReport> report = walk.lateOf(reports);
        report.ifPresent(earlier -> {
            boolean same = walk.inPercent(70);
            StatusReport again = same ? earlier : withAnotherStatus(earlier);
            walk.trace()
                    .note(
                            earlier.from() + " reports " + again.status().code() + " on " + earlier.document() + " as "
                                    + earlier.submission() + " again",
                            earlier.document().value());
            walk.expect(
                    same ? List.of() : List.of(ErrorCode.SUBMISSION_DIFFERS),
                    () -> walk.participants().clientOf(earlier.from()).report(again));
        });
        return report.isPresent();
    }

    private StatusReport withAnotherStatus(StatusReport report) {
        ProcessingStatus other = Stream.of(ProcessingStatus.RECEIVED, ProcessingStatus.COMPLETED)
                .filter(status -> status != report.status())
                .findFirst()
                .orElseThrow();
        return new StatusReport(
                report.submission(),
                report.from(),
                report.to(),
                report.document(),
                other,
                report.description(),
                report.reference(),
                report.promulgated(),
                report.staff());
    }

    boolean askBack() {
        Optional<ExpectedDocument> document = walk.lateOf(walk.model().documents());
        Optional<AgencyId> agency = document.flatMap(found -> walk.anyOf(found.agencies()));
        agency.ifPresent(from -> {
            ExpectedDocument found = document.orElseThrow();
            note(found.from() + " asks " + found + " back from " + from, found);
            walk.expect(List.of(), () -> walk.participants()
                    .sender(found.sender())
                    .report(StatusReport.of(found.from(), from, found.id(), ProcessingStatus.TAKE_BACK_ASKED)
                            .withDescription("gửi nhầm")));
            walk.model().askedBack(found, from);
        });
        return agency.isPresent();
    }

    private void note(String text, ExpectedDocument document) {
        walk.trace().note(text, document.id().value());
    }
}
