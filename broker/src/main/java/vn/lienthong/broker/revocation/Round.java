// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.revocation;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import vn.lienthong.trust.Fingerprint;

/**
 * Asks sources about certificates once: each list is fetched once for all it names. Without a network it goes by what was kept.
 * Used by one thread.
 */
final class Round {
    private final KeptWords kept;
    private final Optional<Network> network;
    private final Instant now;
    private final Map<String, Fetched> lists = new HashMap<>();

    /** A list, or why there is none that is new. */
    private record Fetched(Optional<RevocationList> list, Optional<String> trouble) {}

    /**
     * What is known of a certificate.
     *
     * @param word the last that was said about it
     * @param trouble why nothing new was said
     */
    record Known(Optional<Word> word, Optional<String> trouble) {}

    Round(KeptWords kept, Optional<Network> network, Instant now) {
        this.kept = kept;
        this.network = network;
        this.now = now;
    }

    /** What its issuer says; empty if the certificate names nobody who would. Lists come first: one is for many certificates. */
    Optional<Known> about(Link link) {
        List<Supplier<Known>> sources = Stream.concat(
                        link.lists().stream().<Supplier<Known>>map(source -> () -> byList(source, link)),
                        link.responders().stream().<Supplier<Known>>map(source -> () -> byResponder(source, link)))
                .toList();
        if (sources.isEmpty()) {
            return Optional.empty();
        }
        List<String> troubles = new ArrayList<>();
        Optional<Word> best = Optional.empty();
        for (Supplier<Known> source : sources) {
            Known known = source.get();
            best = better(best, known.word());
            if (known.trouble().isEmpty()) {
                return Optional.of(new Known(best, Optional.empty()));
            }
            troubles.add(known.trouble().get());
        }
        return Optional.of(new Known(best, Optional.of(String.join("; ", troubles))));
    }

    /** A revocation stays one whatever another source says; otherwise the word counts that holds longer. */
    private static Optional<Word> better(Optional<Word> one, Optional<Word> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.or(() -> other);
        }
        if (one.get().revoked().isPresent() || other.get().revoked().isPresent()) {
            return one.get().revoked().isPresent() ? one : other;
        }
        return one.get().until().isAfter(other.get().until()) ? one : other;
    }

    private Known byList(URI source, Link link) {
        Fetched fetched =
                lists.computeIfAbsent(source + " " + Fingerprint.of(link.issuer()), name -> fetchList(source, link));
        try {
            Optional<Word> word = fetched.list().isEmpty()
                    ? Optional.empty()
                    : Optional.of(fetched.list().get().about(link.certificate()));
            return new Known(word, fetched.trouble());
        } catch (NoWord e) {
            return new Known(Optional.empty(), Optional.of(source + ": " + e.getMessage()));
        }
    }

    private Fetched fetchList(URI source, Link link) {
        Optional<RevocationList> last = keptList(source, link);
        if (network.isEmpty()) {
            return new Fetched(last, Optional.of(source + " was not asked yet"));
        }
        try {
            RevocationList read =
                    RevocationList.read(network.get().list(source), link.issuer(), link.placeOf(source), now);
            if (last.isPresent() && read.made().isBefore(last.get().made())) {
                throw new NoWord("the list of " + read.made() + " is older than one that was seen before");
            }
            kept.keep(source, link.issuer(), read.encoded());
            return new Fetched(Optional.of(read), Optional.empty());
        } catch (NoWord e) {
            return new Fetched(last, Optional.of(source + ": " + e.getMessage()));
        } catch (IOException e) {
            return new Fetched(last, Optional.of(source + ": " + e));
        }
    }

    private Optional<RevocationList> keptList(URI source, Link link) {
        try {
            Optional<byte[]> encoded = kept.find(source, link.issuer());
            return encoded.isEmpty()
                    ? Optional.empty()
                    : Optional.of(RevocationList.reread(encoded.get(), link.issuer(), link.placeOf(source)));
        } catch (NoWord e) {
            return Optional.empty();
        }
    }

    private Known byResponder(URI source, Link link) {
        Responder responder = new Responder(link);
        Optional<Word> last = keptAnswer(source, link, responder);
        if (network.isEmpty()) {
            return new Known(last, Optional.of(source + " was not asked yet"));
        }
        try {
            Responder.Question question = responder.question();
            byte[] answer = network.get().answer(source, question.encoded());
            Word word = responder.read(answer, Optional.of(question.nonce()), now);
            if (last.isPresent() && word.said().isBefore(last.get().said())) {
                throw new NoWord("the answer of " + word.said() + " is older than one that was seen before");
            }
            kept.keep(source, link.certificate(), answer);
            return new Known(Optional.of(word), Optional.empty());
        } catch (NoWord e) {
            return new Known(last, Optional.of(source + ": " + e.getMessage()));
        }
    }

    private Optional<Word> keptAnswer(URI source, Link link, Responder responder) {
        try {
            Optional<byte[]> encoded = kept.find(source, link.certificate());
            return encoded.isEmpty()
                    ? Optional.empty()
                    : Optional.of(responder.reread(encoded.get(), Optional.empty()));
        } catch (NoWord e) {
            return Optional.empty();
        }
    }
}
