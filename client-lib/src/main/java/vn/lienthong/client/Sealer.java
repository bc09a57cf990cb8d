// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.RefusalException;
import vn.lienthong.protocol.RoutingHeader;
import vn.lienthong.protocol.SubmissionId;
import vn.lienthong.protocol.json.AddressedPackage;
import vn.lienthong.protocol.json.Inquiry;
import vn.lienthong.trust.BodyDigest;
import vn.lienthong.trust.EndpointKey;
import vn.lienthong.trust.PreparedSeal;
import vn.lienthong.trust.Seal;
import vn.lienthong.trust.SealedBody;
import vn.lienthong.trust.SealingSecret;
import vn.lienthong.trust.SealingStream;

/**
 * Seals documents for their recipients. A document is read twice: its key depends on all of it. A large one is sealed into a file
 * before any of it is sent, so that one which changes meanwhile is noticed before two contents under one key are on the line.
 * Thread-safe.
 */
final class Sealer {
    private static final Logger LOG = LoggerFactory.getLogger(Sealer.class);
    private static final int IN_MEMORY_BYTES = 128 * 1024;
    private static final int BLOCK = 256 * 1024;

    private final ClientConfig.Sealing config;
    private final SpoolFolder spool;
    private final RecipientKeys keys;
    private final Inquirer inquirer;
    private @Nullable SealingSecret secret;

    Sealer(ClientConfig config, SpoolFolder spool, RecipientKeys keys, Inquirer inquirer) {
        this.config = config.sealing();
        this.spool = spool;
        this.keys = keys;
        this.inquirer = inquirer;
    }

    /** A document that is sealed, for nobody yet. */
    record Sealed(RoutingHeader header, Seal seal, Body body, Optional<Path> file) implements AutoCloseable {
        @Override
        public void close() {
            file.ifPresent(Sealer::delete);
        }
    }

    /** Seals a document. Once more, it gives the same. */
    Sealed seal(Outgoing outgoing) throws IOException {
        SubmissionId submission = outgoing.header().submission();
        BodyDigest commitment = secret().startCommitment(submission);
        byte[] head;
        try (InputStream in = outgoing.body().open()) {
            head = in.readNBytes(IN_MEMORY_BYTES);
            commitment.update(head, 0, head.length);
            commitment.update(in);
        }
        PreparedSeal prepared =
                secret().prepare(submission, commitment, config.suite(), SealedBody.DEFAULT_SEGMENT_SIZE);
        return head.length < IN_MEMORY_BYTES ? inMemory(outgoing.header(), prepared, head) : inFile(outgoing, prepared);
    }

    private static Sealed inMemory(RoutingHeader header, PreparedSeal prepared, byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (SealingStream stream = prepared.into(out)) {
            stream.write(content);
            Seal seal = stream.finish();
            byte[] sealed = out.toByteArray();
            return new Sealed(header, seal, () -> new ByteArrayInputStream(sealed), Optional.empty());
        }
    }

    private Sealed inFile(Outgoing outgoing, PreparedSeal prepared) throws IOException {
        Path file = room(() -> spool.newFile(".sealed"));
        try (InputStream in = outgoing.body().open();
                OutputStream out = room(() -> Files.newOutputStream(file));
                SealingStream stream = prepared.into(out)) {
            byte[] block = new byte[BLOCK];
            for (int count = in.read(block); count >= 0; count = in.read(block)) {
                int length = count;
                room(() -> {
                    stream.write(block, 0, length);
                    return length;
                });
            }
            Seal seal = stream.finish();
            return new Sealed(outgoing.header(), seal, () -> Files.newInputStream(file), Optional.of(file));
        } catch (IOException | RuntimeException e) {
            delete(file);
            throw e;
        }
    }

    /** Work that needs room on this machine. */
    private interface Work<T> {
        T run() throws IOException;
    }

    /** There may be room again later: what waits in an outbox must not be given up. */
    private <T> T room(Work<T> work) {
        try {
            return work.run();
        } catch (IOException e) {
            throw spool.unwritable(e);
        }
    }

    /** Addresses a sealed document to those who receive it as of now. What several get is handed in before the document. */
    Shipment address(Sealed sealed) {
        List<AddressedPackage> packages = packages(sealed.header(), sealed.seal());
        if (packages.size() > 1) {
            handIn(sealed, packages);
        }
        return new Shipment(
                sealed.header(),
                sealed.body(),
                Optional.of(sealed.seal().body()),
                packages.size() == 1 ? Optional.of(packages.get(0)) : Optional.empty());
    }

    /** The recipients may have moved to another endpoint. */
    void addressAnew(Sealed sealed) {
        keys.forget(sealed.header());
    }

    /** Hands in new key packages for a document that was sent before. */
    void reseal(Outgoing outgoing) throws IOException {
        keys.forget(outgoing.header());
        try (Sealed again = seal(outgoing)) {
            handIn(again, packages(again.header(), again.seal()));
        }
    }

    private List<AddressedPackage> packages(RoutingHeader header, Seal seal) {
        List<AddressedPackage> packages = new ArrayList<>();
        for (Map.Entry<EndpointId, EndpointKey> recipient : keys.of(header).entrySet()) {
            byte[] wrapped = seal.packageFor(header.submission(), recipient.getKey())
                    .wrapFor(recipient.getValue().certificate());
            packages.add(
                    new AddressedPackage(recipient.getKey(), Base64.getEncoder().encodeToString(wrapped)));
        }
        return packages;
    }

    private void handIn(Sealed sealed, List<AddressedPackage> packages) {
        int most = Inquiry.HandInKeyPackages.MOST;
        for (int from = 0; from < packages.size(); from += most) {
            List<AddressedPackage> some = packages.subList(from, Math.min(packages.size(), from + most));
            inquirer.ask(new Inquiry.HandInKeyPackages(
                    sealed.header().submission(), sealed.seal().body().digest(), some));
        }
    }

    /** Made when the first document is sealed. */
    private synchronized SealingSecret secret() {
        SealingSecret known = secret;
        if (known == null) {
            try {
                known = SealingSecret.keptIn(config.secret());
            } catch (RefusalException e) { // somebody can mend it
                throw new ExchangeUnavailableException(e.refusal().problems(), e);
            }
            secret = known;
        }
        return known;
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.atWarn().setCause(e).addKeyValue("file", file).log("a temporary file could not be deleted");
        }
    }
}
