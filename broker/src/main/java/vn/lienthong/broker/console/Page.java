// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.console;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import vn.lienthong.broker.access.Operator;
import vn.lienthong.broker.access.Permission;
import vn.lienthong.broker.access.Role;
import vn.lienthong.edxml.AgencyId;

/**
 * What every page knows.
 *
 * @param texts the words
 * @param operator who looks
 * @param token what forms show
 * @param path where it is, for the menu
 * @param here the same with its query, for coming back
 * @param told what is to be said first, once
 * @param preferences how they want to see it
 * @param now when it was made
 */
record Page(
        Texts texts,
        Operator operator,
        String token,
        String path,
        String here,
        String told,
        Preferences preferences,
        Instant now) {
    /**
     * How somebody wants to see pages.
     *
     * @param utc times in UTC instead of those of Vietnam
     * @param theme light, dark, or auto as the system says
     */
    record Preferences(boolean utc, String theme) {}

    /** An entry of the menu. */
    record Entry(String path, String label, boolean current) {}

    /** Where an agency is shown; its code may hold signs that mean something in an address. */
    String agency(AgencyId id) {
        return "/agencies/" + Pager.encoded(id.value());
    }

    /** A place with something asked of it. */
    String query(String place, String name, Object value) {
        return place + Pager.query(Map.of(name, value.toString()));
    }

    /** The table of this page as a file. */
    String csv() {
        return here + (here.contains("?") ? "&" : "?") + "form=csv";
    }

    String t(String key, Object... facts) {
        return texts.text(key, facts);
    }

    /** A problem that was written down in English. */
    String stored(String problem) {
        return StoredText.in(texts, problem);
    }

    /** A role by its name as it is written down; somebody who was not let in has none. */
    String role(String name) {
        return Role.ofWireName(name).map(role -> texts.name("role", role)).orElse(name);
    }

    String time(Instant time) {
        return texts.time(time, preferences.utc());
    }

    String ago(Instant time) {
        return texts.ago(time, now);
    }

    String age(long seconds) {
        return texts.duration(Duration.ofSeconds(seconds));
    }

    boolean may(Permission permission) {
        return operator.may(permission);
    }

    boolean mayOperate() {
        return may(Permission.OPERATE);
    }

    /** Whether who looks sees the whole exchange. */
    boolean seesAll() {
        return operator.scope().isEverything();
    }

    List<Entry> menu() {
        return Route.menu().stream()
                .filter(route -> may(route.permission()) && (seesAll() || route.isForSome()))
                .map(route -> new Entry(
                        route.path(), t("menu." + route.key()), path.equals(route.path()) || isBelow(route.path())))
                .toList();
    }

    private boolean isBelow(String other) {
        return other.length() > 1 && path.startsWith(other + "/");
    }
}
