// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.deadletters;

/** Who has to agree before dead letters are discarded, which nobody can undo. */
public enum Approval {
    /** Another operator than the one who asks for it. */
    SECOND_PERSON,
    /** Nobody. */
    NONE
}
