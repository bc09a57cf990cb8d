// SPDX-License-Identifier: Apache-2.0
/**
 * Lines on disk that can be added and never changed, and that anybody can check who has the exchange's certificate: the form of
 * its log of keys and of its audit log.
 */
@NullMarked
package vn.lienthong.broker.signedlog;

import org.jspecify.annotations.NullMarked;
