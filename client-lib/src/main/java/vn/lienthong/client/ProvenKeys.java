// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.Refusal;
import vn.lienthong.protocol.RefusalException;
import vn.lienthong.protocol.json.Inquiry;
import vn.lienthong.protocol.json.InquiryAnswer;
import vn.lienthong.protocol.json.KeyAnswer;
import vn.lienthong.protocol.json.KeyLogState;
import vn.lienthong.trust.EndpointKey;
import vn.lienthong.trust.KeyLogView;
import vn.lienthong.trust.KeyPurpose;
import vn.lienthong.trust.LogHead;

/**
 * Asks the exchange for keys of endpoints and believes what its log of keys proves. The head of the log is kept in a file, so that a
 * log that was changed is noticed also after a new start. Thread-safe.
 */
final class ProvenKeys {
    private static final Logger LOG = LoggerFactory.getLogger(ProvenKeys.class);

    private final Inquirer inquirer;
    private final KeyLogView view;
    private final Path headFile;

    /**
     * What was proved.
     *
     * @param endpoint whose keys
     * @param speaks whether that endpoint speaks for the agency that was asked about
     * @param keys the newest first, revoked ones included
     */
    record Answered(EndpointId endpoint, boolean speaks, List<EndpointKey> keys) {}

    /** How many entries the log has, and a word that changes with who speaks or receives for whom. */
    record State(long entries, String hosting) {}

    /**
     * Those that the exchange knows.
     *
     * @param headFile where the head of its log is remembered
     */
    ProvenKeys(Inquirer inquirer, Collection<X509Certificate> authorities, Path headFile) {
        this.inquirer = inquirer;
        this.headFile = headFile;
        this.view = new KeyLogView(authorities, remembered(headFile));
    }

    /** The keys for signing of an endpoint that says it speaks for an agency. */
    Answered signingKeysOf(EndpointId endpoint, AgencyId agency) {
        return ask(Optional.of(endpoint), Optional.of(agency), KeyPurpose.SIGNING, false);
    }

    /** All keys of an endpoint for a purpose. */
    List<EndpointKey> of(EndpointId endpoint, KeyPurpose purpose) {
        return ask(Optional.of(endpoint), Optional.empty(), purpose, false).keys();
    }

    /** The keys for sealing of the endpoint that gets documents for an agency, or their recalls. */
    Answered askReceiver(AgencyId agency, boolean recall) {
        return ask(Optional.empty(), Optional.of(agency), KeyPurpose.SEALING, recall);
    }

    /**
     * One question at a time: each shows that the log continues what the one before has seen.
     *
     * @param endpoint whose; empty for the endpoint that receives for the agency
     */
    private synchronized Answered ask(
            Optional<EndpointId> endpoint, Optional<AgencyId> agency, KeyPurpose purpose, boolean recall) {
        Optional<LogHead> seen = view.remembered();
        Inquiry.ShowKeys question = new Inquiry.ShowKeys(
                endpoint,
                purpose.wireName(),
                agency,
                seen.map(LogHead::size).orElse(0L),
                recall ? Optional.of(true) : Optional.empty());
        KeyAnswer answer = answer(() -> inquirer.ask(question)).keys().orElseThrow();
        if (endpoint.filter(asked -> !asked.equals(answer.endpoint())).isPresent()) {
            throw new RefusalException(ErrorCode.KEY_LOG_INCONSISTENT.with("it answers about " + answer.endpoint()));
        }
        List<EndpointKey> keys = view.read(seen, answer, purpose);
        remember(seen);
        return new Answered(answer.endpoint(), answer.speaks(), keys);
    }

    /**
     * Where the log stands. Waits for no other question, and not long: who asks can do without.
     *
     * @throws ExchangeException if it was not said in that time
     */
    State state(Duration patience) {
        Optional<LogHead> seen = view.remembered();
        Inquiry.ShowKeyLog question =
                new Inquiry.ShowKeyLog(seen.map(LogHead::size).orElse(0L));
        KeyLogState answer =
                answer(() -> inquirer.ask(question, patience)).keyLog().orElseThrow();
        LogHead head = view.readState(seen, answer);
        remember(seen);
        return new State(head.size(), answer.hosting());
    }

    /** An exchange that says itself that its log does not go on from what was seen is believed no more than one that is caught. */
    private static InquiryAnswer answer(Supplier<InquiryAnswer> question) {
        try {
            return question.get();
        } catch (AccessDeniedException e) {
            if (e.problems().get(0).code() == ErrorCode.KEY_LOG_INCONSISTENT) {
                throw new RefusalException(new Refusal(e.problems()));
            }
            throw e;
        }
    }

    private void remember(Optional<LogHead> seen) {
        synchronized (headFile) {
            view.remembered().filter(head -> !Optional.of(head).equals(seen)).ifPresent(this::write);
        }
    }

    private void write(LogHead head) {
        try {
            Path next = Files.createTempFile(headFile.toAbsolutePath().getParent(), "key-log", ".part");
            try {
                Files.writeString(next, head.text());
                Files.move(next, headFile, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(next);
            }
        } catch (IOException e) {
            LOG.atWarn()
                    .setCause(e)
                    .addKeyValue("file", headFile)
                    .log(
                            "the head of the key log is remembered until this program ends only; make its folder writable");
        }
    }

    private static Optional<LogHead> remembered(Path file) {
        try {
            return Files.exists(file) ? Optional.of(LogHead.parse(Files.readString(file))) : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            throw new AccessDeniedException(
                    List.of(ErrorCode.KEY_STORE_UNUSABLE.with(file.toString(), String.valueOf(e.getMessage()))), e);
        }
    }
}
