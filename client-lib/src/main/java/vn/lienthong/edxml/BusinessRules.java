// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What the block {@code Bussiness} must hold for each operation. */
final class BusinessRules {
    private static final String ID = Paths.BUSINESS + "/DocumentId";
    private static final String UPDATE = Paths.BUSINESS + "/BussinessDocumentInfo";
    private static final String REPLACEMENTS = Paths.BUSINESS + "/ReplacementInfoList";

    private BusinessRules() {}

    static void check(Edoc edoc, RuleRun run) {
        edoc.business().ifPresent(business -> {
            switch (business.operation()) {
                case NEW -> unexpected(business.documentId(), "Bussiness/DocumentId", business, run);
                case RECALL -> {
                    operatedDocument(edoc, business, run);
                    recalledIds(edoc, business, run);
                }
                case UPDATE -> {
                    operatedDocument(edoc, business, run);
                    update(business, run);
                }
                case REPLACE -> replacements(edoc, business, run);
            }
            reason(business, run);
            blocks(business, run);
        });
    }

    private static void reason(BusinessInfo business, RuleRun run) {
        if (business.operation() != Operation.NEW && business.reason().isEmpty()) {
            run.report(
                    RuleCode.OPERATION_REASON_MISSING,
                    Paths.BUSINESS + "/BussinessDocReason",
                    business.operation().vietnamese());
        }
    }

    /** Receivers look for the document by the id in the block, then by the one in the header. */
    private static void operatedDocument(Edoc edoc, BusinessInfo business, RuleRun run) {
        if (business.documentId().isEmpty() && edoc.documentId().isEmpty()) {
            run.report(
                    RuleCode.OPERATED_DOCUMENT_UNKNOWN, ID, business.operation().vietnamese());
        }
    }

    private static void recalledIds(Edoc edoc, BusinessInfo business, RuleRun run) {
        Optional<DocumentId> header = edoc.documentId();
        business.documentId()
                .filter(id -> header.isPresent() && !header.get().equals(id))
                .ifPresent(id -> run.report(RuleCode.OPERATED_IDS_DISAGREE, ID, id, header.get()));
    }

    private static void update(BusinessInfo business, RuleRun run) {
        if (business.update().isEmpty()) {
            contradiction("BussinessDocumentInfo = ∅", run);
            return;
        }
        UpdateInfo update = business.update().get();
        int receivers =
                update.addedReceivers().size() + update.removedReceivers().size();
        if (!update.documentChanged() && !update.receiversChanged() && receivers == 0) {
            contradiction("DocumentInfo = 0, DocumentReceiver = 0", run);
        } else if (update.receiversChanged() != (receivers > 0)) {
            contradiction("DocumentReceiver = " + (receivers > 0 ? 0 : 1) + ", Receiver × " + receivers, run);
        }
        Set<String> seen = new HashSet<>(update.addedReceivers());
        update.removedReceivers().stream().filter(seen::contains).forEach(both -> contradiction(both + " +−", run));
    }

    private static void contradiction(String what, RuleRun run) {
        run.report(RuleCode.UPDATE_CONTRADICTS_ITSELF, UPDATE, what);
    }

    private static void replacements(Edoc edoc, BusinessInfo business, RuleRun run) {
        if (business.replacements().isEmpty()) {
            run.report(RuleCode.REPLACED_DOCUMENTS_MISSING, REPLACEMENTS, "");
        }
        for (int i = 0; i < business.replacements().size(); i++) {
            Replacement replacement = business.replacements().get(i);
            String path = Paths.nth(REPLACEMENTS + "/ReplacementInfo", i);
            if (edoc.documentId().filter(replacement.documentId()::equals).isPresent()) {
                unexpected(path + "/DocumentId", "DocumentId = " + replacement.documentId(), business, run);
            }
            if (replacement.organIds().isEmpty()) {
                run.report(RuleCode.EXPECTED_VALUE_MISSING, path + "/OrganIdList/OrganId", "");
            }
        }
    }

    private static void blocks(BusinessInfo business, RuleRun run) {
        if (business.operation() != Operation.UPDATE) {
            unexpected(business.update(), "BussinessDocumentInfo", business, run);
        }
        if (business.operation() != Operation.REPLACE) {
            unexpected(business.replacements().stream().findFirst(), "ReplacementInfoList", business, run);
        }
    }

    private static void unexpected(Optional<?> value, String name, BusinessInfo business, RuleRun run) {
        if (value.isPresent()) {
            unexpected(Paths.BUSINESS, name, business, run);
        }
    }

    private static void unexpected(String path, String what, BusinessInfo business, RuleRun run) {
        int code = business.operation().code();
        run.report(
                RuleCode.UNEXPECTED_BUSINESS_BLOCK,
                path,
                what,
                code + " (" + business.operation().vietnamese() + ")");
    }
}
