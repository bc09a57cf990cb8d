// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.workbench;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.lienthong.workbench.Session.Message;
import vn.lienthong.workbench.Session.Step;

/**
 * Calls the documents of a session by names that mean the same in another: by who sent them and the how-many-eth they were.
 * Immutable.
 */
final class SessionNames {
    private final Map<String, String> sent;
    private final Map<Name, Name> own;
    private final Session session;

    /** A document at an agency. */
    record Name(String at, String document) {}

    private SessionNames(Map<String, String> sent, Map<Name, Name> own, Session session) {
        this.sent = sent;
        this.own = own;
        this.session = session;
    }

    static SessionNames of(Session session) {
        Map<String, String> sent = new HashMap<>();
        for (Step step : session.steps()) {
            for (String id : step.documents().orElse(List.of())) {
                sent.putIfAbsent(id, "sent " + (sent.size() + 1));
            }
        }
        Map<Name, Name> own = new HashMap<>();
        Map<String, Integer> counts = new HashMap<>();
        for (Message message : ofSystem(session)) {
            Name id = new Name(message.at(), message.document());
            if (!sent.containsKey(message.document()) && !own.containsKey(id)) {
                own.put(id, new Name(message.at(), "own " + counts.merge(message.at(), 1, Integer::sum)));
            }
        }
        return new SessionNames(sent, own, session);
    }

    /** What the tester did, about documents with names. */
    List<Action> actions() {
        return session.steps().stream()
                .flatMap(step -> step.read().stream())
                .map(action -> action.about((at, id) -> of(new Name(at, id)).document()))
                .toList();
    }

    /** The name of the document that a message is, or is about. */
    Name of(Message message) {
        return of(new Name(message.at(), message.document()));
    }

    /** The name of a document at an agency; of one that neither tester nor system sent its id. */
    Name of(Name id) {
        return Optional.ofNullable(sent.get(id.document()))
                .map(name -> new Name(id.at(), name))
                .orElseGet(() -> own.getOrDefault(id, id));
    }

    /** The id of a document that the system sent, if there is one of this name. */
    Optional<String> ofSystem(Name name) {
        return own.entrySet().stream()
                .filter(entry -> entry.getValue().equals(name))
                .map(entry -> entry.getKey().document())
                .findFirst();
    }

    /** What the system did: each of its messages once, however often it was handed over. */
    static List<Message> ofSystem(Session session) {
        return session.steps().stream()
                .flatMap(step -> step.came().stream())
                .filter(message -> message.from().equals(session.own()) && message.isFirst())
                .toList();
    }

    /** A text without its digits: numbers, dates and times are others in every run. */
    static String masked(String text) {
        return text.replaceAll("\\p{Nd}+", "#");
    }
}
