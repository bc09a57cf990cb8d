// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import java.nio.file.Path;
import vn.lienthong.protocol.EndpointId;

/** Whose mailboxes are read, and where large bodies wait meanwhile. */
record Receiver(EndpointId endpoint, Path spoolDirectory) {}
