// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.protocol;

import java.util.Optional;

/** How a connection says by which software it was made. The exchange shows it to operators, and trusts it in nothing. */
public final class ClientSoftware {
    /** The name under which it stands in the metadata of a session. */
    public static final String KEY = "lienthong-client";

    private static final int LONGEST = 60;

    private ClientSoftware() {}

    /** This library and its version. */
    public static String library() {
        return "Lienthong " + version().orElse("development");
    }

    /** The version of this program; empty if it runs from classes that were not packed. */
    public static Optional<String> version() {
        return Optional.ofNullable(ClientSoftware.class.getPackage().getImplementationVersion());
    }

    /** What a connection said, fit to be shown. */
    public static String shown(String said) {
        String printable = said.replaceAll("\\p{C}", "").strip();
        return printable.length() <= LONGEST ? printable : printable.substring(0, LONGEST);
    }
}
