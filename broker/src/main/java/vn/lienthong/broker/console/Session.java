// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.console;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import vn.lienthong.broker.access.Operator;

/** Somebody who is signed in. Thread-safe. */
final class Session {
    private final String id;
    private final String token;
    private final Operator operator;
    private final boolean external;
    private final Instant begun;
    private volatile Instant used;
    private final AtomicReference<String> word = new AtomicReference<>("");

    /**
     * A session that begins.
     *
     * @param id what the browser shows
     * @param token what every form shows
     * @param operator who
     * @param external whether they are no user here and came from a provider
     */
    Session(String id, String token, Operator operator, boolean external, Instant begun) {
        this.id = id;
        this.token = token;
        this.operator = operator;
        this.external = external;
        this.begun = begun;
        this.used = begun;
    }

    String id() {
        return id;
    }

    String token() {
        return token;
    }

    String user() {
        return operator.name();
    }

    String origin() {
        return operator.origin();
    }

    /** Who it is and what they may do, if that is not looked up among the users. */
    Optional<Operator> external() {
        return external ? Optional.of(operator) : Optional.empty();
    }

    Instant begun() {
        return begun;
    }

    Instant used() {
        return used;
    }

    void use(Instant now) {
        used = now;
    }

    /** Has the next page say something. */
    void tell(String something) {
        word.set(something);
    }

    /** What the next page is to say, once; empty if nothing. */
    String told() {
        return word.getAndSet("");
    }
}
