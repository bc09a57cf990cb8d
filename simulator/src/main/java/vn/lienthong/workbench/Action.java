// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.workbench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import vn.lienthong.faults.FaultOrder;
import vn.lienthong.protocol.json.ExchangeJson;

/**
 * Something a tester does, as a value: what the HTTP interface takes, what a session holds and what a replay does again. What
 * is left out of its JSON has a default.
 */
sealed interface Action {
    /** Reads what is written, and refuses names it does not know: half of an action is another one. */
    ObjectReader READER = ExchangeJson.mapper().reader().with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    /** What each is called in sessions. */
    Map<String, Class<? extends Action>> WORDS = Map.of(
            "send", Send.class,
            "report", Report.class,
            "again", Again.class,
            "react", React.class,
            "fault", SetFault.class,
            "no-faults", EndFaults.class,
            "clock", SetClock.class,
            "line", SetLine.class,
            "restart", Restart.class,
            "expect", Expect.class);

    /** Checks it, so that what cannot be done is refused before anything is done or written down. */
    Prepared on(Desk desk);

    /** What documents are called instead; at which agency, where that is said, since a system may use an id at several. */
    @FunctionalInterface
    interface Renaming {
        String of(String agency, String document);
    }

    /** The same about other documents. */
    default Action about(Renaming documents) {
        return this;
    }

    /** The action a session names. */
    static Action read(String word, JsonNode with) {
        Class<? extends Action> kind = word == null ? null : WORDS.get(word);
        if (kind == null) {
            throw new IllegalArgumentException("no action is called " + word);
        }
        return READER.forType(kind).readValue(with);
    }

    /** What it is called. */
    default String word() {
        return WORDS.entrySet().stream()
                .filter(entry -> entry.getValue() == getClass())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    /**
     * An action that can be done.
     *
     * @param documents the ids of the documents it will send
     * @param doing does it
     */
    record Prepared(List<String> documents, Runnable doing) {
        static Prepared of(Runnable doing) {
            return new Prepared(List.of(), doing);
        }
    }

    /**
     * Sends documents as one of the scripted agencies.
     *
     * @param to the system under test if it is empty
     * @param operation {@code new}, {@code recall}, {@code update} or {@code replace}
     * @param document the one that is recalled, updated or replaced; the id of a new one, which has one made if there is none
     * @param subject what it is about; why, for a recall
     */
    record Send(
            String from,
            List<String> to,
            String operation,
            Optional<String> document,
            String subject,
            Optional<Integer> urgency,
            String size,
            Optional<Integer> times)
            implements Action {
        /** What is left out has a default. */
        public Send {
            from = given(from);
            to = to == null ? List.of() : List.copyOf(to);
            operation = given(operation).isBlank() ? Drafts.NEW : operation;
            document = document.filter(id -> !id.isBlank());
            subject = given(subject);
            size = given(size).isBlank() ? "1kb" : size;
        }

        boolean isNew() {
            return operation.equals(Drafts.NEW);
        }

        /** The id it is to have; one is made if there is none. */
        Optional<String> ownId() {
            return operation.equals(Drafts.REPLACE) ? Optional.empty() : document;
        }

        /** One of them, as a document of its own. */
        Send once() {
            return new Send(
                    from, to, operation, isNew() ? Optional.empty() : document, subject, urgency, size, Optional.of(1));
        }

        @Override
        public Prepared on(Desk desk) {
            return desk.send(this);
        }

        @Override
        public Action about(Renaming documents) {
            Optional<String> renamed = document.map(id -> documents.of(from, id));
            return new Send(from, to, operation, renamed, subject, urgency, size, times);
        }
    }

    /**
     * Says a status as one of the scripted agencies, to the system under test.
     *
     * @param document one that the system sent to the agency; for 13, one that the agency sent to the system
     * @param status the code
     * @param reason needed for some
     */
    record Report(String from, String document, String status, String reason) implements Action {
        /** What is left out has a default. */
        public Report {
            from = given(from);
            document = given(document);
            status = given(status);
            reason = given(reason);
        }

        @Override
        public Prepared on(Desk desk) {
            return desk.report(this);
        }

        @Override
        public Action about(Renaming documents) {
            return new Report(from, documents.of(from, document), status, reason);
        }
    }

    /**
     * Sends something again that was sent.
     *
     * @param document the one it was, or was about
     * @param operation of what was sent; the code of a status
     * @param as {@code same}: the same submission, as a system does that got no answer; {@code new}: another one like it
     * @param from who sent it, where several said the same
     */
    record Again(String document, String operation, String as, Optional<String> from) implements Action {
        static final String SAME = "same";

        /** What is left out has a default. */
        public Again {
            document = given(document);
            operation = given(operation).isBlank() ? Drafts.NEW : operation;
            as = given(as).isBlank() ? SAME : as;
            from = from.filter(code -> !code.isBlank());
        }

        boolean means(SentMessages.View sent) {
            return sent.document().equals(document)
                    && sent.operation().equals(operation)
                    && from.map(sent.from()::equals).orElse(true);
        }

        @Override
        public Prepared on(Desk desk) {
            return desk.again(this);
        }

        @Override
        public Action about(Renaming documents) {
            return new Again(documents.of(from.orElse(""), document), operation, as, from);
        }
    }

    /** Says how an agency reacts to its next document. */
    record React(String agency, String reaction) implements Action {
        /** What is left out has a default. */
        public React {
            agency = given(agency);
            reaction = given(reaction);
        }

        @Override
        public Prepared on(Desk desk) {
            return desk.react(this);
        }
    }

    /**
     * Lets something go wrong; always and for everybody, where nothing is said.
     *
     * @param times 0: no limit
     * @param from how long after it was set it begins, on the clock of the exchange
     * @param until how long after it was set it is over
     */
    record SetFault(
            Optional<String> agency,
            String stage,
            String effect,
            Optional<Integer> after,
            Optional<Integer> times,
            Optional<Double> probability,
            Optional<String> from,
            Optional<String> until)
            implements Action {
        /** What is left out has a default. */
        public SetFault {
            agency = agency.filter(code -> !code.isBlank());
            stage = given(stage);
            effect = given(effect);
            from = from.filter(time -> !time.isBlank());
            until = until.filter(time -> !time.isBlank());
        }

        /** What a fault in words is here. */
        static SetFault of(FaultOrder order) {
            FaultOrder.Which which = order.which();
            Map<String, String> conditions = order.conditions();
            return new SetFault(
                    Optional.of(order.agency()).filter(code -> !code.equals(FaultOrder.EVERYBODY)),
                    order.stage().word(),
                    order.effect().words(),
                    Optional.of(which.after()).filter(after -> after > 0),
                    which.times(),
                    Optional.of(which.probability()).filter(probability -> probability < 1),
                    Optional.ofNullable(conditions.get("from")),
                    Optional.ofNullable(conditions.get("until")));
        }

        FaultOrder order() {
            Map<String, String> conditions = new LinkedHashMap<>();
            after.ifPresent(count -> conditions.put("after", count.toString()));
            times.filter(count -> count != 0).ifPresent(count -> conditions.put("times", count.toString()));
            probability.ifPresent(likely -> conditions.put("probability", likely.toString()));
            from.ifPresent(time -> conditions.put("from", time));
            until.ifPresent(time -> conditions.put("until", time));
            return FaultOrder.read(agency.orElse(FaultOrder.EVERYBODY), stage, effect, conditions);
        }

        @Override
        public Prepared on(Desk desk) {
            return desk.fault(this);
        }
    }

    /** Lets nothing go wrong any more. */
    record EndFaults() implements Action {
        @Override
        public Prepared on(Desk desk) {
            return desk.noFaults();
        }
    }

    /** {@code freeze}, {@code run FACTOR} or {@code advance TIME}. */
    record SetClock(String clock) implements Action {
        /** What is left out has a default. */
        public SetClock {
            clock = given(clock);
        }

        @Override
        public Prepared on(Desk desk) {
            return desk.clock(this);
        }
    }

    /** {@code cut}, {@code down} or {@code up}, for the line of the system under test. */
    record SetLine(String line) implements Action {
        /** What is left out has a default. */
        public SetLine {
            line = given(line);
        }

        @Override
        public Prepared on(Desk desk) {
            return desk.line(this);
        }
    }

    /** Stops the exchange and starts it again. */
    record Restart() implements Action {
        @Override
        public Prepared on(Desk desk) {
            return desk.restart();
        }
    }

    /**
     * Says what should come; what is empty does not matter.
     *
     * @param what the operation of a document, the code of a status
     * @param within how soon
     */
    record Expect(
            Optional<String> at,
            Optional<String> from,
            Optional<String> document,
            Optional<String> number,
            Optional<String> what,
            String within)
            implements Action {
        /** What is left out has a default. */
        public Expect {
            at = at.filter(text -> !text.isBlank());
            from = from.filter(text -> !text.isBlank());
            document = document.filter(text -> !text.isBlank());
            number = number.filter(text -> !text.isBlank());
            what = what.filter(text -> !text.isBlank());
            within = given(within).isBlank() ? "30s" : within;
        }

        Entry.Wanted since(int mark) {
            return new Entry.Wanted(mark, at, from, document, number, what);
        }

        @Override
        public Prepared on(Desk desk) {
            return desk.expect(this);
        }

        @Override
        public Action about(Renaming documents) {
            Optional<String> renamed = document.map(id -> documents.of(at.orElse(""), id));
            return new Expect(at, from, renamed, number, what, within);
        }
    }

    private static String given(@Nullable String text) {
        return text == null ? "" : text;
    }
}
