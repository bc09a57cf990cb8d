// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.console;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import vn.lienthong.broker.access.Operator;

/** Somebody who is signed in. Thread-safe. */
final class Session {
    private final String id;
    private final String token;
    private final String user;
    private final String origin;
    private final Instant begun;
    private volatile Instant used;
    private final AtomicReference<String> word = new AtomicReference<>("");

    /**
     * A session that begins.
     *
     * @param id what the browser shows
     * @param token what every form shows
     * @param operator who
     */
    Session(String id, String token, Operator operator, Instant begun) {
        this.id = id;
        this.token = token;
        this.user = operator.name();
        this.origin = operator.origin();
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
        return user;
    }

    String origin() {
        return origin;
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
