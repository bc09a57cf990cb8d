// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.testkit;

import vn.lienthong.protocol.EndpointId;

/** The configuration of a client whose keys lie beside it. */
public final class ClientFile {
    private ClientFile() {}

    /** The text of the file. */
    public static String text(EndpointId endpoint, String host, int port) {
        return String.join(
                "\n",
                "# Connects endpoint " + endpoint + " to an exchange; the files named here lie beside this one.",
                "host = " + host,
                "port = " + port,
                "key-store = keys.p12",
                "trust-store = trust.p12",
                "password-file = password",
                "");
    }
}
