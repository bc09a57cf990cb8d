// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.model;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import vn.lienthong.broker.administration.Administration;
import vn.lienthong.broker.deadletters.DeadLetterDesk;
import vn.lienthong.broker.deadletters.Job;
import vn.lienthong.broker.deadletters.Selection;
import vn.lienthong.broker.directory.Agency;
import vn.lienthong.broker.events.Event.Settlement;
import vn.lienthong.broker.events.Event.Settlement.Outcome;
import vn.lienthong.broker.mailbox.DeadLetters.DeadLetter;
import vn.lienthong.client.ExchangeUnavailableException;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.model.ReferenceModel.Standing;
import vn.lienthong.model.Share.Place;

/** What operators do, and what happens to the exchange itself. Each step says whether there was something to do. */
final class OperatorSteps {
    private static final LocalDate CLOSED_SINCE = LocalDate.of(2025, 7, 1);

    private final Walk walk;
    private final ReferenceModel model;

    OperatorSteps(Walk walk) {
        this.walk = walk;
        this.model = walk.model();
    }

    /** A dead letter is put back, returned to its sender, or thrown away. */
    boolean settleDeadLetter() {
        Optional<Share> dead = walk.anyOf(model.in(Place.DEAD));
        dead.ifPresent(share -> {
            walk.comparison().compareDeadLetters();
            Outcome outcome = walk.anyOf(List.of(Outcome.RETRIED, Outcome.RETRIED, Outcome.RETURNED, Outcome.DISCARDED))
                    .orElseThrow();
            walk.trace()
                    .note(
                            "operator: " + outcome + " " + share,
                            share.document().id().value());
            settle(letter(share), outcome);
            if (outcome == Outcome.RETRIED) {
                model.retried(share);
            } else {
                model.givenUp(share, outcome == Outcome.RETURNED);
            }
        });
        return dead.isPresent();
    }

    private long letter(Share share) {
        return walk.comparison().deadLetters().stream()
                .filter(letter ->
                        letter.submission().id().equals(share.submission().id()))
                .filter(letter -> letter.endpoint().orElseThrow().value().equals(share.endpoint()))
                .map(DeadLetter::id)
                .findFirst()
                .orElseThrow(() -> new Difference("not among the dead letters: " + share));
    }

    private void settle(long letter, Outcome outcome) {
        DeadLetterDesk desk = walk.participants().administration().deadLetters();
        Selection selection =
                new Selection(List.of(letter), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        Job job = desk.settle(selection, new Settlement(outcome, "lan", Optional.of("thử")));
        try {
            Job ended = desk.await(job.id(), Walk.SOON);
            if (ended.settled() != 1) {
                throw new Difference("the dead letter was not settled: " + ended);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An agency is suspended, resumed, closed or opened; most are open most of the time. */
    boolean changeStanding() {
        List<AgencyId> barred = World.recipients().stream()
                .filter(agency -> World.listed(agency).equals(agency))
                .filter(agency -> model.standing(agency) != Standing.OPEN)
                .toList();
        if (barred.isEmpty() || (barred.size() == 1 && walk.inPercent(30))) {
            AgencyId agency = World.listed(walk.anyOf(World.recipients()).orElseThrow());
            change(agency, walk.inPercent(60) ? Standing.SUSPENDED : Standing.CLOSED);
        } else {
            change(walk.anyOf(barred).orElseThrow(), Standing.OPEN);
        }
        return true;
    }

    private void change(AgencyId agency, Standing next) {
        Administration administration = walk.participants().administration();
        Agency before = administration.agency(agency).orElseThrow();
        administration.addAgency(new Agency(
                agency,
                before.name(),
                next == Standing.CLOSED ? Optional.of(CLOSED_SINCE) : Optional.empty(),
                List.of(),
                next == Standing.SUSPENDED));
        model.stands(agency, next);
        walk.trace().note(agency + " is " + next, World.endpointOf(agency));
    }

    void openAll() {
        World.recipients().stream()
                .filter(agency -> World.listed(agency).equals(agency))
                .filter(agency -> model.standing(agency) != Standing.OPEN)
                .forEach(agency -> change(agency, Standing.OPEN));
    }

    /** The exchange stops and starts; what applications had in hand then cannot be settled and comes again. */
    boolean restart() {
        walk.comparison().heard();
        walk.trace().note("restart");
        walk.participants().exchange().restart();
        walk.participants().recipients().forEach(recipient -> List.copyOf(recipient.inHand())
                .forEach(share -> {
                    try {
                        recipient.letGo(share).inHand().take();
                        throw new Difference("could be taken on a connection that was gone: " + share);
                    } catch (ExchangeUnavailableException e) {
                        model.gaveBack(share);
                    }
                }));
        return true;
    }
}
