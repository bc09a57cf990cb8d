// SPDX-License-Identifier: Apache-2.0
/**
 * How endpoints come by their keys: certificates are issued and registered here in one step, for operators, for holders of a
 * token, and for endpoints that renew.
 */
@NullMarked
package vn.lienthong.broker.enrolment;

import org.jspecify.annotations.NullMarked;
