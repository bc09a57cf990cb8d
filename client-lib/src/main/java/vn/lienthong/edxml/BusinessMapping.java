// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.lienthong.edxml.wire.WireTraces;

/** Turns the list of systems and the operation on the wire into values. */
final class BusinessMapping {
    private static final String LIST = Grammar.HEADER_PATH + "/TraceHeaderList";
    private static final String BUSSINESS = LIST + "/Bussiness";

    private final ValueReader values;

    BusinessMapping(ValueReader values) {
        this.values = values;
    }

    List<TraceHeader> trace(@Nullable List<WireTraces.Trace> wire) {
        List<TraceHeader> trace = new ArrayList<>();
        for (WireTraces.Trace system : HeaderMapping.nullToEmpty(wire)) {
            String path = LIST + "/TraceHeader[" + (trace.size() + 1) + "]";
            trace.add(new TraceHeader(
                    values.id(path + "/OrganId", system.organId),
                    values.timestamp(path + "/Timestamp", system.timestamp)));
        }
        return trace;
    }

    Optional<BusinessInfo> business(WireTraces.@Nullable Bussiness wire) {
        if (wire == null) {
            return Optional.empty();
        }
        return Optional.of(new BusinessInfo(
                operation(wire.bussinessDocType),
                Values.text(wire.bussinessDocReason),
                values.documentId(BUSSINESS + "/DocumentId", wire.documentId),
                values.number(BUSSINESS + "/Paper", wire.paper),
                HeaderMapping.staff(wire.staffInfo),
                Optional.ofNullable(wire.documentInfo).map(this::update),
                replacements(wire.replacements)));
    }

    /** An operation that is not known must not be taken for a new document, so it is refused. */
    private static Operation operation(@Nullable String wire) {
        String code = Values.text(wire).orElse("0");
        for (Operation operation : Operation.values()) {
            if (code.equals(String.valueOf(operation.code())) || code.equals("0" + operation.code())) {
                return operation;
            }
        }
        throw new EdxmlException(ReadingCode.UNKNOWN_OPERATION.at(BUSSINESS + "/BussinessDocType", code, "0, 1, 2, 3"));
    }

    private UpdateInfo update(WireTraces.Changes wire) {
        String path = BUSSINESS + "/BussinessDocumentInfo";
        List<String> removed = new ArrayList<>();
        List<String> added = new ArrayList<>();
        int position = 0;
        for (WireTraces.Receiver receiver : HeaderMapping.nullToEmpty(wire.receivers)) {
            String at = path + "/ReceiverList/Receiver[" + ++position + "]";
            Optional<Boolean> isAdded = values.flag(at + "/ReceiverType", receiver.receiverType);
            Optional<String> organId = values.id(at + "/OrganId", receiver.organId);
            if (isAdded.isEmpty() || organId.isEmpty()) {
                values.report(ReadingCode.EMPTY_ELEMENT, at, "", "");
            } else {
                (isAdded.get() ? added : removed).add(organId.get());
            }
        }
        return new UpdateInfo(
                values.flag(path + "/DocumentInfo", wire.documentInfo).orElse(false),
                values.flag(path + "/DocumentReceiver", wire.documentReceiver).orElse(false),
                removed,
                added);
    }

    private List<Replacement> replacements(@Nullable List<WireTraces.Replacement> wire) {
        List<Replacement> replacements = new ArrayList<>();
        int position = 0;
        for (WireTraces.Replacement replaced : HeaderMapping.nullToEmpty(wire)) {
            String path = BUSSINESS + "/ReplacementInfoList/ReplacementInfo[" + ++position + "]";
            Optional<DocumentId> id = values.documentId(path + "/DocumentId", replaced.documentId);
            if (id.isEmpty()) {
                values.report(ReadingCode.EMPTY_ELEMENT, path, "", "");
            } else {
                replacements.add(
                        new Replacement(id.get(), values.ids(path + "/OrganIdList/OrganId", replaced.organIds)));
            }
        }
        return replacements;
    }
}
