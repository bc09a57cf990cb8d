// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.access;

/**
 * Somebody who works at the exchange, as they have come in.
 *
 * @param name who
 * @param role what they are for
 * @param scope which agencies they are responsible for
 * @param origin from where they came in, such as the address of their browser
 */
public record Operator(String name, Role role, Scope scope, String origin) {
    /** Whoever may write the data folder owns the exchange, by the name the operating system knows them by. */
    public static Operator ofDataFolder(String name) {
        return new Operator(name, Role.ADMIN, Scope.EVERYTHING, "data folder");
    }

    /** Whether they may do something. */
    public boolean may(Permission permission) {
        return role.has(permission);
    }
}
