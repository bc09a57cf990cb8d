// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.signature;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import vn.lienthong.edxml.AttachmentHead;
import vn.lienthong.edxml.ContentSource;
import vn.lienthong.edxml.SignatureCode;

/** Checks the header signature of one file: begun before the attachments are read, finished after. */
final class HeaderCheck {
    static final String PATH = "/edXML/edXMLEnvelope/edXMLHeader/Signature";

    private final Draft draft = new Draft(SignatureKind.HEADER, PATH, Optional.empty());
    private final Map<String, byte[]> attachments = new HashMap<>();
    private final Optional<XmlSignatureElement> signature;

    HeaderCheck(HeaderSignatureFinder.Found found) {
        signature = read(found);
    }

    private Optional<XmlSignatureElement> read(HeaderSignatureFinder.Found found) {
        try {
            return Optional.of(XmlSignatureElement.of(found.usableSignature()));
        } catch (NotCheckable e) {
            e.addTo(draft);
            return Optional.empty();
        }
    }

    /** How the content of an attachment has to be digested, if the signature covers it. */
    Optional<MessageDigest> digestFor(AttachmentHead attachment) {
        return signature.stream()
                .flatMap(present -> present.references().stream())
                .filter(reference -> !reference.isWholeFile())
                .filter(reference -> reference.contentId().equals(attachment.contentId()))
                .map(reference -> Digests.named(reference.digest()))
                .findFirst();
    }

    /** Takes the digest of an attachment. The first of a content id counts, as it does for whoever looks for it. */
    void attachment(AttachmentHead attachment, byte[] digest) {
        attachments.putIfAbsent(attachment.contentId(), digest);
    }

    SignatureReport finish(ContentSource file, Judge judge) throws IOException {
        if (signature.isPresent()) {
            try {
                decide(signature.get(), file, judge);
            } catch (NotCheckable e) {
                e.addTo(draft);
            }
        }
        return draft.report();
    }

    private void decide(XmlSignatureElement element, ContentSource file, Judge judge) throws IOException, NotCheckable {
        draft.algorithm = element.algorithm();
        List<X509Certificate> certificates = element.certificates();
        certificates.stream().findFirst().ifPresent(first -> draft.signer = Optional.of(new SigningCertificate(first)));
        Optional<X509Certificate> signer = element.signer();
        if (signer.isEmpty()) {
            broken();
            return;
        }
        draft.signer = Optional.of(new SigningCertificate(signer.get()));
        draft.algorithm += ", " + Algorithms.describe(signer.get().getPublicKey());
        draft.claimedTime = element.signingTime();
        for (XmlReference reference : element.references()) {
            if (!reference.fits(actual(reference, file))) {
                broken();
                return;
            }
        }
        draft.verdict = Verdict.FITS;
        cover(element.references());
        judge.judge(draft, signer.get(), certificates);
    }

    private void cover(List<XmlReference> references) {
        references.forEach(reference -> draft.covers.add(reference.isWholeFile() ? "URI=\"\"" : reference.uri()));
        draft.whole = references.stream().anyMatch(XmlReference::isWholeFile);
        if (!draft.whole) {
            draft.found(
                    SignatureCode.PARTIAL_COVER, draft.covers.isEmpty() ? "—" : String.join(", ", draft.covers), "");
        }
    }

    private byte[] actual(XmlReference reference, ContentSource file) throws IOException, NotCheckable {
        if (!reference.isWholeFile()) {
            byte[] digest = attachments.get(reference.contentId());
            if (digest == null) {
                throw new NotCheckable(SignatureCode.UNKNOWN_REFERENCE, reference.uri());
            }
            return digest;
        }
        try {
            return XmlNames.read(
                    file, xml -> CanonicalDigest.of(xml, reference.form(), Digests.named(reference.digest())));
        } catch (XMLStreamException e) {
            throw NotCheckable.unreadable(e);
        }
    }

    private void broken() {
        draft.verdict = Verdict.BROKEN;
        draft.found(SignatureCode.HEADER_BROKEN, draft.signerName(), "");
    }
}
