// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.administration;

import static vn.lienthong.broker.administration.AdministrationRequest.required;

import java.time.Duration;
import java.util.Optional;
import vn.lienthong.broker.access.Permission;
import vn.lienthong.broker.access.Scope;
import vn.lienthong.broker.administration.AdministrationAnswer.JobView;
import vn.lienthong.broker.administration.AdministrationAnswer.Jobs;
import vn.lienthong.broker.administration.AdministrationAnswer.Letters;
import vn.lienthong.broker.deadletters.Selection;
import vn.lienthong.broker.events.Event.Settlement;
import vn.lienthong.broker.events.Event.Settlement.Outcome;

/** A request about messages that could not be handed over. */
public sealed interface DeadLetterRequest<A extends AdministrationAnswer> extends AdministrationRequest<A> {
    @Override
    default Needs needs() {
        return Needs.RUNNING;
    }

    @Override
    default Permission permission() {
        return Permission.SEE;
    }

    /**
     * Which there are.
     *
     * @param most how many are shown one by one
     */
    record ListLetters(Selection selection, int most) implements DeadLetterRequest<Letters> {
        /** Checks that a selection is given. */
        public ListLetters {
            required("selection", selection);
        }

        @Override
        public Class<Letters> answerType() {
            return Letters.class;
        }

        @Override
        public boolean isWithin(Scope scope) {
            return true;
        }

        @Override
        public Letters carryOut(Administration administration) {
            return new Letters(administration.deadLetters().list(selection.naming(administration::canonical), most));
        }
    }

    /**
     * Settles some; the answer is the job that does it.
     *
     * @param outcome what becomes of them
     * @param reason why
     */
    record SettleLetters(Selection selection, Outcome outcome, Optional<String> reason)
            implements DeadLetterRequest<JobView> {
        /** Checks that there is a reason where nobody gets the messages any more. */
        public SettleLetters {
            required("selection", selection);
            required("outcome", outcome);
            if (outcome == Outcome.RECALLED) {
                throw new IllegalArgumentException("what is recalled is for its sender to say");
            }
            if (outcome != Outcome.RETRIED) {
                required("reason", reason.orElse(null));
            }
        }

        @Override
        public Class<JobView> answerType() {
            return JobView.class;
        }

        @Override
        public boolean isWithin(Scope scope) {
            return true;
        }

        @Override
        public Permission permission() {
            return Permission.OPERATE;
        }

        @Override
        public Optional<Object> subject(Administration administration) {
            return Optional.of(administration.deadLetters().list(selection.naming(administration::canonical), 0));
        }

        @Override
        public JobView carryOut(Administration administration) {
            Settlement settlement = new Settlement(outcome, administration.operator(), reason);
            return new JobView(
                    administration.deadLetters().settle(selection.naming(administration::canonical), settlement));
        }
    }

    /** The latest jobs; who is responsible for some agencies only sees their own. */
    record ListJobs() implements DeadLetterRequest<Jobs> {
        @Override
        public Class<Jobs> answerType() {
            return Jobs.class;
        }

        @Override
        public boolean isWithin(Scope scope) {
            return true;
        }

        @Override
        public Jobs carryOut(Administration administration) {
            return new Jobs(administration.jobs());
        }
    }

    /** A job, once it has ended or some time is over. */
    record AwaitJob(int job, Duration timeout) implements DeadLetterRequest<JobView> {
        /** Checks that a time is given. */
        public AwaitJob {
            required("timeout", timeout);
        }

        @Override
        public Class<JobView> answerType() {
            return JobView.class;
        }

        @Override
        public JobView carryOut(Administration administration) {
            try {
                return new JobView(administration.deadLetters().await(job, timeout));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("the exchange stops", e);
            }
        }
    }

    /** Lets a job begin that another operator asked for. */
    record ApproveJob(int job) implements DeadLetterRequest<JobView> {
        @Override
        public Class<JobView> answerType() {
            return JobView.class;
        }

        @Override
        public Permission permission() {
            return Permission.OPERATE;
        }

        @Override
        public Optional<Object> subject(Administration administration) {
            return administration.job(job);
        }

        @Override
        public JobView carryOut(Administration administration) {
            return new JobView(administration.deadLetters().approve(job, administration.operator()));
        }
    }

    /** Lets a job go no further; who is responsible for some agencies only may stop their own. */
    record CancelJob(int job) implements DeadLetterRequest<JobView> {
        @Override
        public Class<JobView> answerType() {
            return JobView.class;
        }

        @Override
        public Permission permission() {
            return Permission.OPERATE;
        }

        @Override
        public boolean isWithin(Scope scope) {
            return true;
        }

        @Override
        public Optional<Object> subject(Administration administration) {
            return administration.job(job);
        }

        @Override
        public JobView carryOut(Administration administration) {
            return new JobView(administration.cancel(job));
        }
    }
}
