// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.util.StreamReaderDelegate;
import javax.xml.transform.stax.StAXSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** The two schemas of the format: a lenient one for what is read, a strict one for what is written. */
public final class EdxmlSchemas {
    private static final int MOST_PROBLEMS = 100;

    private EdxmlSchemas() {}

    private static final class Lenient {
        private static final Schema SCHEMA = load("edxml-lenient.xsd");
    }

    private static final class Strict {
        private static final Schema SCHEMA = load("edxml-strict.xsd");
    }

    /** Every known element in any order; thread-safe. */
    public static Schema lenient() {
        return Lenient.SCHEMA;
    }

    /** The order, the lengths and the forms that {@link EdxmlWriter} keeps to; thread-safe. */
    public static Schema strict() {
        return Strict.SCHEMA;
    }

    /**
     * Validates a message of any size without keeping the contents of its attachments, which are not looked at.
     *
     * @return what the schema finds wrong, in the words of the schema processor, at most a hundred entries
     * @throws EdxmlException if the message is not well-formed
     * @throws IOException if the stream fails
     */
    public static List<String> validate(Schema schema, InputStream message) throws IOException {
        XMLStreamReader parser = XmlInput.open(message);
        Problems problems = new Problems();
        try {
            Validator validator = schema.newValidator();
            validator.setErrorHandler(problems);
            validator.validate(new StAXSource(new WithoutContents(parser)));
            return problems.found;
        } catch (SAXException e) {
            throw ReadingFailure.of(e, "/", "");
        }
    }

    private static Schema load(String name) {
        URL resource = Objects.requireNonNull(EdxmlSchemas.class.getResource(name), name);
        try {
            SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            return factory.newSchema(resource);
        } catch (SAXException e) {
            throw new IllegalStateException(name + " is not a schema", e);
        }
    }

    /** Drops the text of attachments, and refuses document types. */
    private static final class WithoutContents extends StreamReaderDelegate {
        private boolean inContent;

        WithoutContents(XMLStreamReader parser) {
            super(parser);
        }

        @Override
        public int next() throws XMLStreamException {
            int event = super.next();
            while (inContent && (event == CHARACTERS || event == CDATA || event == SPACE)) {
                event = super.next();
            }
            if (event == DTD || event == ENTITY_REFERENCE) {
                throw new EdxmlException(ReadingCode.DTD_FORBIDDEN.at("/", "DOCTYPE", ""));
            }
            inContent = event == START_ELEMENT && getLocalName().equals("ContentTransferEncoded");
            return event;
        }
    }

    private static final class Problems implements ErrorHandler {
        private final List<String> found = new ArrayList<>();

        @Override
        public void warning(SAXParseException exception) {
            add(exception);
        }

        @Override
        public void error(SAXParseException exception) {
            add(exception);
        }

        @Override
        public void fatalError(SAXParseException exception) throws SAXException {
            throw exception;
        }

        private void add(SAXParseException exception) {
            if (found.size() < MOST_PROBLEMS) {
                found.add(String.valueOf(exception.getMessage()));
            }
        }
    }
}
