// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.signature;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.OctetStreamData;
import javax.xml.crypto.dom.DOMStructure;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLObject;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.keyinfo.KeyInfoFactory;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.ExcC14NParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** Signs the headers of edXML files with the JDK's own implementation, which reads the whole file into memory. */
final class TestXml {
    static final String ENVELOPED = Transform.ENVELOPED;

    private static final XMLSignatureFactory FACTORY = XMLSignatureFactory.getInstance("DOM");

    private String method = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
    private String digest = DigestMethod.SHA256;
    private final List<Reference> references = new ArrayList<>();
    private byte[] attachment = new byte[0];
    private String objectId = "";
    private String form = CanonicalizationMethod.INCLUSIVE;

    static byte[] sample() {
        try (InputStream in = TestXml.class.getResourceAsStream("/edxml/sample-new.edxml")) {
            return Objects.requireNonNull(in).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    TestXml method(String uri) {
        method = uri;
        return this;
    }

    TestXml digest(String uri) {
        digest = uri;
        return this;
    }

    TestXml whole(String... transforms) {
        return reference("", transforms);
    }

    TestXml wholeExclusive(List<String> prefixes) {
        form = CanonicalizationMethod.EXCLUSIVE;
        try {
            references.add(FACTORY.newReference(
                    "",
                    FACTORY.newDigestMethod(digest, null),
                    List.of(
                            FACTORY.newTransform(ENVELOPED, (TransformParameterSpec) null),
                            FACTORY.newTransform(CanonicalizationMethod.EXCLUSIVE, (TransformParameterSpec)
                                    new ExcC14NParameterSpec(prefixes))),
                    null,
                    null));
            return this;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    TestXml attachment(String contentId, byte[] content) {
        attachment = content.clone();
        return reference("cid:" + contentId);
    }

    /** Also signs an object inside the signature, with a time in it. */
    TestXml object(String id) {
        objectId = id;
        return reference("#" + id);
    }

    TestXml reference(String uri, String... transforms) {
        try {
            List<Transform> list = new ArrayList<>();
            for (String transform : transforms) {
                list.add(FACTORY.newTransform(transform, (TransformParameterSpec) null));
            }
            references.add(FACTORY.newReference(uri, FACTORY.newDigestMethod(digest, null), list, null, null));
            return this;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] sign(byte[] file, TestAuthority.Identity signer, X509Certificate... others) {
        try {
            Document document = parse(file);
            Element header = (Element)
                    document.getElementsByTagNameNS("*", "edXMLHeader").item(0);
            DOMSignContext context = new DOMSignContext(signer.key(), header);
            Element message = (Element) header.getFirstChild().getNextSibling();
            if (message.hasAttribute("Id")) {
                context.setIdAttributeNS(message, null, "Id");
            }
            context.setURIDereferencer((reference, crypto) -> reference.getURI().startsWith("cid:")
                    ? new OctetStreamData(new ByteArrayInputStream(attachment))
                    : FACTORY.getURIDereferencer().dereference(reference, crypto));
            List<Object> certificates = new ArrayList<>(List.of(signer.certificate()));
            certificates.addAll(List.of(others));
            KeyInfoFactory keys = FACTORY.getKeyInfoFactory();
            FACTORY.newXMLSignature(
                            FACTORY.newSignedInfo(
                                    FACTORY.newCanonicalizationMethod(form, (C14NMethodParameterSpec) null),
                                    FACTORY.newSignatureMethod(method, null),
                                    references),
                            keys.newKeyInfo(List.of(keys.newX509Data(certificates))),
                            objects(document, context),
                            null,
                            null)
                    .sign(context);
            return bytes(document);
        } catch (GeneralSecurityException | MarshalException | XMLSignatureException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<XMLObject> objects(Document document, DOMSignContext context) {
        if (objectId.isEmpty()) {
            return List.of();
        }
        String namespace = "http://uri.etsi.org/01903/v1.3.2#";
        Element qualifying = document.createElementNS(namespace, "xades:QualifyingProperties");
        Element signed = document.createElementNS(namespace, "xades:SignedProperties");
        signed.setAttributeNS(null, "Id", objectId);
        Element time = document.createElementNS(namespace, "xades:SigningTime");
        time.setTextContent("2026-11-25T09:00:00+07:00");
        signed.appendChild(time);
        qualifying.appendChild(signed);
        context.setIdAttributeNS(signed, null, "Id");
        return List.of(FACTORY.newXMLObject(List.of(new DOMStructure(qualifying)), null, null, null));
    }

    static Document parse(byte[] file) {
        try {
            return DocumentBuilderFactory.newDefaultNSInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(file));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] bytes(Document document) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            TransformerFactory.newDefaultInstance()
                    .newTransformer()
                    .transform(new DOMSource(document), new StreamResult(out));
            return out.toByteArray();
        } catch (TransformerException e) {
            throw new IllegalStateException(e);
        }
    }
}
