// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.doctor;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts what a trust store trusts, and remembers what a server presented and why it was not trusted. It lets nothing pass that
 * would not pass otherwise. Not thread-safe.
 */
final class Presented extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager judge;
    private List<X509Certificate> chain = List.of();
    private Optional<CertificateException> distrust = Optional.empty();
    private boolean named = true;

    Presented(KeyStore trusted) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        judge = Arrays.stream(factory.getTrustManagers())
                .filter(X509ExtendedTrustManager.class::isInstance)
                .map(X509ExtendedTrustManager.class::cast)
                .findFirst()
                .orElseThrow(() -> new GeneralSecurityException("this Java has no trust manager"));
    }

    TrustManager[] alone() {
        return new TrustManager[] {this};
    }

    /** What the server presented, its own certificate first. */
    List<X509Certificate> chain() {
        return chain;
    }

    /** Why its chain is not trusted, if it is not. */
    Optional<CertificateException> distrust() {
        return distrust;
    }

    /** Whether its certificate is for the name it was reached under. */
    boolean isNamed() {
        return named;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] presented, String type, Socket socket)
            throws CertificateException {
        chain = List.of(presented);
        try {
            judge.checkServerTrusted(presented, type);
        } catch (CertificateException e) {
            distrust = Optional.of(e);
            throw e;
        }
        try {
            judge.checkServerTrusted(presented, type, socket);
        } catch (CertificateException e) {
            named = false;
            throw e;
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] presented, String type, SSLEngine engine)
            throws CertificateException {
        judge.checkServerTrusted(presented, type, engine);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] presented, String type) throws CertificateException {
        judge.checkServerTrusted(presented, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] presented, String type, Socket socket)
            throws CertificateException {
        judge.checkClientTrusted(presented, type, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] presented, String type, SSLEngine engine)
            throws CertificateException {
        judge.checkClientTrusted(presented, type, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] presented, String type) throws CertificateException {
        judge.checkClientTrusted(presented, type);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return judge.getAcceptedIssuers();
    }
}
