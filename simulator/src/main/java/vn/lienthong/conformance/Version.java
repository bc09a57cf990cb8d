// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.conformance;

import java.util.Optional;

/** Which version of the test cases this is. */
final class Version {
    private Version() {}

    static String current() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("development");
    }
}
