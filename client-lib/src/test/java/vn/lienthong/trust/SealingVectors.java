// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.trust;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import vn.lienthong.protocol.EndpointId;

/**
 * The vectors for other implementations, in {@code src/test/resources/sealing}. Everything in them was made for this purpose;
 * the keys protect nothing.
 */
final class SealingVectors {
    static final String LETTER = "<edXML>Đề nghị cung cấp đầu mối kỹ thuật</edXML>\n";

    /** A segment and a piece; byte number i is i mod 251. */
    static final int LONG_SIZE = Sealed.SEGMENT + 1000;

    private SealingVectors() {}

    static byte[] longPlain() {
        byte[] plain = new byte[LONG_SIZE];
        for (int i = 0; i < plain.length; i++) {
            plain[i] = (byte) (i % 251);
        }
        return plain;
    }

    /** The endpoint that a package of the vectors is for. */
    static EndpointId endpoint(RecipientKind kind) {
        return new EndpointId("vector-" + kind.name().toLowerCase(Locale.ROOT));
    }

    static byte[] read(String name) throws IOException {
        try (InputStream in = SealingVectors.class.getResourceAsStream("/sealing/" + name)) {
            if (in == null) {
                throw new IOException("no vector " + name);
            }
            return in.readAllBytes();
        }
    }

    /** Makes them all anew in a folder. Their form does not change, so this is needed when a new form comes. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        BodyKey key = BodyKey.parse(
                "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
                "f0f1f2f3f4f5f6f7f8f9fafbfcfdfeffe0e1e2e3e4e5e6e7e8e9eaebecedeeef");
        SealHeader header = new SealHeader(Suite.S1, Sealed.SEGMENT, new byte[] {'v', 'e', 'c', 't', 'o', 'r', '1'});
        write(folder, "empty", Sealed.of(new byte[0], header, key));
        write(folder, "letter", Sealed.of(LETTER.getBytes(UTF_8), header, key));
        Sealed body = Sealed.of(longPlain(), header, key);
        write(folder, "long", body);
        Map<RecipientKind, SealingKeys.Entry> recipients = new EnumMap<>(RecipientKind.class);
        for (RecipientKind kind : RecipientKind.values()) {
            SealingKeys.Entry entry = Recipients.of(kind);
            byte[] wrapped =
                    body.seal().packageFor(Sealed.SUBMISSION, endpoint(kind)).wrapFor(entry.certificate());
            recipients.put(kind, entry);
            Files.write(folder.resolve(endpoint(kind) + ".package"), wrapped);
        }
        Recipients.store(folder.resolve("sealing.p12"), recipients.values().toArray(SealingKeys.Entry[]::new));
    }

    private static void write(Path folder, String name, Sealed body) throws IOException {
        Files.write(folder.resolve(name + ".sealed"), body.bytes());
        Files.write(
                folder.resolve(name + ".txt"),
                KeyPackageText.encode(body.seal().packageFor(Sealed.SUBMISSION, Sealed.ENDPOINT)));
    }
}
