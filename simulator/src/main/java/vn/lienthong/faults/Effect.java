// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.faults;

import java.time.Duration;
import vn.lienthong.protocol.ErrorCode;

/** What goes wrong. Plain values; each says itself in words, which {@link EffectText} reads. */
public sealed interface Effect {
    /** The words for it in case files, commands and pages. */
    String words();

    /** It happens later. */
    record Delay(Duration by) implements Effect {
        @Override
        public String words() {
            return "delay " + by.toMillis() + "ms";
        }
    }

    /** It does not happen, and nobody is told. */
    record Drop() implements Effect {
        @Override
        public String words() {
            return "drop";
        }
    }

    /** It happens twice. */
    record Duplicate() implements Effect {
        @Override
        public String words() {
            return "duplicate";
        }
    }

    /** It changes places with the next. */
    record Reorder() implements Effect {
        @Override
        public String words() {
            return "reorder";
        }
    }

    /** The connection breaks after so many bytes. */
    record Disconnect(long afterBytes) implements Effect {
        @Override
        public String words() {
            return "disconnect " + afterBytes;
        }
    }

    /** So many bytes a second and no more. */
    record Slow(int bytesPerSecond) implements Effect {
        @Override
        public String words() {
            return "slow " + bytesPerSecond;
        }
    }

    /** The byte at a place is another one. */
    record Corrupt(long at) implements Effect {
        @Override
        public String words() {
            return "corrupt " + at;
        }
    }

    /** The exchange says no, with a code of the catalogue of errors. */
    record Refuse(String code) implements Effect {
        /** Only codes there are. */
        public Refuse {
            if (ErrorCode.ofCode(code).isEmpty()) {
                throw new IllegalArgumentException("no error has the code " + code);
            }
        }

        @Override
        public String words() {
            return "refuse " + code;
        }
    }

    /** Who answers in the exchange's place shows a certificate of its authority that has expired. */
    record ExpiredCertificate() implements Effect {
        @Override
        public String words() {
            return "expired-certificate";
        }
    }

    /** The clock of the exchange is ahead by so much, or behind. */
    record ClockSkew(Duration by) implements Effect {
        @Override
        public String words() {
            return "clock-skew " + by.toMillis() + "ms";
        }
    }

    /** The exchange takes no document, for its disk is full. */
    record DiskFull() implements Effect {
        @Override
        public String words() {
            return "disk-full";
        }
    }

    /** The body is another than the one that was signed. */
    record BadDigest() implements Effect {
        @Override
        public String words() {
            return "bad-digest";
        }
    }

    /** The exchange goes down at this moment, and comes back. */
    record Restart() implements Effect {
        @Override
        public String words() {
            return "restart";
        }
    }

    /** Somebody else's name stands in it. */
    record WrongSender() implements Effect {
        @Override
        public String words() {
            return "wrong-sender";
        }
    }
}
