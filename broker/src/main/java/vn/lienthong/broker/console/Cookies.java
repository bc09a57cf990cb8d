// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.console;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;

/** What the console keeps in a browser. */
final class Cookies {
    /** The language somebody chose. */
    static final String LANGUAGE = "lang";

    /** The time zone. */
    static final String ZONE = "zone";

    /** Light or dark. */
    static final String THEME = "theme";

    private static final int A_YEAR = 365 * 86_400;
    private static final String PLAIN = "lienthong";

    /** A browser takes a cookie of this name from this host alone, over TLS alone. */
    private static final String SECURE = "__Host-lienthong";

    private static final String UNDER_WAY = "lienthong-under-way";
    private static final String SECURE_UNDER_WAY = "__Host-lienthong-under-way";
    private static final int UNDER_WAY_SECONDS = 600;

    private final boolean secure;

    Cookies(boolean secure) {
        this.secure = secure;
    }

    String session(Context context) {
        String id = context.cookie(secure ? SECURE : PLAIN);
        return id == null ? "" : id;
    }

    void begin(Context context, Session session) {
        context.cookie(cookie(secure ? SECURE : PLAIN, session.id(), -1, true));
    }

    void end(Context context) {
        context.cookie(cookie(secure ? SECURE : PLAIN, "", 0, true));
    }

    /** Leaves a mark in the browser of somebody who goes to the sign-in provider; it has to be shown by who comes from there. */
    void leave(Context context, String id) {
        context.cookie(underWay(id, UNDER_WAY_SECONDS));
    }

    /** The mark; empty if there is none. */
    String left(Context context) {
        String id = context.cookie(secure ? SECURE_UNDER_WAY : UNDER_WAY);
        return id == null ? "" : id;
    }

    void forget(Context context) {
        context.cookie(underWay("", 0));
    }

    private Cookie underWay(String id, int age) {
        String name = secure ? SECURE_UNDER_WAY : UNDER_WAY;
        return new Cookie(name, id, "/", age, secure, true, null, SameSite.LAX);
    }

    void prefer(Context context, String what, String value) {
        context.cookie(cookie(what, value, A_YEAR, true));
    }

    private Cookie cookie(String name, String value, int age, boolean hidden) {
        return new Cookie(name, value, "/", age, secure, hidden, null, SameSite.STRICT);
    }
}
