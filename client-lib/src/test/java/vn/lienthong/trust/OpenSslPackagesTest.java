// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.trust;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@code openssl} 3 does with key packages. Skipped where it is not installed. */
final class OpenSslPackagesTest {
    private final Sealed sealed = Sealed.ofSize(100);

    @TempDir
    Path folder;

    @BeforeAll
    static void needs_openssl_3() throws Exception {
        boolean installed;
        try {
            Process process = new ProcessBuilder("openssl", "version").start();
            installed = new String(process.getInputStream().readAllBytes(), UTF_8).startsWith("OpenSSL 3");
        } catch (IOException e) {
            installed = false;
        }
        assumeTrue(installed, "openssl 3 is not installed");
    }

    @ParameterizedTest
    @EnumSource(RecipientKind.class)
    void openssl_prints_what_is_in_a_package(RecipientKind kind) throws Exception {
        Path wrapped = wrapped(Recipients.of(kind));

        String printed = openssl("cms", "-cmsout", "-print", "-inform", "DER", "-in", wrapped.toString());

        assertThat(printed)
                .contains("id-smime-ct-authEnvelopedData", "aes-256-gcm")
                .containsPattern(
                        switch (kind) {
                            case X25519 -> "d.kari:[\\s\\S]*X25519";
                            case P256 -> "d.kari:[\\s\\S]*dhSinglePass-stdDH-sha256kdf-scheme";
                            case RSA -> "d.ktri:[\\s\\S]*rsaesOaep";
                            case HYBRID -> "d.ori:[\\s\\S]*1.3.6.1.5.5.7.6.58";
                        });
    }

    /** Of the others OpenSSL 3.0 knows too little: no HKDF in key agreement, no composite keys. */
    @ParameterizedTest
    @EnumSource(names = {"P256", "RSA"})
    void openssl_opens_a_package(RecipientKind kind) throws Exception {
        SealingKeys.Entry recipient = Recipients.of(kind);

        String content = openssl(
                "cms",
                "-decrypt",
                "-inform",
                "DER",
                "-in",
                wrapped(recipient).toString(),
                "-recip",
                pem(recipient).toString(),
                "-inkey",
                pem(recipient).toString());

        assertThat(content).isEqualTo(new String(KeyPackageText.encode(sealed.keys()), US_ASCII));
    }

    @ParameterizedTest
    @EnumSource(names = {"P256", "RSA"})
    void a_package_that_openssl_made_is_opened(RecipientKind kind) throws Exception {
        SealingKeys.Entry recipient = Recipients.of(kind);
        Path text = Files.write(folder.resolve("package.txt"), KeyPackageText.encode(sealed.keys()));
        Path wrapped = folder.resolve("openssl.der");
        List<String> command = new ArrayList<>(List.of(
                "cms", "-encrypt", "-binary", "-aes-256-gcm", "-outform", "DER", "-out", wrapped.toString(), "-in"));
        command.addAll(List.of(text.toString(), "-recip", pem(recipient).toString()));
        command.addAll(
                kind == RecipientKind.RSA
                        ? List.of("-keyopt", "rsa_padding_mode:oaep", "-keyopt", "rsa_oaep_md:sha256")
                        : List.of("-keyopt", "ecdh_kdf_md:sha256", "-aes256-wrap"));

        openssl(command.toArray(String[]::new));

        assertThat(Recipients.keysOf(recipient)
                        .open(
                                Files.readAllBytes(wrapped),
                                Sealed.SUBMISSION,
                                Sealed.ENDPOINT,
                                sealed.seal().body()))
                .isEqualTo(sealed.keys());
    }

    @Test
    void openssl_finds_a_changed_package() throws Exception {
        SealingKeys.Entry recipient = Recipients.of(RecipientKind.RSA);
        Path wrapped = wrapped(recipient);
        byte[] bytes = Files.readAllBytes(wrapped);
        Files.write(wrapped, Sealed.flipped(bytes, bytes.length - 1));

        Process process = start(
                "cms",
                "-decrypt",
                "-inform",
                "DER",
                "-in",
                wrapped.toString(),
                "-recip",
                pem(recipient).toString(),
                "-inkey",
                pem(recipient).toString());
        process.getInputStream().readAllBytes();

        assertThat(process.waitFor()).isNotZero();
    }

    private Path wrapped(SealingKeys.Entry recipient) throws IOException {
        return Files.write(folder.resolve("package.der"), sealed.keys().wrapFor(recipient.certificate()));
    }

    private Path pem(SealingKeys.Entry entry) throws Exception {
        return Files.writeString(
                folder.resolve("recipient.pem"),
                block("CERTIFICATE", entry.certificate().getEncoded())
                        + block("PRIVATE KEY", entry.key().getEncoded()));
    }

    private static String block(String type, byte[] encoded) {
        return "-----BEGIN " + type + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded) + "\n-----END " + type
                + "-----\n";
    }

    private static String openssl(String... arguments) throws Exception {
        Process process = start(arguments);
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private static Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }
}
