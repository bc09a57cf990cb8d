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

    void prefer(Context context, String what, String value) {
        context.cookie(cookie(what, value, A_YEAR, true));
    }

    private Cookie cookie(String name, String value, int age, boolean hidden) {
        return new Cookie(name, value, "/", age, secure, hidden, null, SameSite.STRICT);
    }
}
