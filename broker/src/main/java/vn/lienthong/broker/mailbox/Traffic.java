// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.mailbox;

import java.time.Duration;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.MessageKind;

/** Is told of what passes, to count it: on the path of messages, so at once and without fail. */
public interface Traffic {
    /** Nobody counts. */
    Traffic IGNORED = new Traffic() {
        @Override
        public void refused(ErrorCode code) {
            // nobody wants to know
        }

        @Override
        public void taken(MessageKind kind, Duration waited) {
            // nobody wants to know
        }
    };

    /** A submission was refused, for this reason first. */
    void refused(ErrorCode code);

    /**
     * An endpoint acknowledged a document or a status.
     *
     * @param waited since its acceptance
     */
    void taken(MessageKind kind, Duration waited);
}
