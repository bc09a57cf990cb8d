// SPDX-License-Identifier: Apache-2.0
/**
 * The signatures that other systems put into documents, in the header of an edXML file and in its PDF attachments: read,
 * checked and reported, never the reason to trust a message. Libraries appear in no public signature.
 */
@NullMarked
package vn.lienthong.signature;

import org.jspecify.annotations.NullMarked;
