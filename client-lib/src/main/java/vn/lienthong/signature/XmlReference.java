// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.signature;

import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.spec.ExcC14NParameterSpec;
import vn.lienthong.edxml.SignatureCode;

/**
 * One thing that a header signature covers outside itself.
 *
 * @param uri empty for the whole file, {@code cid:} and a content id for an attachment
 * @param form how the whole file is written out
 * @param digest the name of the digest in the JDK
 * @param expected what the signature says it is, in hexadecimal digits
 */
record XmlReference(String uri, CanonicalForm form, String digest, String expected) {
    private static final String ATTACHMENT = "cid:";

    /** The reference, if it leads to something that can be signed in a way that is checked. */
    static XmlReference of(Reference reference) throws NotCheckable {
        String uri = reference.getURI() == null ? "?" : reference.getURI();
        List<Transform> transforms = transforms(reference);
        String digest = XmlAlgorithms.digest(reference.getDigestMethod().getAlgorithm());
        String expected = HexFormat.of().formatHex(reference.getDigestValue());
        if (uri.isEmpty()) {
            return new XmlReference(uri, form(transforms), digest, expected);
        }
        if (!uri.startsWith(ATTACHMENT)) {
            throw new NotCheckable(SignatureCode.UNKNOWN_REFERENCE, uri);
        }
        if (!transforms.isEmpty()) {
            throw unsupported(transforms.get(0));
        }
        return new XmlReference(uri, CanonicalForm.INCLUSIVE, digest, expected);
    }

    boolean isWholeFile() {
        return uri.isEmpty();
    }

    /** The content id of the attachment. */
    String contentId() {
        return uri.substring(Math.min(uri.length(), ATTACHMENT.length()));
    }

    boolean fits(byte[] actual) {
        return expected.equals(HexFormat.of().formatHex(actual));
    }

    /** Whether a reference inside the signature is written out in a way that is checked. */
    static void checkInner(Reference reference) throws NotCheckable {
        XmlAlgorithms.digest(reference.getDigestMethod().getAlgorithm());
        for (Transform transform : transforms(reference)) {
            if (!XmlAlgorithms.isCanonical(transform.getAlgorithm())) {
                throw unsupported(transform);
            }
        }
    }

    private static List<Transform> transforms(Reference reference) {
        return reference.getTransforms().stream().map(Transform.class::cast).toList();
    }

    /** The signature has to leave itself out, first, or it could not be made. */
    private static CanonicalForm form(List<Transform> transforms) throws NotCheckable {
        if (transforms.isEmpty() || !transforms.get(0).getAlgorithm().equals(Transform.ENVELOPED)) {
            throw new NotCheckable(SignatureCode.UNSUPPORTED, "URI=\"\", " + Transform.ENVELOPED);
        }
        if (transforms.size() == 1) {
            return CanonicalForm.INCLUSIVE;
        }
        Transform canonical = transforms.get(1);
        if (transforms.size() > 2 || !XmlAlgorithms.isCanonical(canonical.getAlgorithm())) {
            throw unsupported(transforms.get(transforms.size() - 1));
        }
        return new CanonicalForm(XmlAlgorithms.isExclusive(canonical.getAlgorithm()), prefixes(canonical));
    }

    private static Set<String> prefixes(Transform canonical) {
        Set<String> prefixes = new HashSet<>();
        if (canonical.getParameterSpec() instanceof ExcC14NParameterSpec parameters) {
            for (Object prefix : parameters.getPrefixList()) {
                prefixes.add(prefix.equals(ExcC14NParameterSpec.DEFAULT) ? "" : prefix.toString());
            }
        }
        return prefixes;
    }

    private static NotCheckable unsupported(Transform transform) {
        return new NotCheckable(SignatureCode.UNSUPPORTED, transform.getAlgorithm());
    }
}
