// SPDX-License-Identifier: Apache-2.0
/** Tells people and programs elsewhere of alerts, by mail and by webhook; when there is an alert is not decided here. */
@NullMarked
package vn.lienthong.broker.notification;

import org.jspecify.annotations.NullMarked;
