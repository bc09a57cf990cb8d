// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.protocol.json;

import vn.lienthong.protocol.EndpointId;

/**
 * A key package on its way to an endpoint.
 *
 * @param endpoint whose it is
 * @param wrapped CMS AuthEnvelopedData, DER, in Base64
 */
public record AddressedPackage(EndpointId endpoint, String wrapped) {
    private static final char BETWEEN = ':';

    /** Checks that nothing is absent. */
    public AddressedPackage {
        Presence.check(endpoint, wrapped);
    }

    /** As one text. */
    public String encode() {
        return endpoint.value() + BETWEEN + wrapped;
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public static AddressedPackage parse(String text) {
        int between = text.indexOf(BETWEEN);
        if (between < 0) {
            throw new IllegalArgumentException("a key package names its endpoint first");
        }
        return new AddressedPackage(new EndpointId(text.substring(0, between)), text.substring(between + 1));
    }
}
