// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.enrolment;

import java.nio.file.Path;
import vn.lienthong.broker.authority.KeyFiles;

/**
 * Where an exchange keeps what it needs for keys.
 *
 * @param authority its certificate authority
 * @param signer its own key for signing
 * @param register the log of keys
 * @param handedOut the folders with keys that were made for endpoints
 */
public record KeyFolders(Path authority, KeyFiles signer, Path register, Path handedOut) {}
