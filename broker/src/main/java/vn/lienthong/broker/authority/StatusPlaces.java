// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.authority;

import java.net.URI;

/**
 * Where everybody can find out whether a certificate was revoked.
 *
 * @param list the address of the list (CRL)
 * @param responder the address of the responder (OCSP)
 */
public record StatusPlaces(URI list, URI responder) {}
