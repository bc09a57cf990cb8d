// SPDX-License-Identifier: Apache-2.0
/**
 * Signing in with an account that is kept elsewhere, by OpenID Connect: how to get there, what comes back and whether it is to be
 * believed. Who may come in with which role is a setting; sessions are the console's. Only this package knows the library.
 */
@NullMarked
package vn.lienthong.broker.openid;

import org.jspecify.annotations.NullMarked;
