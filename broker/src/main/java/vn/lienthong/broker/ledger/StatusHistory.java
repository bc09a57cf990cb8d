// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.Operation;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.edxml.StatusRule;
import vn.lienthong.protocol.StatusRemark;
import vn.lienthong.protocol.TrackedDocument.TrackedStatus;

/**
 * What was said about one document, gone through from the beginning, to see what is unusual. Nothing of it is stored: a
 * changed rule holds for the past as well.
 */
final class StatusHistory {
    private final Map<AgencyId, Way> ways = new HashMap<>();
    private final List<TrackedStatus> statuses = new ArrayList<>();

    /** The history of a document that was sent to some agencies, one or several times. */
    StatusHistory(List<AgencyId> recipients) {
        recipients.forEach(agency -> ways.put(agency, new Way()));
    }

    /** How far one recipient is. */
    private static final class Way {
        private final Set<ProcessingStatus> said = EnumSet.noneOf(ProcessingStatus.class);
        private Optional<ProcessingStatus> furthest = Optional.empty();
        private boolean ended;
        private boolean asked;
        private boolean askedBack;
        private boolean answered;
    }

    /** A submission of the document to an agency was accepted. */
    void sent(AgencyId agency, Operation operation) {
        Way way = ways.get(agency);
        if (way == null) {
            throw new IllegalArgumentException(agency + " is not among the recipients");
        }
        if (operation == Operation.RECALL || operation == Operation.UPDATE) {
            ask(way, operation == Operation.RECALL);
        }
        if (operation == Operation.UPDATE) { // and what follows is about the document as it is now
            way.said.clear();
            way.furthest = Optional.empty();
            way.ended = false;
        }
    }

    /** A status was accepted. */
    void said(AgencyId agency, ProcessingStatus status, Instant at) {
        Way way = ways.get(agency);
        Optional<StatusRemark> remark =
                way == null ? Optional.of(StatusRemark.NOT_A_RECIPIENT) : remark(way, status, StatusRule.of(status));
        statuses.add(new TrackedStatus(agency, status, at, remark));
    }

    /** Everything that was said, in order, with what is unusual about it. */
    List<TrackedStatus> statuses() {
        return List.copyOf(statuses);
    }

    private static Optional<StatusRemark> remark(Way way, ProcessingStatus status, StatusRule rule) {
        if (rule.bySender()) {
            ask(way, true);
            return Optional.empty();
        }
        return rule.answersQuestion() ? answer(way, status) : progress(way, status, rule);
    }

    private static void ask(Way way, boolean back) {
        way.asked = true;
        way.askedBack = back;
        way.answered = false;
    }

    private static Optional<StatusRemark> answer(Way way, ProcessingStatus status) {
        if (!way.asked) {
            return Optional.of(StatusRemark.UNASKED);
        }
        if (way.answered) {
            return Optional.of(StatusRemark.REPEATED);
        }
        way.answered = true;
        way.ended |= way.askedBack && status == ProcessingStatus.AGREED;
        return Optional.empty();
    }

    private static Optional<StatusRemark> progress(Way way, ProcessingStatus status, StatusRule rule) {
        boolean repeated = !way.said.add(status);
        boolean late = way.ended;
        boolean inOrder = rule.mayFollow(way.furthest);
        if (way.furthest.map(last -> StatusRule.of(last).step() < rule.step()).orElse(true)) {
            way.furthest = Optional.of(status);
        }
        way.ended |= rule.ends();
        if (repeated) {
            return Optional.of(StatusRemark.REPEATED);
        }
        if (late) {
            return Optional.of(StatusRemark.LATE);
        }
        return inOrder ? Optional.empty() : Optional.of(StatusRemark.OUT_OF_ORDER);
    }
}
