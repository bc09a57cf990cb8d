// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.signature;

import com.ctc.wstx.exc.WstxLazyException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import vn.lienthong.edxml.ContentSource;
import vn.lienthong.edxml.XmlInput;

/** The names of XML signatures in edXML files, and passes over such files. */
final class XmlNames {
    static final String FORMAT = "http://www.mic.gov.vn/TBT/QCVN_102_2016";
    static final String SIGNATURE = "http://www.w3.org/2000/09/xmldsig#";
    static final String EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#";
    static final String INCLUSIVE = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315";
    static final String INCLUSIVE_11 = "http://www.w3.org/2006/12/xml-c14n11";
    /** Comments are no part of what a reference to the whole file means, so these do the same as those without. */
    static final String WITH_COMMENTS = "WithComments";

    private XmlNames() {}

    /** Something that reads a file to its end. */
    interface Pass<T> {
        T over(XMLStreamReader xml) throws XMLStreamException;
    }

    /**
     * Reads a file once.
     *
     * @throws XMLStreamException if it is not XML
     * @throws IOException if it cannot be read
     */
    static <T> T read(ContentSource file, Pass<T> pass) throws IOException, XMLStreamException {
        try (InputStream in = file.open()) {
            return pass.over(XmlInput.parser(in));
        } catch (WstxLazyException e) {
            throw new XMLStreamException(e.getMessage(), e); // what the parser finds out late
        } catch (XMLStreamException e) {
            Optional<IOException> transport = XmlInput.transportFailure(e);
            if (transport.isPresent()) {
                throw transport.get();
            }
            throw e;
        }
    }
}
