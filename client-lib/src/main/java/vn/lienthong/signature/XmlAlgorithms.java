// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.signature;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import vn.lienthong.edxml.SignatureCode;

/** Which algorithms of XML signatures are checked. */
final class XmlAlgorithms {
    private static final String MORE = "http://www.w3.org/2001/04/xmldsig-more#";
    private static final String MORE_2007 = "http://www.w3.org/2007/05/xmldsig-more#";
    private static final String ENCRYPTION = "http://www.w3.org/2001/04/xmlenc#";

    private static final Set<String> SIGNATURES = Set.of(
            MORE + "rsa-sha256",
            MORE + "rsa-sha384",
            MORE + "rsa-sha512",
            MORE_2007 + "sha256-rsa-MGF1",
            MORE_2007 + "sha384-rsa-MGF1",
            MORE_2007 + "sha512-rsa-MGF1",
            MORE + "ecdsa-sha256",
            MORE + "ecdsa-sha384",
            MORE + "ecdsa-sha512");
    private static final Map<String, String> DIGESTS = Map.of(
            ENCRYPTION + "sha256", "SHA-256",
            MORE + "sha384", "SHA-384",
            ENCRYPTION + "sha512", "SHA-512");
    private static final Set<String> CANONICAL = Set.of(
            XmlNames.EXCLUSIVE,
            XmlNames.EXCLUSIVE + XmlNames.WITH_COMMENTS,
            XmlNames.INCLUSIVE,
            XmlNames.INCLUSIVE + "#" + XmlNames.WITH_COMMENTS,
            XmlNames.INCLUSIVE_11,
            XmlNames.INCLUSIVE_11 + "#" + XmlNames.WITH_COMMENTS);
    private static final List<String> METHODS = List.of("SignatureMethod", "DigestMethod");

    private XmlAlgorithms() {}

    /** Refuses what is weak or unknown before any of it is worked with. */
    static void check(Element signature) throws NotCheckable {
        for (String method : METHODS) {
            NodeList elements = signature.getElementsByTagNameNS(XmlNames.SIGNATURE, method);
            for (int i = 0; i < elements.getLength(); i++) {
                refuseWeak(((Element) elements.item(i)).getAttribute("Algorithm"));
            }
        }
        NodeList methods = signature.getElementsByTagNameNS(XmlNames.SIGNATURE, "SignatureMethod");
        for (int i = 0; i < methods.getLength(); i++) {
            String algorithm = ((Element) methods.item(i)).getAttribute("Algorithm");
            if (!SIGNATURES.contains(algorithm)) {
                throw new NotCheckable(SignatureCode.UNSUPPORTED, algorithm);
            }
        }
    }

    private static void refuseWeak(String algorithm) throws NotCheckable {
        String name = algorithm.substring(algorithm.lastIndexOf('#') + 1).toLowerCase(Locale.ROOT);
        if (name.contains("sha1") || name.contains("md5") || name.contains("ripemd")) {
            throw new NotCheckable(SignatureCode.WEAK_ALGORITHM, name);
        }
    }

    /** The name of a digest in the JDK. */
    static String digest(String algorithm) throws NotCheckable {
        String name = DIGESTS.get(algorithm);
        if (name == null) {
            throw new NotCheckable(SignatureCode.UNSUPPORTED, algorithm);
        }
        return name;
    }

    static boolean isCanonical(String algorithm) {
        return CANONICAL.contains(algorithm);
    }

    static boolean isExclusive(String algorithm) {
        return algorithm.startsWith(XmlNames.EXCLUSIVE);
    }
}
