// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.doctor;

import java.util.Locale;

/** What is looked at. */
public enum Subject {
    /** The configuration file. */
    CONFIGURATION(false),
    /** The name of the exchange in the DNS. */
    NAME(true),
    /** The port of the exchange. */
    PORT(true),
    /** TLS, the version and the chain of certificates. */
    TLS(false),
    /** The certificate of the exchange. */
    SERVER_CERTIFICATE(false),
    /** The key and certificate for connecting, or the exchange's own. */
    KEY(false),
    /** The key and certificate for signing. */
    SIGNING_KEY(false),
    /** The keys and certificates for opening what was sealed. */
    SEALING_KEY(false),
    /** Who may read the files with secrets. */
    PERMISSIONS(false),
    /** Signing in to the exchange as the endpoint. */
    CONNECTION(false),
    /** What the exchange's log of keys says about the endpoint. */
    KEY_LOG(false),
    /** The clock of this machine. */
    CLOCK(false),
    /** Room on the disk. */
    DISK(false),
    /** Whether an exchange runs on the data folder. */
    RUNNING(true),
    /** The journal in which messages stand. */
    JOURNAL(false),
    /** The ledger. */
    LEDGER(false),
    /** Certificates of endpoints and of the exchange that end soon. */
    CERTIFICATES(false);

    private final boolean reachability;

    Subject(boolean reachability) {
        this.reachability = reachability;
    }

    /** Whether the exchange cannot be reached when this fails. */
    public boolean isReachability() {
        return reachability;
    }

    /** As it is printed. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
