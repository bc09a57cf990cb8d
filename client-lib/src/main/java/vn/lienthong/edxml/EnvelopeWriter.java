// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import java.nio.charset.StandardCharsets;
import java.util.List;
import vn.lienthong.edxml.wire.EdxmlNamespaces;
import vn.lienthong.edxml.wire.WireManifest;

/** Writes everything up to the attachments. */
final class EnvelopeWriter {
    static final String END = "</edXML>\n";

    private static final String START = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            + "<edXML xmlns=\"" + EdxmlNamespaces.FORMAT + "\">\n"
            + "  <edXML:edXMLEnvelope xmlns:edXML=\"" + EdxmlNamespaces.FORMAT + "\">\n"
            + "    <edXML:edXMLHeader>\n";
    private static final String HEADER_END = "    </edXML:edXMLHeader>\n";
    private static final String BODY_START = "    <edXML:edXMLBody>\n";
    private static final String BODY_END = "    </edXML:edXMLBody>\n";
    private static final String ENVELOPE_END = "  </edXML:edXMLEnvelope>\n";
    private static final String BODY_PATH = "/edXML/edXMLEnvelope/edXMLBody";

    private final StringBuilder out = new StringBuilder(8192);
    private final WireBinding binding = WireBinding.borrow();
    private final List<Finding> findings;

    EnvelopeWriter(List<Finding> findings) {
        this.findings = findings;
    }

    byte[] write(StatusMessage status) {
        out.append(START);
        part(WireMapping.header(status), Grammar.HEADER_PATH, Grammar.MESSAGE_HEADER);
        out.append(HEADER_END).append(ENVELOPE_END).append(END);
        return bytes();
    }

    byte[] write(Edoc edoc, WireManifest manifest) {
        out.append(START);
        part(WireMapping.header(edoc), Grammar.HEADER_PATH, Grammar.MESSAGE_HEADER);
        part(WireMapping.traces(edoc), Grammar.HEADER_PATH, Grammar.TRACE_HEADER_LIST);
        out.append(HEADER_END).append(BODY_START);
        part(manifest, BODY_PATH, Grammar.MANIFEST);
        out.append(BODY_END).append(ENVELOPE_END);
        return bytes();
    }

    private <T> void part(T wire, String parentPath, Shape shape) {
        binding.marshal(wire, shape.name(), new HeaderLayout(out, findings, parentPath, shape));
    }

    private byte[] bytes() {
        binding.giveBack();
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }
}
