// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.access;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What an operator is for. */
public enum Role {
    /** Looks. */
    VIEWER(Permission.SEE),
    /** Looks and repairs. */
    OPERATOR(Permission.SEE, Permission.OPERATE),
    /** Looks, also at what the others did, and changes nothing. */
    AUDITOR(Permission.SEE, Permission.AUDIT),
    /** Everything. */
    ADMIN(Permission.values());

    @SuppressWarnings("ImmutableEnumChecker") // nobody gets at it
    private final Set<Permission> permissions;

    Role(Permission... permissions) {
        this.permissions = EnumSet.noneOf(Permission.class);
        this.permissions.addAll(Arrays.asList(permissions));
    }

    /** Whether it comes with a permission. */
    public boolean has(Permission permission) {
        return permissions.contains(permission);
    }

    /** As it is written in files and on the command line. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role with a name. */
    public static Optional<Role> ofWireName(String name) {
        return Arrays.stream(values())
                .filter(role -> role.wireName().equals(name))
                .findFirst();
    }
}
