/**
 * The elements of the header as they stand on the wire, spelled as the standard spells them. Plain structures for JAXB
 * with public fields; only {@code vn.lienthong.edxml} uses them. Everything else belongs elsewhere.
 */
@XmlSchema(namespace = EdxmlNamespaces.FORMAT, elementFormDefault = XmlNsForm.QUALIFIED)
@NullMarked
package vn.lienthong.edxml.wire;

import jakarta.xml.bind.annotation.XmlNsForm;
import jakarta.xml.bind.annotation.XmlSchema;
import org.jspecify.annotations.NullMarked;
