// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.administration;

import static vn.lienthong.broker.administration.AdministrationRequest.required;

import java.util.Optional;
import vn.lienthong.broker.access.Permission;
import vn.lienthong.broker.administration.AdministrationAnswer.AuditEntries;
import vn.lienthong.broker.administration.AdministrationAnswer.LogView;
import vn.lienthong.broker.audit.AuditQuery;

/** A request about what operators did. Without a running exchange it is carried out in the data folder. */
public sealed interface AuditRequest<A extends AdministrationAnswer> extends AdministrationRequest<A> {
    @Override
    default Needs needs() {
        return Needs.CHANGE;
    }

    @Override
    default Permission permission() {
        return Permission.AUDIT;
    }

    /** What they did. */
    record FindEntries(AuditQuery query) implements AuditRequest<AuditEntries> {
        /** Checks that something is asked. */
        public FindEntries {
            required("query", query);
        }

        @Override
        public Class<AuditEntries> answerType() {
            return AuditEntries.class;
        }

        @Override
        public AuditEntries carryOut(Administration administration) {
            return new AuditEntries(administration.audit().find(query));
        }
    }

    /** What the log is; with {@code verify}, all of it is read again and checked. */
    record ShowAuditLog(boolean verify) implements AuditRequest<LogView> {
        @Override
        public Class<LogView> answerType() {
            return LogView.class;
        }

        @Override
        public LogView carryOut(Administration administration) {
            Optional<String> problem = verify ? administration.audit().verify() : Optional.empty();
            return LogView.of(administration.audit().head(), verify, problem);
        }
    }
}
