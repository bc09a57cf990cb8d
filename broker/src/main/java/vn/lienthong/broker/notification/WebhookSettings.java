// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.notification;

import java.net.URI;
import java.nio.file.Path;

/**
 * How alerts are sent to a program.
 *
 * @param url where to
 * @param secretFile a file with the secret both know
 */
public record WebhookSettings(URI url, Path secretFile) {}
