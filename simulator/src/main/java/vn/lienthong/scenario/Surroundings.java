// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.scenario;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import vn.lienthong.broker.directory.Agency;
import vn.lienthong.broker.mailbox.QueueFacts;
import vn.lienthong.client.Document;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.faults.FaultOrder;
import vn.lienthong.faults.FaultyLine;
import vn.lienthong.orders.Polling;
import vn.lienthong.person.Conversation;
import vn.lienthong.person.Judgement;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.trust.KeyPurpose;
import vn.lienthong.words.Words;

/** Steps that change or look at what is around the system under test. */
final class Surroundings {
    private Surroundings() {}

    /** The line of the system under test is cut, taken down or mended. */
    record LineStep(String what) implements Step {
        @Override
        public void run(Run run) throws InterruptedException {
            FaultyLine line = run.exchange().line(run.self().value());
            switch (what) {
                case "cut" -> line.cut();
                case "down" -> line.takeDown();
                default -> line.mend();
            }
            run.say("the line of " + run.self() + ": " + what);
        }

        static LineStep read(Fields fields, String what) {
            if (!List.of("cut", "down", "up").contains(what)) {
                throw fields.wrong("a line is cut, down or up, not " + what);
            }
            return new LineStep(what);
        }
    }

    /** The exchange stops and starts again. */
    record RestartStep() implements Step {
        @Override
        public void run(Run run) {
            run.exchange().restart();
            run.say("the exchange was stopped and started again");
        }
    }

    /** The system under test takes from its inbox. */
    record ConnectedStep() implements Step {
        @Override
        public void run(Run run) throws InterruptedException {
            String queue =
                    "inbox." + run.self().value().toLowerCase(Locale.ROOT).replace('.', '-');
            int consumers = Polling.await(
                    () -> run.exchange().administration().queues().stream()
                            .filter(facts -> facts.name().equals(queue))
                            .mapToInt(QueueFacts::consumers)
                            .sum(),
                    found -> found > 0,
                    run.bench().patience().until());
            if (consumers == 0) {
                throw new UnmetException("the system to take from its inbox", "nobody is connected");
            }
            run.say(run.self() + " is connected");
        }
    }

    /** The system under test gives up what shows an expired certificate in the exchange's place, and never talks to it. */
    record DistrustStep() implements Step {
        @Override
        public void run(Run run) throws InterruptedException {
            int found = Polling.await(
                    () -> run.distrusted() + run.deceived(),
                    count -> count > 0,
                    run.bench().patience().until());
            if (found == 0) {
                throw new UnmetException("the system to connect", "it did not try");
            }
            if (run.deceived() > 0) {
                throw new UnmetException(
                        "no word to an exchange whose certificate has expired", "the system talked to it");
            }
            run.say(run.self() + " does not talk to an exchange whose certificate has expired");
        }
    }

    /** The system under test has written nothing where only the name of a file could have led it. */
    record NothingOutsideStep() implements Step {
        @Override
        public void run(Run run) throws InterruptedException {
            Run.pause(run.bench().patience().quiet());
            String[] written = run.bench().outside().toFile().list();
            if (written == null || written.length > 0) {
                throw new UnmetException("nothing in a folder that is none of the system's", Arrays.toString(written));
            }
            run.say("nothing was written to where the name of a file leads");
        }
    }

    /** The exchange knows the agency under test: it is listed and hosted, or its certificates last so many days. */
    record RegisteredStep(boolean listed, int certificateDays) implements Step {
        @Override
        public void run(Run run) {
            Optional<EndpointId> host = run.exchange().administration().hostOf(run.self());
            if (host.isEmpty()) {
                throw new UnmetException(run.self() + " to be in the directory, with an endpoint", "it is not");
            }
            Instant end = run.exchange().clock().instant().plus(Duration.ofDays(certificateDays));
            for (KeyPurpose purpose : List.of(KeyPurpose.TLS, KeyPurpose.SIGNING)) {
                boolean lasting = run.exchange().administration().keys().register().keysOf(host.get(), purpose).stream()
                        .anyMatch(key ->
                                key.certificate().getNotAfter().toInstant().isAfter(end));
                if (!lasting) {
                    throw new UnmetException(
                            "a certificate for " + purpose + " that lasts " + certificateDays + " days",
                            "there is none");
                }
            }
            run.say(run.self() + " is registered at endpoint " + host.get());
        }

        static RegisteredStep read(Fields fields) {
            RegisteredStep step = new RegisteredStep(fields.flag("listed", true), fields.number("certificate-days", 0));
            fields.finish();
            return step;
        }
    }

    /** Something goes wrong from now on. */
    record FaultStep(FaultOrder order) implements Step {
        @Override
        public void run(Run run) {
            boolean everybody = order.agency().equals(FaultOrder.EVERYBODY);
            run.exchange()
                    .faults()
                    .add(everybody ? order : order.at(run.agency(order.agency()).value()));
            run.say("fault: " + order.words());
        }

        /** On one line. */
        static FaultStep read(Fields fields, String words) {
            try {
                return new FaultStep(FaultOrder.read(words));
            } catch (IllegalArgumentException e) {
                throw fields.wrong(String.valueOf(e.getMessage()));
            }
        }

        /** Part by part; the agency under test is meant if none is named. */
        static FaultStep read(Fields fields) {
            Map<String, String> conditions = new LinkedHashMap<>();
            for (String word : FaultOrder.CONDITIONS) {
                fields.optional(word).ifPresent(what -> conditions.put(word, what));
            }
            String agency = fields.text("agency", Run.SELF);
            String stage = fields.text("stage");
            String effect = fields.text("effect");
            fields.finish();
            try {
                return new FaultStep(FaultOrder.read(agency, stage, effect, conditions));
            } catch (IllegalArgumentException e) {
                throw fields.wrong(String.valueOf(e.getMessage()));
            }
        }
    }

    /** All faults end. */
    record NoFaultStep() implements Step {
        @Override
        public void run(Run run) {
            run.exchange().faults().clear();
            run.say("no faults any more");
        }
    }

    /** An agency is added to the directory and gets an endpoint and a script. */
    record OpenStep(String agency) implements Step {
        @Override
        public void run(Run run) {
            run.exchange().administration().addAgency(Agency.open(new AgencyId(agency), agency));
            run.exchange().add(agency);
            run.peer(agency);
            run.say(agency + " takes part from now on");
        }
    }

    /** An agency closes; another takes over. */
    record CloseStep(String agency, String successor) implements Step {
        @Override
        public void run(Run run) {
            run.exchange()
                    .administration()
                    .addAgency(new Agency(
                            new AgencyId(agency),
                            agency,
                            Optional.of(run.bench().today()),
                            List.of(new AgencyId(successor)),
                            false));
            run.say(agency + " is closed; " + successor + " takes over");
        }
    }

    /** Time passes on the clock of the exchange. */
    record ClockStep(Duration by) implements Step {
        @Override
        public void run(Run run) {
            run.exchange().clock().advance(by);
            run.say("the clock of the exchange is put forward by " + by);
        }
    }

    /** Time passes. */
    record WaitStep(Duration time) implements Step {
        @Override
        public void run(Run run) throws InterruptedException {
            Run.pause(time);
        }
    }

    /** Nothing reaches an agency. */
    record NothingStep(List<String> at) implements Step {
        @Override
        public void run(Run run) throws InterruptedException {
            Run.pause(run.bench().patience().quiet());
            for (String place : at) {
                AgencyId agency = run.agency(place);
                List<Journal.Event> came = run.seen(event -> event.at().equals(agency));
                if (!came.isEmpty()) {
                    throw new UnmetException("nothing at " + place, came.size() + " messages");
                }
            }
        }
    }

    /** Many documents at once, all of which the system under test takes. */
    record BurstStep(String from, int count) implements Step {
        @Override
        public void run(Run run) throws InterruptedException {
            Set<DocumentId> sent = new HashSet<>();
            for (int i = 0; i < count; i++) {
                Document document = SendStep.plain(run, from);
                sent.add(document.id());
                run.peer(from).client().send(document);
                run.capture("burst " + i, SendStep.captured(document));
            }
            AgencyId sender = run.agency(from);
            Predicate<Journal.Event> arrival = event -> event.at().equals(sender)
                    && sent.contains(event.document())
                    && event.status()
                            .filter(status -> status.status().code().equals("01"))
                            .isPresent();
            run.waitsFor(count + " documents to be taken");
            run.awaitAll(arrival, count, run.bench().patience().until().multipliedBy(4));
            Run.pause(run.bench().patience().quiet()); // a second one would come now
            List<Journal.Event> arrived = run.seen(arrival);
            long documents =
                    arrived.stream().map(Journal.Event::document).distinct().count();
            if (documents != count || arrived.size() != count) {
                throw new UnmetException(
                        count + " documents to be taken once each", documents + " taken, " + arrived.size() + " times");
            }
            run.say(count + " documents were taken, each once");
        }
    }

    /** A person looks and says whether it is so; without a person it is left open. */
    record ReviewStep(Words question) implements Step {
        @Override
        public void run(Run run) {
            run.waitsFor("a person to say: " + question.english());
            Optional<Judgement> judgement = run.bench().person().flatMap(person -> person.judge(question));
            judgement.ifPresent(run::judged);
            if (judgement.isEmpty()) {
                run.say("to be reviewed by a person: " + question.english());
                run.review(question);
            } else if (judgement.get().good()) {
                run.say(judgement.get().by() + " says yes: " + question.english() + " "
                        + judgement.get().remark());
            } else {
                throw new UnmetException(
                        question.english() + " — yes",
                        judgement.get().by() + " says no: " + judgement.get().remark());
            }
        }
    }

    /** A person does something that no program can do; without a person the case is left to one. */
    record ManualStep(Words instruction) implements Step {
        @Override
        public void run(Run run) {
            if (run.bench().person().isEmpty()) {
                run.say("to be done by a person: " + instruction.english());
                run.leave(instruction);
                return;
            }
            Conversation person = run.bench().person().get();
            run.waitsFor("a person to do: " + instruction.english());
            Optional<String> refused = person.confirm(instruction);
            if (refused.isPresent()) {
                throw new UnmetException(instruction.english(), person.name() + " could not: " + refused.get());
            }
            run.say(person.name() + " has done it: " + instruction.english());
        }
    }
}
