// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.events;

import java.util.Optional;
import vn.lienthong.broker.events.Event.DocumentAccepted;
import vn.lienthong.protocol.RoutingHeader.DocumentTraits;

/** Whether an exchange writes down what documents are about. */
public enum Subjects {
    /** It does. */
    KEEP,
    /** It does not, and does not tell what was written down before. */
    OMIT;

    /** An event as it may be written. */
    RecordedEvent of(RecordedEvent recorded) {
        Event kept = of(recorded.event());
        return kept.equals(recorded.event()) ? recorded : new RecordedEvent(recorded.origin(), kept);
    }

    /** An event as it may be told. */
    Event of(Event event) {
        return this == OMIT && event instanceof DocumentAccepted accepted ? without(accepted) : event;
    }

    private static DocumentAccepted without(DocumentAccepted event) {
        DocumentTraits traits = event.traits();
        return new DocumentAccepted(
                event.at(),
                event.submission(),
                event.document(),
                event.recipients(),
                new DocumentTraits(
                        traits.operation(),
                        traits.reference(),
                        Optional.empty(),
                        traits.urgency(),
                        traits.due(),
                        traits.amendment(),
                        traits.expires()),
                event.size(),
                event.digest(),
                event.withdrawn());
    }
}
