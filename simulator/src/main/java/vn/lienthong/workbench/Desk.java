// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.workbench;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import vn.lienthong.client.Document;
import vn.lienthong.client.StatusReport;
import vn.lienthong.config.Settings;
import vn.lienthong.edxml.VietnamTime;
import vn.lienthong.faults.FaultOrder;
import vn.lienthong.faults.FaultyLine;
import vn.lienthong.simulator.Reaction;
import vn.lienthong.simulator.Script;
import vn.lienthong.testkit.SimulatedClock;
import vn.lienthong.testkit.SimulatedExchange;
import vn.lienthong.workbench.Action.Prepared;
import vn.lienthong.workbench.SentMessages.Sent;

/**
 * Where the actions of a tester are carried out. Each is prepared first and done then. Thread-safe.
 *
 * @param own the agency whose system is tested
 * @param scripted the agencies around it
 */
record Desk(SimulatedExchange exchange, String own, List<String> scripted, Papers papers, Expectations expectations) {
    private static final int MOST_AT_ONCE = 1000;

    /** What was written, what was sent and what came. */
    record Papers(Drafts drafts, SentMessages sent, MessageLog came) {}

    Prepared send(Action.Send order) {
        int times = order.times().orElse(1);
        if (times < 1 || times > MOST_AT_ONCE) {
            throw new NotPossibleException("times is 1 to " + MOST_AT_ONCE, "số lần là từ 1 đến " + MOST_AT_ONCE);
        }
        scripted(order.from());
        List<Sent> all = IntStream.range(0, times)
                .mapToObj(i -> Sent.of(order, draft(order)))
                .toList();
        return new Prepared(all.stream().map(one -> one.view().document()).toList(), () -> all.forEach(this::hand));
    }

    Prepared report(Action.Report order) {
        scripted(order.from());
        StatusReport report = StatusDraft.of(this, order);
        return Prepared.of(() -> hand(Sent.of(order, report)));
    }

    Prepared again(Action.Again order) {
        Sent sent = papers.sent()
                .find(order::means)
                .orElseThrow(() -> new NotPossibleException(
                        "no " + order.operation() + " of " + order.document() + " was sent from here",
                        "chưa gửi " + order.operation() + " nào của " + order.document() + " từ đây"));
        return switch (order.as()) {
            case Action.Again.SAME ->
                new Prepared(sent.header().isPresent() ? List.of(order.document()) : List.of(), () -> sent.doing()
                        .accept(exchange.agency(sent.view().from())));
            case Drafts.NEW -> sent.another().on(this);
            default ->
                throw new NotPossibleException(
                        "same or new, not " + order.as(), "same hoặc new, không phải " + order.as());
        };
    }

    private Document draft(Action.Send order) {
        LocalDate today = LocalDate.ofInstant(exchange.clock().instant(), VietnamTime.ZONE);
        return papers.drafts().document(order, recipients(order), today);
    }

    List<String> recipients(Action.Send order) {
        return order.to().isEmpty() ? List.of(own) : order.to();
    }

    private void hand(Sent one) {
        papers.sent().add(one);
        one.doing().accept(exchange.agency(one.view().from()));
    }

    Prepared react(Action.React order) {
        Reaction.ToDocument reaction = Script.reaction(order.reaction())
                .orElseThrow(() -> new IllegalArgumentException("no reaction: " + order.reaction()));
        String agency = scripted(order.agency());
        return Prepared.of(() -> exchange.agency(agency).enqueue(reaction));
    }

    Prepared fault(Action.SetFault set) {
        FaultOrder order = set.order();
        if (!order.agency().equals(FaultOrder.EVERYBODY) && !order.agency().equals(own)) {
            scripted(order.agency());
        }
        return Prepared.of(() -> exchange.faults().add(order));
    }

    Prepared noFaults() {
        return Prepared.of(() -> exchange.faults().clear());
    }

    Prepared clock(Action.SetClock order) {
        Consumer<SimulatedClock> hand = hand(order);
        return Prepared.of(() -> hand.accept(exchange.clock()));
    }

    private static Consumer<SimulatedClock> hand(Action.SetClock order) {
        String[] parts = order.clock().strip().split("\\s+", 2);
        String amount = parts.length == 1 ? "" : parts[1];
        return switch (parts[0]) {
            case "freeze" -> SimulatedClock::freeze;
            case "run" -> {
                double speed = amount.isEmpty() ? 1 : speed(amount);
                yield clock -> clock.run(speed);
            }
            case "advance" -> {
                Duration by = time(amount);
                yield clock -> clock.advance(by);
            }
            default -> throw new IllegalArgumentException("freeze, run FACTOR or advance TIME, not " + order.clock());
        };
    }

    static double speed(String text) {
        if (!text.matches("\\d{1,6}(\\.\\d{1,6})?")) {
            throw new IllegalArgumentException("a number such as 2 or 0.5, not " + text);
        }
        return Double.parseDouble(text);
    }

    static Duration time(String text) {
        return Settings.parseDuration(text)
                .orElseThrow(() -> new IllegalArgumentException("a time such as 30s or 26h, not " + text));
    }

    Prepared line(Action.SetLine order) {
        FaultyLine line = exchange.line(own);
        return Prepared.of(
                switch (order.line()) {
                    case "cut" -> line::cut;
                    case "down" -> line::takeDown;
                    case "up" -> line::mend;
                    default -> throw new IllegalArgumentException("cut, down or up, not " + order.line());
                });
    }

    Prepared restart() {
        return Prepared.of(exchange::restart);
    }

    Prepared expect(Action.Expect order) {
        Duration within = time(order.within());
        if (within.compareTo(Replay.LONGEST_EXPECTATION) > 0) {
            throw new IllegalArgumentException("something is expected within a day at most, not " + order.within());
        }
        return Prepared.of(() -> expectations.add(order, within));
    }

    private String scripted(String agency) {
        if (!scripted.contains(agency)) {
            throw new NotPossibleException(
                    "one of " + scripted + ", not " + agency, "một trong " + scripted + ", không phải " + agency);
        }
        return agency;
    }
}
