// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.openid;

import java.net.URI;

/**
 * Somebody is at the provider and has not come back.
 *
 * @param address where they were sent
 * @param state what they bring back
 * @param nonce what their token has to say
 * @param verifier what only the console knows and shows when it asks for the token
 */
public record PendingSignIn(URI address, String state, String nonce, String verifier) {
    /** Nothing that helps to come in. */
    @Override
    public String toString() {
        return "PendingSignIn";
    }
}
