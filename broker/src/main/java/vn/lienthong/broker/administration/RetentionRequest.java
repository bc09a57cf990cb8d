// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.administration;

import static vn.lienthong.broker.administration.AdministrationRequest.required;

import java.util.Set;
import vn.lienthong.broker.access.Permission;
import vn.lienthong.broker.administration.AdministrationAnswer.Kept;
import vn.lienthong.broker.administration.AdministrationAnswer.Removed;
import vn.lienthong.broker.retention.Retention;
import vn.lienthong.broker.retention.RetentionClass;

/** A request about how long what is over is kept. */
public sealed interface RetentionRequest<A extends AdministrationAnswer> extends AdministrationRequest<A> {
    @Override
    default Needs needs() {
        return Needs.RUNNING;
    }

    @Override
    default Permission permission() {
        return Permission.SEE;
    }

    /** How it is set and what it did. */
    record ShowRetention() implements RetentionRequest<Kept> {
        @Override
        public Class<Kept> answerType() {
            return Kept.class;
        }

        @Override
        public Kept carryOut(Administration administration) {
            return new Kept(administration.retention().status());
        }
    }

    /**
     * Removes what has been kept long enough.
     *
     * @param classes of which classes; none: of all
     * @param dryRun whether only to tell what would go
     */
    record RunRetention(Set<RetentionClass> classes, boolean dryRun) implements RetentionRequest<Removed> {
        /** Checks that classes are given, and copies them. */
        public RunRetention {
            classes = Set.copyOf(required("classes", classes));
        }

        @Override
        public Class<Removed> answerType() {
            return Removed.class;
        }

        @Override
        public Permission permission() {
            return Permission.ADMINISTER;
        }

        @Override
        public Removed carryOut(Administration administration) {
            Retention retention = administration.retention();
            return new Removed(
                    dryRun
                            ? retention.preview(classes, administration.operator())
                            : retention.run(classes, administration.operator()));
        }
    }
}
