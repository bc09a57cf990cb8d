// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.scenario;

import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.orders.Polling;
import vn.lienthong.protocol.DeliveryState;
import vn.lienthong.scenario.Run.Capture;

/**
 * What cannot be read is not taken, and its sender is told: by status 02, or by the exchange's receipt once the system has given
 * it back until it became a dead letter.
 *
 * @param of the document
 */
record ExpectReturned(String of) implements Step {
    @Override
    public void run(Run run) throws InterruptedException {
        Capture capture = run.captured(of);
        boolean returned = Polling.await(
                () -> isRefused(run, capture) || isDead(run, capture),
                answer -> answer,
                run.bench().patience().until());
        if (!returned) {
            throw new UnmetException(
                    capture.document() + " to be refused (02) or given back until it is a dead letter",
                    run.deliveries(capture).toString());
        }
        if (hears(run, capture, ProcessingStatus.ARRIVED)) {
            throw new UnmetException("no status 01 about " + capture.document(), "01 came");
        }
        run.say(capture.document() + " was not taken and its sender knows");
    }

    private static boolean isRefused(Run run, Capture capture) {
        return hears(run, capture, ProcessingStatus.REFUSED);
    }

    private static boolean hears(Run run, Capture capture, ProcessingStatus status) {
        return !run.seen(event -> event.at().equals(capture.from())
                        && event.from().equals(run.self())
                        && event.document().equals(capture.document())
                        && event.status()
                                .filter(said -> said.status() == status)
                                .isPresent())
                .isEmpty();
    }

    private static boolean isDead(Run run, Capture capture) {
        return run.deliveries(capture).stream()
                .anyMatch(delivery -> delivery.agency().equals(run.self()) && delivery.state() == DeliveryState.DEAD);
    }

    static ExpectReturned read(Fields fields) {
        ExpectReturned step = new ExpectReturned(fields.text("of"));
        fields.finish();
        return step;
    }
}
