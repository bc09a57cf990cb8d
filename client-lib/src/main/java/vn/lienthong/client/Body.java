// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import java.io.IOException;
import java.io.InputStream;

/** The bytes of one edXML file; may be opened again and again. */
@FunctionalInterface
interface Body {
    InputStream open() throws IOException;
}
