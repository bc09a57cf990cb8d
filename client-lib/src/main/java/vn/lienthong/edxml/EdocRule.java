// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

/** A set of rules on one aspect of an edoc. Reports what it finds and changes nothing. */
@FunctionalInterface
interface EdocRule {
    void check(Edoc edoc, RuleRun run);
}
