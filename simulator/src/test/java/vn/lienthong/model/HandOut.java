// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.model;

import java.util.List;
import vn.lienthong.client.Delivery;
import vn.lienthong.client.RecallRequest;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.protocol.SubmissionId;

/**
 * That an application was handed a message.
 *
 * @param submission which
 * @param recipients for whom
 * @param attempt how often it was handed out, as the library says
 * @param at when, in nanoseconds of this machine
 * @param inHand what the application can do with it
 * @param fate what it did at once
 */
record HandOut(SubmissionId submission, List<AgencyId> recipients, int attempt, long at, InHand inHand, Fate fate) {
    /** What an application does with what it is handed. */
    enum Fate {
        /** It keeps it and settles it later. */
        KEPT,
        /** It takes it. */
        TAKEN,
        /** It fails on it. */
        FAILED
    }

    /** A document or a recall in the hands of an application. */
    interface InHand {
        /** Takes the document, or agrees to the recall; the status that goes with it. */
        ProcessingStatus take();

        /** Refuses either, with a reason; the status that goes with it. */
        ProcessingStatus refuse();

        /** Gives it back; what cannot be given back is left as it is. */
        boolean giveBack();
    }

    static HandOut of(Delivery delivery, Fate fate) {
        return new HandOut(
                delivery.document().submission(),
                delivery.recipients(),
                delivery.attempt(),
                System.nanoTime(),
                new DocumentInHand(delivery),
                fate);
    }

    static HandOut of(RecallRequest recall, Fate fate) {
        return new HandOut(
                recall.message().submission(),
                recall.recipients(),
                recall.attempt(),
                System.nanoTime(),
                new RecallInHand(recall),
                fate);
    }

    boolean isRecall() {
        return inHand instanceof RecallInHand;
    }

    /** The status that goes with taking it. */
    ProcessingStatus takingStatus() {
        return isRecall() ? ProcessingStatus.AGREED : ProcessingStatus.ARRIVED;
    }

    private record DocumentInHand(Delivery delivery) implements InHand {
        @Override
        public ProcessingStatus take() {
            delivery.acknowledge();
            return ProcessingStatus.ARRIVED;
        }

        @Override
        public ProcessingStatus refuse() {
            delivery.reject("không thuộc thẩm quyền");
            return ProcessingStatus.REFUSED;
        }

        @Override
        public boolean giveBack() {
            delivery.release();
            return true;
        }
    }

    private record RecallInHand(RecallRequest recall) implements InHand {
        @Override
        public ProcessingStatus take() {
            recall.accept();
            return ProcessingStatus.AGREED;
        }

        @Override
        public ProcessingStatus refuse() {
            recall.refuse("đã giải quyết");
            return ProcessingStatus.NOT_AGREED;
        }

        @Override
        public boolean giveBack() {
            return false;
        }
    }

    @Override
    public String toString() {
        return "attempt " + attempt + " of submission " + submission + " for " + recipients;
    }
}
