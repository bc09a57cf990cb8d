// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.Refusal;
import vn.lienthong.protocol.RefusalException;
import vn.lienthong.protocol.SubmissionId;
import vn.lienthong.protocol.json.AddressedPackage;
import vn.lienthong.protocol.json.Inquiry;
import vn.lienthong.trust.KeyPackage;
import vn.lienthong.trust.KeyPurpose;
import vn.lienthong.trust.SealedBody;
import vn.lienthong.trust.SealingKeys;
import vn.lienthong.trust.Statement;

/** Finds the keys of what was sealed for this endpoint. Thread-safe. */
final class Opening {
    private final Optional<OwnKeys<SealingKeys>> keys;
    private final Inquirer inquirer;

    Opening(ClientConfig config, Identity identity, Inquirer inquirer) {
        this.keys = config.sealing().keyStore().map(file -> read(file, identity));
        this.inquirer = inquirer;
    }

    /** The certificates of the keys it opens with now. */
    List<X509Certificate> certificates() {
        return keys.map(own -> own.current().certificates()).orElse(List.of());
    }

    private static OwnKeys<SealingKeys> read(Path file, Identity identity) {
        return OwnKeys.of(
                file,
                store -> {
                    SealingKeys keys =
                            SealingKeys.load(store, identity.password().toCharArray());
                    keys.certificates().stream()
                            .max(Comparator.comparing(X509Certificate::getNotAfter)) // those before it are kept to open
                            .ifPresent(newest -> DaysLeft.tell(KeyPurpose.SEALING, store, newest));
                    return keys;
                },
                failure -> new AccessDeniedException(
                        List.of(ErrorCode.KEY_STORE_UNUSABLE.with(
                                file.toString(), String.valueOf(failure.getMessage()))),
                        failure));
    }

    /**
     * The key of a document that came.
     *
     * @param carried the package that came with it; one that does not open may have been replaced at the exchange since
     * @return empty if it is not sealed
     * @throws RefusalException if it is sealed and does not open
     */
    Optional<KeyPackage> keyOf(Sender sender, Optional<String> carried) {
        Optional<Statement> statement = sender.statement().map(signed -> signed.statement());
        Optional<SealedBody> body = statement.flatMap(Statement::sealedBody);
        if (body.isEmpty()) {
            return Optional.empty();
        }
        SubmissionId submission = statement.get().submission();
        SealingKeys own = keys.orElseThrow(() -> unusable(submission, "this endpoint has no sealing-key-store"))
                .current();
        if (carried.isEmpty()) {
            return Optional.of(
                    handedIn(sender, own, submission, body.get()).orElseThrow(() -> unusable(submission, "none came")));
        }
        try {
            return Optional.of(open(own, carried.get(), submission, body.get()));
        } catch (RefusalException e) {
            return Optional.of(handedIn(sender, own, submission, body.get()).orElseThrow(() -> e));
        }
    }

    private Optional<KeyPackage> handedIn(Sender sender, SealingKeys own, SubmissionId submission, SealedBody body) {
        return ask(new Inquiry.ShowKeyPackage(sender.endpoint(), submission, body.digest()))
                .map(wrapped -> own.open(decoded(wrapped, submission), submission, inquirer.endpoint(), body));
    }

    private Optional<String> ask(Inquiry.ShowKeyPackage inquiry) {
        try {
            return inquirer.ask(inquiry).keyPackage();
        } catch (ExchangeException e) {
            throw new RefusalException(new Refusal(e.problems()));
        }
    }

    private KeyPackage open(SealingKeys own, String carried, SubmissionId submission, SealedBody body) {
        try {
            AddressedPackage addressed = AddressedPackage.parse(carried);
            return own.open(decoded(addressed.wrapped(), submission), submission, inquirer.endpoint(), body);
        } catch (IllegalArgumentException e) {
            throw unusable(submission, String.valueOf(e.getMessage()));
        }
    }

    private byte[] decoded(String wrapped, SubmissionId submission) {
        try {
            return Base64.getDecoder().decode(wrapped);
        } catch (IllegalArgumentException e) {
            throw unusable(submission, "it is not Base64");
        }
    }

    private RefusalException unusable(SubmissionId submission, String why) {
        EndpointId own = inquirer.endpoint();
        return new RefusalException(ErrorCode.KEY_PACKAGE_UNUSABLE.with(submission.value(), own.value(), why));
    }
}
