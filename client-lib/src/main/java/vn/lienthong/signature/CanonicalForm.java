// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.signature;

import java.util.Set;

/**
 * How a file is written out before it is digested.
 *
 * @param exclusive whether only namespaces that are used are written
 * @param always prefixes whose namespaces are written all the same, the empty one among them
 */
record CanonicalForm(boolean exclusive, Set<String> always) {
    static final CanonicalForm INCLUSIVE = new CanonicalForm(false, Set.of());

    CanonicalForm {
        always = Set.copyOf(always);
    }
}
