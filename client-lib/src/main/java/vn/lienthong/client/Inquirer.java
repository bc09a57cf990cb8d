// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.protocol.AgencyChanges;
import vn.lienthong.protocol.AgencyInfo;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.Refusal;
import vn.lienthong.protocol.json.Inquiry;
import vn.lienthong.protocol.json.InquiryAnswer;

/** Asks the exchange and waits for its answer. Nothing of it is kept on any disk. Thread-safe. */
final class Inquirer implements AddressBook {
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);
    private static final int KEPT = 2;

    private final ClientConfig config;
    private final Link link;
    private final EndpointId endpoint;
    private final Queue<Questions> idle = new ConcurrentLinkedQueue<>();

    Inquirer(ClientConfig config, Link link, EndpointId endpoint) {
        this.config = config;
        this.link = link;
        this.endpoint = endpoint;
    }

    /** Who asks. */
    EndpointId endpoint() {
        return endpoint;
    }

    @Override
    public Optional<AgencyInfo> agency(AgencyId agency) {
        return ask(new Inquiry.ShowAgency(agency)).agencies().orElseThrow().stream()
                .findFirst();
    }

    @Override
    public List<AgencyInfo> search(String text, int most) {
        List<AgencyInfo> found = new ArrayList<>();
        Optional<AgencyId> beyond = Optional.empty();
        do {
            InquiryAnswer page = ask(new Inquiry.FindAgencies(text, most - found.size(), beyond));
            found.addAll(page.agencies().orElseThrow());
            beyond = page.next();
        } while (beyond.isPresent() && found.size() < most);
        return found;
    }

    @Override
    public AgencyChanges changesAfter(long place) {
        InquiryAnswer page = ask(new Inquiry.ListChanges(place, Optional.empty()));
        AgencyChanges first = page.changes().orElseThrow();
        List<AgencyInfo> agencies = new ArrayList<>(first.agencies());
        while (page.next().isPresent()) {
            page = ask(new Inquiry.ListChanges(place, page.next()));
            agencies.addAll(page.changes().orElseThrow().agencies());
        }
        return new AgencyChanges(first.upTo(), agencies); // what changed between two pages comes again
    }

    /**
     * The answer; asked again on a new connection if the first breaks, and after a moment if the exchange cannot answer now, which is
     * safe: a question changes nothing, and what is handed in twice is there once.
     */
    InquiryAnswer ask(Inquiry inquiry) {
        return ask(inquiry, config.sendTimeout());
    }

    /** The same by somebody who waits at most so long. */
    InquiryAnswer ask(Inquiry inquiry, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        JMSException last = null;
        while (System.nanoTime() < deadline) {
            Connection connection = link.connection(Duration.ofNanos(deadline - System.nanoTime()));
            try {
                Optional<InquiryAnswer> answer = ask(connection, inquiry, deadline);
                if (answer.isPresent()) {
                    return settled(answer.get());
                }
            } catch (ExchangeUnavailableException e) {
                if (!pause(deadline)) {
                    throw e;
                }
            } catch (JMSException e) {
                Optional<ExchangeException> refused = Failures.finalAnswer(e);
                if (refused.isPresent()) {
                    throw refused.get();
                }
                last = e;
                link.lost(connection, e);
            }
        }
        throw Failures.noAnswer(config, last);
    }

    /** Waits a moment; false if there is no time for that. The connection is awaited at the next turn, and ends it when closed. */
    private boolean pause(long deadline) {
        if (link.isClosed() || System.nanoTime() + BETWEEN_TRIES.toNanos() >= deadline) {
            return false;
        }
        try {
            return !link.awaitClose(BETWEEN_TRIES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** To make a session takes longer than to use one, so one that gave an answer is used again. */
    private Optional<InquiryAnswer> ask(Connection connection, Inquiry inquiry, long deadline) throws JMSException {
        Questions questions = idle(connection);
        boolean again = false;
        try {
            Optional<BytesMessage> answer =
                    questions.ask(inquiry.toJson(), Duration.ofNanos(deadline - System.nanoTime()));
            again = answer.isPresent() && idle.size() < KEPT;
            return answer.isPresent() ? Optional.of(read(answer.get())) : Optional.empty();
        } finally {
            if (again) {
                idle.add(questions);
            } else {
                questions.close();
            }
        }
    }

    /** A session on a connection; those on connections that were lost ended with them. */
    private Questions idle(Connection connection) throws JMSException {
        for (Questions kept = idle.poll(); kept != null; kept = idle.poll()) {
            if (kept.connection().equals(connection)) {
                return kept;
            }
        }
        return new Questions(connection, endpoint);
    }

    private static InquiryAnswer read(BytesMessage message) throws JMSException {
        try {
            return InquiryAnswer.parse(Messages.body(message));
        } catch (IOException e) {
            throw new ExchangeUnavailableException(
                    List.of(ErrorCode.BODY_UNREADABLE.with("answer", String.valueOf(e.getMessage()))), e);
        }
    }

    private static InquiryAnswer settled(InquiryAnswer answer) {
        Optional<Refusal> refusal = answer.refusal().flatMap(Refusal::parse);
        if (refusal.isPresent()) {
            throw Failures.of(refusal.get().problems(), new IllegalStateException("the exchange refused to answer"));
        }
        return answer;
    }
}
