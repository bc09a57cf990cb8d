// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBElement;
import jakarta.xml.bind.JAXBException;
import jakarta.xml.bind.Marshaller;
import jakarta.xml.bind.Unmarshaller;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.xml.sax.ContentHandler;
import vn.lienthong.edxml.wire.EdxmlNamespaces;
import vn.lienthong.edxml.wire.WireHeader;
import vn.lienthong.edxml.wire.WireManifest;
import vn.lienthong.edxml.wire.WireStatusHeader;
import vn.lienthong.edxml.wire.WireTraces;

/**
 * Binds the parts of one header to their classes. The context is slow to create and thread-safe, so there is one; what it
 * makes is not thread-safe and not cheap either, so a message borrows it and gives it back.
 */
final class WireBinding {
    private static final JAXBContext CONTEXT = context();
    private static final int MOST_IDLE = 32;
    private static final BlockingQueue<WireBinding> IDLE = new ArrayBlockingQueue<>(MOST_IDLE);

    private @Nullable Unmarshaller unmarshaller;
    private @Nullable Marshaller marshaller;

    private WireBinding() {}

    /** A binding for one message. */
    static WireBinding borrow() {
        WireBinding idle = IDLE.poll();
        return idle == null ? new WireBinding() : idle;
    }

    /** Gives a binding back that did its work; one that failed is left to the garbage collector. */
    void giveBack() {
        if (!IDLE.offer(this)) {
            unmarshaller = null;
            marshaller = null;
        }
    }

    /** Reads the element that is open and moves to what follows it. */
    <T> T unmarshal(XMLStreamReader reader, Class<T> type) throws XMLStreamException {
        try {
            if (unmarshaller == null) {
                unmarshaller = CONTEXT.createUnmarshaller();
            }
            return unmarshaller.unmarshal(reader, type).getValue();
        } catch (JAXBException e) {
            if (e.getLinkedException() instanceof XMLStreamException cause) {
                throw cause;
            }
            throw new XMLStreamException(e.getMessage(), e);
        }
    }

    /** Writes a part as an element of the format. */
    <T> void marshal(T part, String name, ContentHandler handler) {
        try {
            if (marshaller == null) {
                marshaller = CONTEXT.createMarshaller();
                marshaller.setProperty(Marshaller.JAXB_FRAGMENT, true);
            }
            @SuppressWarnings("unchecked")
            Class<T> type = (Class<T>) part.getClass();
            marshaller.marshal(new JAXBElement<>(new QName(EdxmlNamespaces.FORMAT, name), type, part), handler);
        } catch (JAXBException e) {
            throw new IllegalStateException("a structure of texts can always be written", e);
        }
    }

    private static JAXBContext context() {
        try {
            return JAXBContext.newInstance(
                    WireHeader.class, WireStatusHeader.class, WireTraces.class, WireManifest.class);
        } catch (JAXBException e) {
            throw new IllegalStateException("the classes of the header cannot be bound", e);
        }
    }
}
