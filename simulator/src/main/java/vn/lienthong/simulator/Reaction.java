// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.simulator;

import java.time.Duration;
import java.util.List;
import vn.lienthong.edxml.ProcessingStatus;

/**
 * What a simulated agency does with one document or one recall: well-behaved or a fault. Plain values; how each is carried
 * out is said in terms of {@link DocumentInHand} and {@link RecallInHand}.
 */
public sealed interface Reaction {
    /** A reaction to a document. */
    sealed interface ToDocument extends Reaction {
        /** Carries it out. */
        void meet(DocumentInHand document);
    }

    /** A reaction to a recall. */
    sealed interface ToRecall extends Reaction {
        /** Carries it out. */
        void meet(RecallInHand recall);
    }

    /** Checks a document: takes it when it is acceptable, and refuses it with the findings when it is not. */
    record Check(Course course) implements ToDocument {
        @Override
        public void meet(DocumentInHand document) {
            document.objection().ifPresentOrElse(document::refuse, () -> document.take(course));
        }
    }

    /** Takes a document (01) whatever it is, then reports. */
    record Take(Course course) implements ToDocument {
        @Override
        public void meet(DocumentInHand document) {
            document.take(course);
        }
    }

    /** Refuses a document (02). */
    record Refuse(String reason) implements ToDocument {
        @Override
        public void meet(DocumentInHand document) {
            document.refuse(reason);
        }
    }

    /** Gives a document back some times, then does something else. */
    record Release(int times, ToDocument then) implements ToDocument {
        @Override
        public void meet(DocumentInHand document) {
            if (times <= 0) {
                then.meet(document);
            } else {
                document.nextTime(new Release(times - 1, then));
                document.release();
            }
        }
    }

    /** Fails as an application with a fault does, some times, then does something else. */
    record Fail(int times, ToDocument then) implements ToDocument {
        /** Fails for ever: a document that poisons the inbox. */
        public static Fail always() {
            return new Fail(Integer.MAX_VALUE, new Keep());
        }

        @Override
        public void meet(DocumentInHand document) {
            if (times <= 0) {
                then.meet(document);
            } else {
                document.nextTime(times == Integer.MAX_VALUE ? this : new Fail(times - 1, then));
                throw new SimulatedFaultException("the script lets the application fail here");
            }
        }
    }

    /** Holds a document in hand for a while, then does something else. */
    record Stall(Duration duration, ToDocument then) implements ToDocument {
        @Override
        public void meet(DocumentInHand document) {
            document.later(duration, then);
        }
    }

    /** Never settles a document; it comes again when the connection ends. */
    record Keep() implements ToDocument {
        @Override
        public void meet(DocumentInHand document) {
            document.keep();
        }
    }

    /** Cancels the recalled document and says so (15). */
    record Agree() implements ToRecall {
        @Override
        public void meet(RecallInHand recall) {
            recall.agree();
        }
    }

    /** Does not cancel the recalled document (16). */
    record Decline(String reason) implements ToRecall {
        @Override
        public void meet(RecallInHand recall) {
            recall.decline(reason);
        }
    }

    /** The statuses to report one after the other once a document is taken, and how long to wait before each. */
    record Course(List<ProcessingStatus> statuses, Duration pace) {
        /** 03, 04, 05, 06. */
        public static final List<ProcessingStatus> FULL = List.of(
                ProcessingStatus.RECEIVED,
                ProcessingStatus.ASSIGNED,
                ProcessingStatus.IN_PROGRESS,
                ProcessingStatus.COMPLETED);

        /** Copies the statuses. */
        public Course {
            statuses = List.copyOf(statuses);
        }

        /** The whole way to completion at a pace. */
        public static Course full(Duration pace) {
            return new Course(FULL, pace);
        }
    }
}
