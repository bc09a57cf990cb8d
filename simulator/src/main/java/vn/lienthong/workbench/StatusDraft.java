// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.workbench;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import vn.lienthong.client.StatusReport;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.edxml.Edoc;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.edxml.StatusRule;
import vn.lienthong.protocol.SubmissionId;

/** Makes the statuses that a tester reports; of what can be said only about what there is. */
final class StatusDraft {
    private StatusDraft() {}

    static StatusReport of(Desk desk, Action.Report order) {
        ProcessingStatus status = status(order);
        if (order.document().isBlank()) {
            throw new NotPossibleException(
                    "document is missing: which is the status about?", "thiếu mã văn bản: trạng thái của văn bản nào?");
        }
        Optional<String> reason = Optional.of(order.reason()).filter(text -> !text.isBlank());
        if (status.needsDescription() && reason.isEmpty()) {
            throw new NotPossibleException(
                    "status " + status.code() + " (" + status.english() + ") needs a reason",
                    "trạng thái " + status.code() + " (" + status.vietnamese() + ") cần có lý do");
        }
        Edoc document = StatusRule.of(status).bySender() ? sent(desk, order) : came(desk, order);
        return new StatusReport(
                SubmissionId.random(),
                new AgencyId(order.from()),
                new AgencyId(desk.own()),
                new DocumentId(order.document()),
                status,
                reason,
                document.reference(),
                document.promulgationDate(),
                Optional.empty());
    }

    static ProcessingStatus status(Action.Report order) {
        List<String> codes = Arrays.stream(ProcessingStatus.values())
                .map(ProcessingStatus::code)
                .toList();
        return ProcessingStatus.ofCode(order.status())
                .orElseThrow(() -> new NotPossibleException(
                        "a status is one of " + codes + ", not " + order.status(),
                        "trạng thái là một trong " + codes + ", không phải " + order.status()));
    }

    private static Edoc came(Desk desk, Action.Report order) {
        return desk.papers()
                .came()
                .document(desk.own(), order.from(), order.document())
                .orElseThrow(() -> new NotPossibleException(
                        "status " + order.status() + " is said by who got the document, and no " + order.document()
                                + " of " + desk.own() + " came to " + order.from(),
                        "trạng thái " + order.status() + " do bên nhận báo, mà chưa có văn bản " + order.document()
                                + " nào của " + desk.own() + " đến " + order.from()));
    }

    private static Edoc sent(Desk desk, Action.Report order) {
        return desk.papers()
                .sent()
                .document(order.from(), desk.own(), order.document())
                .orElseThrow(() -> new NotPossibleException(
                        "status " + order.status() + " is said by who sent the document, and " + order.from()
                                + " sent no " + order.document() + " to " + desk.own(),
                        "trạng thái " + order.status() + " do bên gửi báo, mà " + order.from() + " chưa gửi văn bản "
                                + order.document() + " nào đến " + desk.own()));
    }
}
