// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.mailbox;

import java.time.Duration;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.ErrorCode;

/** Is told of what passes, to count it: on the path of messages, so at once and without fail. */
public interface Traffic {
    /** Nobody counts. */
    Traffic IGNORED = new Traffic() {
        @Override
        public void refused(ErrorCode code) {
            // nobody wants to know
        }

        @Override
        public void taken(EndpointId endpoint, Duration waited) {
            // nobody wants to know
        }
    };

    /** A submission was refused, for this reason first. */
    void refused(ErrorCode code);

    /**
     * An endpoint acknowledged a document.
     *
     * @param waited since its acceptance
     */
    void taken(EndpointId endpoint, Duration waited);
}
