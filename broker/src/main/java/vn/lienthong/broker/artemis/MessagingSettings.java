// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.artemis;

import java.nio.file.Path;
import vn.lienthong.config.DataSize;

/**
 * What the embedded broker needs to know.
 *
 * @param data the folder for journal, pages and large bodies
 * @param listen where it listens and with which key
 * @param redelivery how often and when it tries again
 * @param memory how many bytes of messages stay in memory before queues move to disk
 * @param connections how many connections an endpoint may have that has no limit of its own
 */
public record MessagingSettings(Path data, Listener listen, Redelivery redelivery, DataSize memory, int connections) {

    /**
     * Where the broker listens.
     *
     * @param host the address to bind
     * @param port the port; 0 takes a free one
     * @param keys the key store (PKCS#12) with its own key and the authority it trusts
     * @param password the file with the password of both stores
     * @param trust the trust store (PKCS#12)
     */
    public record Listener(String host, int port, Path keys, Path trust, Path password) {}
}
