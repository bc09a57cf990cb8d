// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.openid;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.lienthong.broker.access.Role;
import vn.lienthong.broker.access.Scope;
import vn.lienthong.edxml.AgencyId;

/**
 * What somebody may do whose account has a value.
 *
 * @param value the value, such as the name of a group
 * @param role what they are for
 * @param scope which agencies they are responsible for
 */
public record RoleGrant(String value, Role role, Scope scope) {
    private static final Pattern FORM = Pattern.compile("(\\S.*?)\\s*=\\s*([a-z]+)((?:\\s+\\S+)*)");

    /** Grants as they are written: {@code hue-office = operator H57 H49, everybody = viewer}; empty if they are wrong. */
    public static Optional<List<RoleGrant>> parseAll(String text) {
        List<RoleGrant> grants = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            Optional<RoleGrant> grant = parse(part.strip());
            if (grant.isEmpty()) {
                return Optional.empty();
            }
            grants.add(grant.get());
        }
        return Optional.of(List.copyOf(grants));
    }

    private static Optional<RoleGrant> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            List<AgencyId> agencies = Arrays.stream(matcher.group(3).strip().split("\\s+"))
                    .filter(code -> !code.isEmpty())
                    .map(AgencyId::new)
                    .toList();
            return Role.ofWireName(matcher.group(2))
                    .map(role -> new RoleGrant(matcher.group(1), role, new Scope(agencies)));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // no code of an agency
        }
    }
}
