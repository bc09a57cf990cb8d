// SPDX-License-Identifier: Apache-2.0
/**
 * What other authorities say about the certificates they issued: their lists (CRL) and responders (OCSP) are asked in the
 * background, what they said is kept, and what they revoked is revoked in the register of keys. Nothing here waits for a network
 * while a message is on its way.
 */
@NullMarked
package vn.lienthong.broker.revocation;

import org.jspecify.annotations.NullMarked;
