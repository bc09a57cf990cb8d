// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.model;

import java.util.List;
import java.util.function.BooleanSupplier;

/** All steps a walk can take, and how often it takes each. */
final class Steps {
    private final Walk walk;
    private final RecipientSteps recipients;
    private final OperatorSteps operators;
    private final List<Step> steps;
    private final int weights;

    /** A step, which says whether there was something to do. */
    private record Step(int weight, BooleanSupplier act) {}

    Steps(Walk walk) {
        this.walk = walk;
        this.recipients = new RecipientSteps(walk);
        this.operators = new OperatorSteps(walk);
        DocumentSteps documents = new DocumentSteps(walk);
        StatusSteps statuses = new StatusSteps(walk);
        ExpirySteps expiry = new ExpirySteps(walk);
        this.steps = List.of(
                new Step(220, documents::sendNew),
                new Step(50, documents::update),
                new Step(25, documents::replace),
                new Step(50, documents::repeat),
                new Step(30, documents::differ),
                new Step(110, documents::recall),
                new Step(15, documents::recallInFlight),
                new Step(15, expiry::sendSoonOver),
                new Step(15, expiry::sendOverInAnHour),
                new Step(230, recipients::take),
                new Step(40, recipients::refuse),
                new Step(90, recipients::giveBack),
                new Step(45, recipients::failOn),
                new Step(80, recipients::openOrClose),
                new Step(120, statuses::report),
                new Step(30, statuses::reportAgain),
                new Step(30, statuses::askBack),
                new Step(70, operators::settleDeadLetter),
                new Step(40, operators::changeStanding),
                new Step(5, operators::restart));
        this.weights = steps.stream().mapToInt(Step::weight).sum();
    }

    /** Takes a step of chance; if there is nothing to do, another one. */
    void next() {
        boolean done = false;
        while (!done) {
            done = any().act().getAsBoolean();
        }
    }

    private Step any() {
        int chance = walk.upTo(weights);
        for (Step step : steps) {
            chance -= step.weight();
            if (chance < 0) {
                return step;
            }
        }
        throw new IllegalStateException("weights do not add up");
    }

    /** Everybody takes everything that is left, so that every delivery ends. */
    void finish() {
        walk.trace().note("everything that is left is taken");
        operators.openAll();
        walk.participants().recipients().forEach(recipient -> {
            recipients.close(recipient);
            recipient.recovers();
            recipient.open(0);
        });
        walk.settle();
        walk.untilNothingWaits();
    }
}
