// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.scenario;

import vn.lienthong.client.StatusReport;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.edxml.ProcessingStatus;

/**
 * An agency beside the one under test reports a status about a document, or asks for one of its own back.
 *
 * @param of the document; {@code unknown} for one that does not exist
 * @param from who reports
 * @param status what
 * @param reason why, for statuses that need a reason
 */
record StatusStep(String of, String from, ProcessingStatus status, String reason) implements Step {
    private static final String UNKNOWN = "unknown";

    @Override
    public void run(Run run) {
        AgencyId reporter = run.agency(from);
        DocumentId document = of.equals(UNKNOWN)
                ? new DocumentId(run.self() + ",2026/01/01,0/KHONG-CO")
                : run.captured(of).document();
        StatusReport report = StatusReport.of(reporter, run.self(), document, status);
        run.peer(from).client().report(reason.isBlank() ? report : report.withDescription(reason));
        run.say(from + " reports " + status.code() + " about " + document);
    }

    static StatusStep read(Fields fields) {
        String code = fields.text("code");
        StatusStep step = new StatusStep(
                fields.text("of"),
                fields.text("from", "G22"),
                ProcessingStatus.ofCode(code).orElseThrow(() -> fields.wrong("no status has the code " + code)),
                fields.text("reason", ""));
        fields.finish();
        return step;
    }
}
