// SPDX-License-Identifier: Apache-2.0
/** What operators should know of without asking: rules over what monitoring sees, when each began to hold and when it ended. */
@NullMarked
package vn.lienthong.broker.alerts;

import org.jspecify.annotations.NullMarked;
