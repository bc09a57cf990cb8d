// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.console;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import vn.lienthong.broker.access.Permission;

/** The pages of the menu, what it takes to see each, and whether they can be kept to some agencies. */
enum Route {
    /** What needs attention. */
    TODAY("/", Permission.SEE, true),
    /** Documents. */
    FIND("/find", Permission.SEE, true),
    /** Agencies and their endpoints. */
    AGENCIES("/agencies", Permission.SEE, false),
    /** What could not be handed over. */
    DEAD_LETTERS("/dead-letters", Permission.SEE, true),
    /** Queues. */
    QUEUES("/queues", Permission.SEE, false),
    /** How agencies answer. */
    REPORTS("/reports", Permission.SEE, true),
    /** What operators did. */
    AUDIT("/audit", Permission.AUDIT, false),
    /** The exchange itself. */
    SYSTEM("/system", Permission.SEE, false);

    private final String path;
    private final Permission permission;
    private final boolean forSome;

    Route(String path, Permission permission, boolean forSome) {
        this.path = path;
        this.permission = permission;
        this.forSome = forSome;
    }

    static List<Route> menu() {
        return Arrays.asList(values());
    }

    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String path() {
        return path;
    }

    Permission permission() {
        return permission;
    }

    boolean isForSome() {
        return forSome;
    }
}
