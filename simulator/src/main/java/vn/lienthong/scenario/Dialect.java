// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.scenario;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How other systems write edXML, and how broken ones do: each changes a file that was right. */
@SuppressWarnings("ImmutableEnumChecker") // the changes have no state
enum Dialect {
    /** All elements in the default namespace. */
    NO_PREFIX(xml -> xml.replace("<edXML:", "<").replace("</edXML:", "</")),
    /** Another prefix for the same namespace. */
    OTHER_PREFIX(
            xml -> xml.replace("<edXML:", "<e:").replace("</edXML:", "</e:").replace("xmlns:edXML=", "xmlns:e=")),
    /** Another namespace. */
    OTHER_NAMESPACE(xml -> xml.replace("http://www.mic.gov.vn/TBT/QCVN_102_2016", "http://www.e-doc.vn/Schema/")),
    /** An element no standard knows. */
    UNKNOWN_ELEMENT(xml -> xml.replace(
            "</edXML:MessageHeader>", "<edXML:ApplicationType>QLVB</edXML:ApplicationType></edXML:MessageHeader>")),
    /** The subject first. */
    REORDERED(xml -> {
        Matcher subject = Pattern.compile("<edXML:Subject>.*?</edXML:Subject>", Pattern.DOTALL)
                .matcher(xml);
        return subject.find()
                ? xml.replace(subject.group(), "")
                        .replace("<edXML:MessageHeader>", "<edXML:MessageHeader>" + subject.group())
                : xml;
    }),
    /** Business with one s where the standard writes two. */
    BUSINESS(xml -> xml.replace("Bussiness", "Business")),
    /** Content ids without cid: in front. */
    NO_CID(xml -> xml.replace(">cid:", ">")),
    /** A byte order mark in front. */
    BYTE_ORDER_MARK(xml -> "\uFEFF" + xml),
    /** Base64 in lines. */
    BASE64_IN_LINES(xml -> inContent(xml, base64 -> base64.replaceAll("(.{76})", "$1\n"))),
    /** A document type definition with an entity. */
    DTD(xml -> xml.replaceFirst("<edXML", "<!DOCTYPE edXML [<!ENTITY a \"b\">]>\n<edXML")),
    /** Cut off in the middle. */
    TRUNCATED(xml -> xml.substring(0, xml.length() * 3 / 5)),
    /** Not XML at all. */
    NOT_XML(xml -> "%PDF-1.4 not an edXML file"),
    /** Base64 that is none. */
    BAD_BASE64(xml -> inContent(xml, base64 -> "*" + base64.substring(1))),
    /** Attachments in the manifest that are not there. */
    NO_ATTACHMENTS(xml -> Pattern.compile("<AttachmentEncoded.*</AttachmentEncoded>", Pattern.DOTALL)
            .matcher(xml)
            .replaceFirst("")),
    /** A file name that leads out of the folder, to a place that is watched. */
    TRAVERSAL(xml -> xml.replaceAll(
            "AttachmentName>[^<]*<", "AttachmentName>" + "../".repeat(16) + Dialect.OUTSIDE + "/x.pdf<")),
    /** Addressed to somebody else. */
    NOT_ADDRESSED(xml -> Pattern.compile("(<edXML:To>.*?<edXML:OrganId>)[^<]*(</edXML:OrganId>)", Pattern.DOTALL)
            .matcher(xml)
            .replaceAll("$1H01$2")),
    /** No subject. */
    NO_SUBJECT(xml -> xml.replaceAll("<edXML:Subject>[^<]*</edXML:Subject>", ""));

    /** Stands for the place that is watched. */
    static final String OUTSIDE = "LIENTHONG-OUTSIDE";

    private static final Pattern CONTENT = Pattern.compile("(ContentTransferEncoded[^>]*>)([^<]+)(</)");

    private final UnaryOperator<String> change;

    Dialect(UnaryOperator<String> change) {
        this.change = change;
    }

    String apply(String xml) {
        String changed = change.apply(xml);
        if (changed.equals(xml)) {
            throw new IllegalStateException(word() + " changed nothing");
        }
        return changed;
    }

    /** The word in case files. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Dialect> ofWord(String word) {
        return Arrays.stream(values())
                .filter(dialect -> dialect.word().equals(word))
                .findFirst();
    }

    private static String inContent(String xml, UnaryOperator<String> change) {
        Matcher content = CONTENT.matcher(xml);
        return content.find()
                ? xml.substring(0, content.start(2)) + change.apply(content.group(2)) + xml.substring(content.end(2))
                : xml;
    }
}
