// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.codehaus.stax2.XMLInputFactory2;
import org.codehaus.stax2.XMLStreamReader2;

/** Opens parsers that read neither document types nor anything outside the message. */
public final class XmlInput {
    /** So much is read ahead at most. */
    static final int BUFFER = 4000;

    private static final int LARGEST_ATTRIBUTE = 64 * 1024;
    private static final WstxInputFactory FACTORY = factory();

    private XmlInput() {}

    /**
     * A parser.
     *
     * @throws XMLStreamException if what comes first is not XML, or cannot be read
     */
    public static XMLStreamReader parser(InputStream in) throws XMLStreamException {
        return FACTORY.createXMLStreamReader(in);
    }

    /** What kept a parser from reading, if it was not what it read. */
    public static Optional<IOException> transportFailure(XMLStreamException failure) {
        return failure.getNestedException() instanceof IOException transport
                        && !(transport instanceof CharConversionException)
                ? Optional.of(transport)
                : Optional.empty();
    }

    static XMLStreamReader2 open(InputStream in) throws IOException {
        try {
            return (XMLStreamReader2) parser(in);
        } catch (XMLStreamException e) {
            Optional<IOException> transport = transportFailure(e);
            if (transport.isPresent()) {
                throw transport.get();
            }
            throw new EdxmlException(ReadingCode.MALFORMED_XML.at("/", String.valueOf(e.getMessage()), ""), e);
        }
    }

    private static WstxInputFactory factory() {
        WstxInputFactory factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        factory.setProperty(XMLInputFactory2.P_PRESERVE_LOCATION, false);
        factory.setProperty(WstxInputProperties.P_INPUT_BUFFER_LENGTH, BUFFER);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, LARGEST_ATTRIBUTE);
        return factory;
    }
}
