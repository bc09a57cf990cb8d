// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import java.io.ByteArrayInputStream;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import vn.lienthong.edxml.DocumentReference;
import vn.lienthong.edxml.EdxmlWriter;
import vn.lienthong.edxml.Organization;
import vn.lienthong.edxml.Staff;
import vn.lienthong.edxml.StatusMessage;
import vn.lienthong.edxml.VietnamTime;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.RoutingHeader;

/** Turns a status report into a submission. */
final class Reports {

    private Reports() {}

    static Outgoing outgoing(StatusReport report) {
        if (report.status().needsDescription()
                && report.description().filter(text -> !text.isBlank()).isEmpty()) {
            throw new DocumentRefusedException(
                    ErrorCode.DOCUMENT_INVALID.with("status " + report.status().code() + " needs a reason"));
        }
        byte[] body = new EdxmlWriter().write(message(report));
        RoutingHeader header = RoutingHeader.status(
                report.submission(), report.from(), report.to(), report.document(), report.status());
        return new Outgoing(header, () -> new ByteArrayInputStream(body), false);
    }

    private static StatusMessage message(StatusReport report) {
        DocumentReference document = new DocumentReference(
                Optional.of(report.to().value()),
                report.reference(),
                report.promulgated(),
                Optional.of(report.document()));
        List<Staff> staff = report.staff().stream().toList();
        return new StatusMessage(
                Organization.builder(report.from()).build(),
                document,
                staff,
                report.status().code(),
                report.description(),
                Optional.of(LocalDateTime.now(VietnamTime.ZONE).withNano(0)));
    }
}
