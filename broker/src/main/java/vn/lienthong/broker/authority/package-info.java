/**
 * The local development certificate authority: makes keys and certificates for the exchange and its endpoints.
 */
@NullMarked
package vn.lienthong.broker.authority;

import org.jspecify.annotations.NullMarked;
