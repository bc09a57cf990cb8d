// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.testkit;

import java.util.Optional;
import org.assertj.core.api.AbstractObjectAssert;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.Finding;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.edxml.Severity;
import vn.lienthong.protocol.DeliveryState;
import vn.lienthong.protocol.TrackedDocument;
import vn.lienthong.protocol.TrackedDocument.TrackedDelivery;
import vn.lienthong.simulator.ReceivedDocument;

/** What tests say about documents and deliveries. */
public final class LienthongAssertions {
    private LienthongAssertions() {}

    /** About a document as it came. */
    public static ReceivedDocumentAssert assertThat(ReceivedDocument actual) {
        return new ReceivedDocumentAssert(actual);
    }

    /** About one delivery. */
    public static DeliveryAssert assertThat(TrackedDelivery actual) {
        return new DeliveryAssert(actual);
    }

    /** About a document the exchange was asked for. */
    public static TrackedDocumentAssert assertThat(Optional<TrackedDocument> actual) {
        return new TrackedDocumentAssert(actual.orElse(null));
    }

    /** About a document as it came. */
    public static final class ReceivedDocumentAssert
            extends AbstractObjectAssert<ReceivedDocumentAssert, ReceivedDocument> {
        ReceivedDocumentAssert(ReceivedDocument actual) {
            super(actual, ReceivedDocumentAssert.class);
        }

        /** A careful receiver takes it: the check found no error. */
        public ReceivedDocumentAssert isAcceptable() {
            Assertions.assertThat(actual.findings())
                    .as("errors in %s", actual.id())
                    .extracting(Finding::severity)
                    .withFailMessage(() -> "a careful receiver would refuse it: " + actual.findings())
                    .doesNotContain(Severity.ERROR);
            return this;
        }

        /** It came from an agency. */
        public ReceivedDocumentAssert isFrom(String agency) {
            Assertions.assertThat(actual.from()).as("sender").isEqualTo(new AgencyId(agency));
            return this;
        }

        /** It is about this. */
        public ReceivedDocumentAssert hasSubject(String subject) {
            Assertions.assertThat(actual.subject()).as("subject").isEqualTo(subject);
            return this;
        }
    }

    /** About one delivery. */
    public static final class DeliveryAssert extends AbstractObjectAssert<DeliveryAssert, TrackedDelivery> {
        DeliveryAssert(TrackedDelivery actual) {
            super(actual, DeliveryAssert.class);
        }

        /** How far the recipient is. */
        public DeliveryAssert hasStatus(ProcessingStatus status) {
            Assertions.assertThat(actual.status())
                    .as("status at %s", actual.agency())
                    .contains(status);
            return this;
        }

        /** Where it is. */
        public DeliveryAssert isIn(DeliveryState state) {
            Assertions.assertThat(actual.state())
                    .as("delivery to %s", actual.agency())
                    .isEqualTo(state);
            return this;
        }
    }

    /** About a document the exchange was asked for. */
    public static final class TrackedDocumentAssert
            extends AbstractObjectAssert<TrackedDocumentAssert, TrackedDocument> {
        TrackedDocumentAssert(@Nullable TrackedDocument actual) {
            super(actual, TrackedDocumentAssert.class);
        }

        /** Its delivery to an agency. */
        public DeliveryAssert to(String agency) {
            isNotNull();
            return actual.deliveries().stream()
                    .filter(delivery -> delivery.agency().equals(new AgencyId(agency)))
                    .findFirst()
                    .map(DeliveryAssert::new)
                    .orElseThrow(() -> new AssertionError(
                            actual.document() + " was not sent to " + agency + " but to " + actual.deliveries()));
        }
    }
}
