// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What the writer refuses, apart from lengths and characters: missing parts and values outside their range. */
final class StrictCheck {
    private static final Pattern STATUS_CODE = Pattern.compile("\\d{2,3}");
    private static final int LARGEST_AMOUNT = 65_535;

    private final List<Finding> findings = new ArrayList<>();

    private StrictCheck() {}

    static List<Finding> findings(Edoc edoc, List<OutgoingAttachment> attachments) {
        StrictCheck check = new StrictCheck();
        check.missing(Requirements.missing(edoc));
        check.range(
                "MessageHeader/OtherInfo/Priority", Optional.of(edoc.otherInfo().priority()), 4);
        check.range(
                "MessageHeader/OtherInfo/PromulgationAmount", edoc.otherInfo().promulgationAmount(), LARGEST_AMOUNT);
        check.range("MessageHeader/OtherInfo/PageAmount", edoc.otherInfo().pageAmount(), LARGEST_AMOUNT);
        check.range("MessageHeader/SteeringType", Optional.of(edoc.steeringType()), 2);
        check.range("MessageHeader/DocumentType/Type", edoc.documentType().group(), LARGEST_AMOUNT);
        check.range("MessageHeader/DocumentType/TypeDetail", edoc.documentType().number(), LARGEST_AMOUNT);
        check.range("TraceHeaderList/Bussiness/Paper", edoc.business().flatMap(BusinessInfo::paper), LARGEST_AMOUNT);
        check.names(attachments);
        return check.findings;
    }

    static List<Finding> findings(StatusMessage status) {
        StrictCheck check = new StrictCheck();
        check.missing(Requirements.missing(status));
        if (!STATUS_CODE.matcher(status.statusCode()).matches()) {
            check.refuse("MessageHeader/StatusCode", status.statusCode(), "00–999");
        }
        return check.findings;
    }

    private void missing(List<String> paths) {
        for (String path : paths) {
            findings.add(ReadingCode.MISSING.at(Grammar.HEADER_PATH + "/" + path, "", ""));
        }
    }

    private void range(String path, Optional<Integer> value, int largest) {
        if (value.isPresent() && (value.get() < 0 || value.get() > largest)) {
            refuse(path, String.valueOf(value.get()), "0–" + largest);
        }
    }

    private void names(List<OutgoingAttachment> attachments) {
        Set<String> names = new HashSet<>();
        for (OutgoingAttachment attachment : attachments) {
            if (!names.add(attachment.name().toLowerCase(Locale.ROOT))) {
                findings.add(ReadingCode.VALUE_NOT_ALLOWED.at(
                        "/edXML/AttachmentEncoded/Attachment/AttachmentName", attachment.name(), "1×"));
            }
        }
    }

    private void refuse(String path, String actual, String limit) {
        findings.add(ReadingCode.VALUE_NOT_ALLOWED.at(Grammar.HEADER_PATH + "/" + path, actual, limit));
    }
}
