// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.doctor;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import vn.lienthong.words.Words;

/** Whether a port speaks TLS as it should: version 1.3, a chain that is trusted, a certificate for the name it is reached under. */
final class TlsCheck {
    private final String name;
    private final InetSocketAddress place;
    private final Findings findings;

    TlsCheck(String name, InetSocketAddress place, Findings findings) {
        this.name = name;
        this.place = place;
        this.findings = findings;
    }

    /** Shakes hands, showing a key if there is one to show. */
    void examine(KeyManager[] keys, KeyStore trusted, Duration patience) {
        try {
            Presented presented = new Presented(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, presented.alone(), null);
            String version = "";
            try {
                version = handshake(context, patience);
            } catch (IOException e) {
                explain(presented, e);
            }
            judge(version, presented);
        } catch (GeneralSecurityException e) {
            findings.failed(
                    Subject.TLS,
                    new Words("TLS cannot be tried: " + e.getMessage(), "không thử được TLS: " + e.getMessage()),
                    new Words("check the trust store", "hãy kiểm tra kho chứng thư tin cậy"));
        }
    }

    private String handshake(SSLContext context, Duration patience) throws IOException {
        try (Socket plain = new Socket()) {
            plain.connect(place, Math.toIntExact(patience.toMillis()));
            plain.setSoTimeout(Math.toIntExact(patience.toMillis()));
            try (SSLSocket secure =
                    (SSLSocket) context.getSocketFactory().createSocket(plain, name, place.getPort(), true)) {
                SSLParameters parameters = secure.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                secure.setSSLParameters(parameters);
                secure.startHandshake();
                return secure.getSession().getProtocol();
            }
        }
    }

    private void judge(String version, Presented presented) {
        if (!version.isEmpty() && !version.equals("TLSv1.3")) {
            findings.failed(
                    Subject.TLS,
                    new Words("it speaks " + version + " only", "chỉ dùng được " + version),
                    new Words(
                            "something between here and the exchange ends TLS; have it pass through",
                            "có thiết bị chặn TLS trên đường đi; hãy cho đi thẳng"));
        } else if (!version.isEmpty()) {
            findings.passed(
                    Subject.TLS,
                    new Words(
                            version + ", chain trusted, named " + name,
                            version + ", chuỗi chứng thư tin cậy, đúng tên " + name));
        }
        if (!presented.chain().isEmpty()) {
            X509Certificate own = presented.chain().get(0);
            Words whose = new Words(
                    "the exchange (" + own.getSubjectX500Principal() + ")",
                    "trục liên thông (" + own.getSubjectX500Principal() + ")");
            Term.examine(Subject.SERVER_CERTIFICATE, whose, own, findings);
        }
    }

    private void explain(Presented presented, IOException failure) {
        if (presented.chain().isEmpty()) {
            findings.failed(
                    Subject.TLS,
                    new Words(
                            "what listens there does not speak TLS as the exchange does (" + failure.getMessage() + ")",
                            "cổng này không dùng TLS như trục liên thông (" + failure.getMessage() + ")"),
                    new Words(
                            "check 'port': it is that of messages, not that of the console or of enrolment",
                            "hãy kiểm tra 'port': phải là cổng thông điệp, không phải cổng điều hành hay cổng đăng ký"));
            return;
        }
        X509Certificate own = presented.chain().get(0);
        if (presented.distrust().isPresent() && isValid(own)) {
            findings.failed(
                    Subject.TLS,
                    new Words(
                            "its certificate was issued by " + own.getIssuerX500Principal()
                                    + ", which is not trusted here",
                            "chứng thư do " + own.getIssuerX500Principal() + " cấp, không nằm trong kho tin cậy"),
                    new Words(
                            "ask the operator for the certificate of the authority; if it did not change, somebody stands between",
                            "hãy xin chứng thư của cơ quan cấp từ bộ phận vận hành; nếu không đổi thì có kẻ đứng giữa"));
        } else if (!presented.isNamed()) {
            findings.failed(
                    Subject.TLS,
                    new Words("its certificate is not for the name " + name, "chứng thư không dành cho tên " + name),
                    new Words(
                            "write one of its names as 'host', or have the operator add this one to host-names",
                            "hãy ghi đúng tên trong 'host', hoặc nhờ bộ phận vận hành thêm tên này vào host-names"));
        } else if (presented.distrust().isEmpty()) {
            findings.failed(
                    Subject.TLS,
                    new Words(
                            "the exchange broke off (" + failure.getMessage() + ")",
                            "trục liên thông ngắt kết nối (" + failure.getMessage() + ")"),
                    new Words("see what is said of the key", "hãy xem kết quả kiểm tra khóa"));
        }
    }

    private static boolean isValid(X509Certificate certificate) {
        Instant now = Instant.now();
        return !now.isBefore(certificate.getNotBefore().toInstant())
                && !now.isAfter(certificate.getNotAfter().toInstant());
    }
}
