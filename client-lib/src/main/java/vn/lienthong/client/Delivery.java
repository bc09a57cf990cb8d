// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.Finding;
import vn.lienthong.signature.SignatureCheck;

/**
 * A document handed to this endpoint. It must be settled exactly once, by {@link #acknowledge}, {@link #reject} or
 * {@link #release}, from any thread; until then the exchange keeps it, and the content can be read. A second settlement is
 * refused with {@code LT-D04}.
 */
public interface Delivery {
    /** The document. Its content can be read until the delivery is settled. */
    Document document();

    /** Those of its recipients that this endpoint hosts. */
    List<AgencyId> recipients();

    /** How often it has been handed out, 1 the first time. More than 1: it may have been stored before. */
    int attempt();

    /** When the exchange accepted it. */
    Instant acceptedAt();

    /** Who wrote it, verified: the statement of its sender fits the document, and so does the signature. */
    Sender sender();

    /**
     * What is remarkable about the document's file, as {@code lienthong validate} tells it ({@code LT-E01} to {@code LT-E99}): what
     * others would refuse, where it leaves the standard, what looks like a mistake. It was delivered all the same; what follows is
     * for the application's rules and its people to say. Reads through the content once, at each call.
     *
     * @throws java.io.UncheckedIOException if the content cannot be read any more
     */
    List<Finding> findings();

    /**
     * The same, and after that what the signatures inside the document are worth ({@code LT-E101} to {@code LT-E135}): that in the
     * header of the file and those in PDF attachments. Reads through the content up to four times.
     *
     * @param check believes some authorities; make it once
     * @throws java.io.UncheckedIOException if the content cannot be read any more
     */
    List<Finding> findings(SignatureCheck check);

    /**
     * Writes the edXML file as it was signed, and beside it, under the same name with {@code .p7s} added, the signed statement of
     * its sender: {@code openssl cms -verify -inform DER} shows it, and its {@code digest} is what {@code sha256sum} says of the
     * file. Of a document that came sealed the statement has the digest of the sealed body; its {@code content} is what
     * {@code sha256sum} says of {@code .salt}, which is written too, with the file behind it.
     * Nothing is left there when it fails. To be called before the delivery is settled.
     *
     * @return the file of the statement; empty for a document that nobody signed
     * @throws IOException if a file cannot be written
     */
    Optional<Path> save(Path file) throws IOException;

    /**
     * Takes the document: tells the exchange and reports status 01 (arrived) to the sender for every recipient here, both
     * in one transaction. Blocks until that is on disk.
     *
     * @throws ExchangeUnavailableException if the connection broke; the document may come again
     */
    void acknowledge();

    /**
     * Takes the document off the inbox and reports status 02 (refused) with a reason, both in one transaction. Blocks
     * until that is on disk.
     *
     * @throws ExchangeUnavailableException if the connection broke; the document may come again
     */
    void reject(String reason);

    /** Gives the document back; it comes again after a wait that grows with each attempt, up to the dead letters. */
    void release();

    /**
     * Gives the document back and tells the operators of the exchange why. They see it beside the delivery and, after the last
     * attempt, beside the dead letter; it must not say what the document is about.
     *
     * @param error what was wrong, such as {@code database full}; what is longer than 200 characters is cut off
     */
    void release(String error);
}
