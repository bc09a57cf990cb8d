// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.signature;

import javax.xml.stream.XMLStreamReader;

/** Follows the way through a file to the one place where its header signature may stand. */
final class SignaturePlace {
    private static final String[] WAY = {"", "edXMLEnvelope", "edXMLHeader"};

    private final int[] met = new int[WAY.length];
    private int depth;
    private int onWay;

    /** An element begins. */
    void enter(XMLStreamReader xml) {
        if (onWay == depth && depth < WAY.length && isNext(xml)) {
            // Only the first of several counts, as it does for whoever reads the message.
            if (met[depth]++ == 0) {
                onWay++;
            }
        }
        depth++;
    }

    /** An element ends. */
    void leave() {
        depth--;
        onWay = Math.min(onWay, depth);
    }

    int depth() {
        return depth;
    }

    /** Whether the element that began is one of those around the place. */
    boolean isAround() {
        return onWay == depth;
    }

    /** Whether the element that began is a real signature in the right place. */
    boolean isHere(XMLStreamReader xml) {
        return onWay == WAY.length && depth == WAY.length + 1 && isSignature(xml);
    }

    static boolean isSignature(XMLStreamReader xml) {
        return xml.getLocalName().equals("Signature") && XmlNames.SIGNATURE.equals(xml.getNamespaceURI());
    }

    private boolean isNext(XMLStreamReader xml) {
        boolean named = depth == 0 || xml.getLocalName().equals(WAY[depth]);
        return named && XmlNames.FORMAT.equals(xml.getNamespaceURI());
    }
}
