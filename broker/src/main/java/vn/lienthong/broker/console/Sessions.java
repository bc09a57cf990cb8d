// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.console;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import vn.lienthong.broker.access.Operator;

/**
 * Who is signed in, in memory only: after a restart everybody signs in again. A session ends after {@value #IDLE_MINUTES} minutes
 * without use and after {@value #LONGEST_HOURS} hours in any case. Thread-safe.
 */
final class Sessions {
    private static final int IDLE_MINUTES = 60;
    private static final int LONGEST_HOURS = 12;
    private static final int MOST = 10_000;
    private static final int SECRET_BYTES = 32;
    private static final Duration IDLE = Duration.ofMinutes(IDLE_MINUTES);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Duration LONGEST = Duration.ofHours(LONGEST_HOURS);

    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final Clock clock;

    Sessions(Clock clock) {
        this.clock = clock;
    }

    /** Begins a session with an id that nobody knew before. */
    Session begin(Operator operator) {
        return begin(operator, false);
    }

    /** Begins a session of somebody who is no user here; what they may do is what they came with. */
    Session beginExternal(Operator operator) {
        return begin(operator, true);
    }

    private Session begin(Operator operator, boolean external) {
        Instant now = clock.instant();
        sessions.values().removeIf(session -> isOver(session, now));
        if (sessions.size() >= MOST) {
            throw new IllegalStateException("too many people are signed in");
        }
        Session session = new Session(secret(), secret(), operator, external, now);
        sessions.put(session.id(), session);
        return session;
    }

    /** The session with an id, if it goes on; somebody uses it. */
    Optional<Session> find(String id) {
        Optional<Session> session = look(id);
        session.ifPresent(found -> found.use(clock.instant()));
        return session;
    }

    /** The session with an id, if it goes on; nobody uses it by that. */
    Optional<Session> look(String id) {
        Instant now = clock.instant();
        return Optional.ofNullable(sessions.get(id)).filter(found -> !isOver(found, now));
    }

    void end(Session session) {
        sessions.remove(session.id());
    }

    private static boolean isOver(Session session, Instant now) {
        return now.isAfter(session.used().plus(IDLE))
                || now.isAfter(session.begun().plus(LONGEST));
    }

    /** What nobody can guess. */
    static String secret() {
        byte[] bytes = new byte[SECRET_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
