// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.faults;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/** Answers a connection in the exchange's place. */
final class StandIn {
    private static final int PATIENCE_MILLIS = 10_000;

    private StandIn() {}

    /**
     * Shakes hands and listens; whoever looks at the certificate says nothing after that.
     *
     * @return whether the other side went on to talk
     */
    static boolean isTrusted(Socket client, SSLContext context) throws IOException {
        client.setSoTimeout(PATIENCE_MILLIS);
        try (SSLSocket secured = (SSLSocket) context.getSocketFactory().createSocket(client, "", 0, true)) {
            secured.setUseClientMode(false);
            secured.startHandshake();
            return secured.getInputStream().read() >= 0;
        } catch (SSLException | SocketException e) {
            return false; // it says so, or just hangs up
        }
    }
}
