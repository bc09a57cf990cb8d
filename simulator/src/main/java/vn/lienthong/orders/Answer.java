// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.orders;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a system under test says to an order.
 *
 * @param document the id of the document that was sent, as far as the system tells
 * @param shown what it knows of the document it was asked to show
 * @param problem why the order was not carried out, in its own words
 */
public record Answer(Optional<String> document, Optional<Shown> shown, Optional<String> problem) {
    /** It is done. */
    public static final Answer DONE = new Answer(Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * A document as its clerk sees it.
     *
     * @param copies how often it is in the register; 0 if it is unknown
     * @param state {@code arrived}, {@code registered}, {@code assigned}, {@code in-progress}, {@code completed},
     *     {@code refused}, {@code cancelled} or {@code replaced}; of a document of its own {@code waiting}, {@code sent} or
     *     {@code refused} (by the exchange)
     * @param reason why it was refused
     * @param attachments its files
     * @param statuses of a document of its own: by recipient, the code that counts
     */
    public record Shown(
            int copies,
            String state,
            Optional<String> reason,
            @JsonSetter(nulls = Nulls.AS_EMPTY) List<ShownFile> attachments,
            @JsonSetter(nulls = Nulls.AS_EMPTY) Map<String, String> statuses) {
        /** Copies the collections. */
        public Shown {
            attachments = List.copyOf(attachments);
            statuses = Map.copyOf(statuses);
        }

        /** A document it does not know. */
        public static Shown unknown() {
            return new Shown(0, "unknown", Optional.empty(), List.of(), Map.of());
        }
    }

    /** A file: its name, and the SHA-256 of what is in it in lower-case hexadecimal digits. */
    public record ShownFile(String name, String sha256) {}

    /** It sent a document. */
    public static Answer sent(String document) {
        return new Answer(Optional.of(document), Optional.empty(), Optional.empty());
    }

    /** It shows a document. */
    public static Answer showing(Shown shown) {
        return new Answer(Optional.empty(), Optional.of(shown), Optional.empty());
    }

    /** It did not do it. */
    public static Answer refused(String problem) {
        return new Answer(Optional.empty(), Optional.empty(), Optional.of(problem));
    }
}
