// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.signature;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.URIReferenceException;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import javax.xml.crypto.dsig.keyinfo.X509Data;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import vn.lienthong.edxml.SignatureCode;

/**
 * The signature element of a header: its own value is checked by the JDK, without network, and with references to nothing
 * but its own objects. References to the file are left to the caller.
 */
final class XmlSignatureElement {
    private static final XMLSignatureFactory FACTORY = XMLSignatureFactory.getInstance("DOM");
    private static final String SECURE_VALIDATION = "org.jcp.xml.dsig.secureValidation";
    private static final String ADVANCED = "http://uri.etsi.org/01903/";
    private static final int MOST_CERTIFICATES = 8;
    private static final int MOST_REFERENCES = 30;

    private final Element element;
    private final @Nullable Element properties;
    private final XMLSignature signature;
    private final List<X509Certificate> certificates;
    private final List<XmlReference> references = new ArrayList<>();
    private final List<String> inner = new ArrayList<>();

    private XmlSignatureElement(Element element) throws MarshalException {
        this.element = element;
        this.properties = signedProperties(element);
        this.signature = FACTORY.unmarshalXMLSignature(context(new NoKey()));
        this.certificates = certificates(signature);
    }

    /** Stands for the key while the element is only read. */
    private static final class NoKey implements PublicKey {
        private static final long serialVersionUID = 1L;

        @Override
        public String getAlgorithm() {
            return "";
        }

        @Override
        public String getFormat() {
            return "";
        }

        @Override
        public byte[] getEncoded() {
            return new byte[0];
        }
    }

    static XmlSignatureElement of(Element element) throws NotCheckable {
        XmlAlgorithms.check(element);
        try {
            XmlSignatureElement read = new XmlSignatureElement(element);
            String form =
                    read.signature.getSignedInfo().getCanonicalizationMethod().getAlgorithm();
            if (!XmlAlgorithms.isCanonical(form)) {
                throw new NotCheckable(SignatureCode.UNSUPPORTED, form);
            }
            read.sortReferences();
            return read;
        } catch (MarshalException | RuntimeException e) {
            throw NotCheckable.unreadable(e);
        }
    }

    /** What it covers outside itself. */
    List<XmlReference> references() {
        return references;
    }

    List<X509Certificate> certificates() {
        return certificates;
    }

    /** How the signature was made, without the key. */
    String algorithm() {
        String uri = signature.getSignedInfo().getSignatureMethod().getAlgorithm();
        return uri.substring(uri.indexOf('#') + 1);
    }

    /** Which of its certificates has the key that made the signature; none if it was changed. */
    Optional<X509Certificate> signer() throws NotCheckable {
        if (certificates.isEmpty()) {
            throw new NotCheckable(SignatureCode.CERTIFICATE_MISSING, "KeyInfo");
        }
        try {
            return certificates.stream()
                    .filter(candidate -> isMadeWith(candidate.getPublicKey()))
                    .findFirst();
        } catch (RuntimeException e) {
            throw NotCheckable.unreadable(e);
        }
    }

    /** When the signer says it signed, if the signature covers that. */
    Optional<Instant> signingTime() {
        Element signed = properties;
        if (signed == null || !inner.contains("#" + signed.getAttribute("Id"))) {
            return Optional.empty();
        }
        NodeList times = signed.getElementsByTagNameNS(signed.getNamespaceURI(), "SigningTime");
        try {
            return times.getLength() == 1
                    ? Optional.of(
                            OffsetDateTime.parse(times.item(0).getTextContent().trim())
                                    .toInstant())
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private boolean isMadeWith(PublicKey key) {
        try {
            DOMValidateContext context = context(key);
            XMLSignature fresh = FACTORY.unmarshalXMLSignature(context);
            if (!fresh.getSignatureValue().validate(context)) {
                return false;
            }
            for (Object reference : fresh.getSignedInfo().getReferences()) {
                if (reference instanceof Reference inside
                        && inner.contains(inside.getURI())
                        && !inside.validate(context)) {
                    return false;
                }
            }
            return true;
        } catch (MarshalException | XMLSignatureException e) {
            return false; // the key is of another kind, or what it refers to is gone
        }
    }

    private void sortReferences() throws NotCheckable {
        List<?> all = signature.getSignedInfo().getReferences();
        if (all.size() > MOST_REFERENCES) {
            throw new NotCheckable(SignatureCode.UNSUPPORTED, all.size() + " references");
        }
        Set<String> uris = new HashSet<>();
        List<String> own = ownIds();
        for (Object object : all) {
            Reference reference = (Reference) object;
            if (reference.getURI() == null || !uris.add(reference.getURI())) {
                throw new NotCheckable(SignatureCode.UNKNOWN_REFERENCE, String.valueOf(reference.getURI()));
            }
            if (own.stream().filter(reference.getURI()::equals).count() == 1) {
                XmlReference.checkInner(reference);
                inner.add(reference.getURI());
            } else {
                references.add(XmlReference.of(reference));
            }
        }
    }

    /** The places inside the signature that its schema, and the one of its advanced form, give an Id. */
    private List<String> ownIds() {
        List<String> ids = new ArrayList<>();
        NodeList all = element.getElementsByTagNameNS("*", "*");
        for (int i = 0; i < all.getLength(); i++) {
            // Any element counts against a repetition, only two kinds can be referred to.
            Element one = (Element) all.item(i);
            String id = "#" + one.getAttribute("Id");
            boolean object =
                    one.getParentNode() == element && one.getLocalName().equals("Object");
            if (id.length() > 1) {
                ids.add(id);
                if (!object && one != properties) {
                    ids.add(id);
                }
            }
        }
        return ids;
    }

    private DOMValidateContext context(PublicKey key) {
        DOMValidateContext context = new DOMValidateContext(key, element);
        context.setProperty(SECURE_VALIDATION, true);
        context.setURIDereferencer((reference, crypto) -> {
            if (reference.getURI() == null || !reference.getURI().startsWith("#")) {
                throw new URIReferenceException("nothing outside the signature is read");
            }
            return FACTORY.getURIDereferencer().dereference(reference, crypto);
        });
        if (properties != null) {
            context.setIdAttributeNS(properties, null, "Id");
        }
        return context;
    }

    private static @Nullable Element signedProperties(Element signature) {
        for (Node object = signature.getFirstChild(); object != null; object = object.getNextSibling()) {
            Element qualifying = child(object, "Object", "QualifyingProperties");
            Element signed = qualifying == null ? null : child(qualifying, "QualifyingProperties", "SignedProperties");
            if (signed != null && signed.hasAttribute("Id")) {
                return signed;
            }
        }
        return null;
    }

    private static @Nullable Element child(Node parent, String parentName, String name) {
        if (!parentName.equals(parent.getLocalName())) {
            return null;
        }
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element found
                    && name.equals(found.getLocalName())
                    && String.valueOf(found.getNamespaceURI()).startsWith(ADVANCED)) {
                return found;
            }
        }
        return null;
    }

    /** The certificates that it brings, those of no authority first. */
    private static List<X509Certificate> certificates(XMLSignature signature) {
        List<X509Certificate> found = new ArrayList<>();
        if (signature.getKeyInfo() != null) {
            for (Object part : signature.getKeyInfo().getContent()) {
                if (part instanceof X509Data data) {
                    data.getContent().stream()
                            .filter(X509Certificate.class::isInstance)
                            .forEach(certificate -> found.add((X509Certificate) certificate));
                }
            }
        }
        return found.stream()
                .limit(MOST_CERTIFICATES)
                .sorted((a, b) -> Integer.compare(a.getBasicConstraints(), b.getBasicConstraints()))
                .toList();
    }
}
