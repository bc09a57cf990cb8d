// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.scenario;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.orders.Polling;
import vn.lienthong.protocol.TrackedDocument.TrackedDelivery;
import vn.lienthong.scenario.Run.Capture;

/**
 * The exchange knows of a document what it should.
 *
 * @param of the document
 * @param to the recipient
 * @param state the states of which the delivery may be in any, or {@code none}: the exchange has not taken the document
 * @param submissions how many submissions of the document it has taken
 */
record ExpectDelivery(String of, String to, List<String> state, int submissions) implements Step {
    private static final String NONE = "none";

    @Override
    public void run(Run run) throws InterruptedException {
        Capture capture = run.captured(of);
        AgencyId recipient = run.agency(to);
        Predicate<List<TrackedDelivery>> right = deliveries -> fits(deliveries, recipient);
        if (isNone()) {
            Run.pause(run.bench().patience().quiet());
        }
        run.waitsFor(capture.document() + " to " + recipient + ": " + words());
        List<TrackedDelivery> deliveries = Polling.await(
                () -> run.deliveries(capture), right, run.bench().patience().until());
        if (!right.test(deliveries)) {
            throw new UnmetException(
                    capture.document() + " to " + recipient + ": " + words() + ", submissions " + submissions,
                    deliveries.toString());
        }
        run.say("the exchange says: " + capture.document() + " to " + recipient + " " + words());
    }

    private boolean fits(List<TrackedDelivery> deliveries, AgencyId recipient) {
        List<String> states = deliveries.stream()
                .filter(delivery -> delivery.agency().equals(recipient))
                .map(delivery -> delivery.state().name().toLowerCase(Locale.ROOT))
                .toList();
        return isNone() ? states.isEmpty() : states.size() == submissions && state.containsAll(states);
    }

    private boolean isNone() {
        return state.equals(List.of(NONE));
    }

    private String words() {
        return String.join(" or ", state);
    }

    static ExpectDelivery read(Fields fields) {
        List<String> state = fields.list("state");
        if (state.isEmpty()) {
            throw fields.wrong("state is missing");
        }
        ExpectDelivery step = new ExpectDelivery(
                fields.text("of"), fields.text("to", Run.SELF), state, fields.number("submissions", 1));
        fields.finish();
        return step;
    }
}
