// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.signature;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.exc.WstxLazyException;
import com.ctc.wstx.stax.WstxInputFactory;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.codehaus.stax2.XMLInputFactory2;
import vn.lienthong.edxml.ContentSource;

/** The names of XML signatures in edXML files, and parsers that read nothing outside the file. */
final class XmlNames {
    static final String FORMAT = "http://www.mic.gov.vn/TBT/QCVN_102_2016";
    static final String SIGNATURE = "http://www.w3.org/2000/09/xmldsig#";
    static final String EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#";
    static final String INCLUSIVE = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315";
    static final String INCLUSIVE_11 = "http://www.w3.org/2006/12/xml-c14n11";
    /** Comments are no part of what a reference to the whole file means, so these do the same as those without. */
    static final String WITH_COMMENTS = "WithComments";

    private static final int LARGEST_ATTRIBUTE = 64 * 1024;
    private static final WstxInputFactory FACTORY = factory();

    private XmlNames() {}

    static XMLStreamReader open(InputStream in) throws XMLStreamException {
        return FACTORY.createXMLStreamReader(in);
    }

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
            return pass.over(open(in));
        } catch (WstxLazyException e) {
            throw new XMLStreamException(e.getMessage(), e); // what the parser finds out late
        } catch (XMLStreamException e) {
            if (e.getNestedException() instanceof IOException transport
                    && !(transport instanceof CharConversionException)) {
                throw transport;
            }
            throw e;
        }
    }

    private static WstxInputFactory factory() {
        WstxInputFactory factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        factory.setProperty(XMLInputFactory2.P_PRESERVE_LOCATION, false);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, LARGEST_ATTRIBUTE);
        return factory;
    }
}
