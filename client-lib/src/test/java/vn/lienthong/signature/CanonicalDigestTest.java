// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import javax.xml.stream.XMLStreamException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import vn.lienthong.edxml.ContentSource;
import vn.lienthong.edxml.XmlInput;

/** The streamed canonical form is compared with the JDK's, which builds a tree: the JDK signs, the stream checks. */
final class CanonicalDigestTest {
    private static final TestAuthority AUTHORITY = new TestAuthority("CA");
    private static final TestAuthority.Identity OFFICE = AUTHORITY.official("Office");
    private static final List<String> TEXTS = List.of(
            "Quảng Ninh",
            "&amp;&lt;&gt;",
            "&#13;x&#13;&#10;",
            "\t tab\n line",
            "<![CDATA[a<b>&c]]>",
            "\uD83D\uDCDC\uD83C\uDDFB\uD83C\uDDF3",
            "'\"'",
            "<!-- away -->",
            "<?keep  this one?>",
            "",
            "x".repeat(5000) + "\uD83D\uDCDC".repeat(3000));
    private static final List<String> VALUES =
            List.of("Hà Nội", "a&#9;b&#10;c&#13;d", "&quot;&amp;&lt;>", "  two  spaces ", "\uD83D\uDCDC", "");

    @Property(tries = 150)
    void any_file_has_the_digest_that_the_jdk_signed(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        byte[] file = ("<?before root?><!-- c -->\n<edXML xmlns=\"" + XmlNames.FORMAT + "\"" + declarations(random)
                        + ">"
                        + elements(random, 0)
                        + "<e:edXMLEnvelope xmlns:e=\"" + XmlNames.FORMAT + "\"" + declarations(random)
                        + "><e:edXMLHeader"
                        + declarations(random) + " xml:lang=\"vi\">\n<x/>" + elements(random, 0)
                        + "</e:edXMLHeader></e:edXMLEnvelope>" + elements(random, 0) + "</edXML>\n<?after root?>\n")
                .getBytes(StandardCharsets.UTF_8);
        TestXml signature = random.nextBoolean()
                ? new TestXml().whole(TestXml.ENVELOPED)
                : new TestXml().wholeExclusive(random.nextBoolean() ? List.of() : List.of("p", "#default"));

        byte[] signed = signature.sign(file, OFFICE, AUTHORITY.intermediate());

        assertThat(header(signed).verdict())
                .as("%s", new String(signed, StandardCharsets.UTF_8))
                .isEqualTo(Verdict.FITS);
    }

    private static SignatureReport header(byte[] signed) throws IOException {
        HeaderCheck check = new HeaderCheck(find(signed));
        return check.finish(ContentSource.of(signed), new Judge(new Authorities(List.of()), Clock.systemUTC()));
    }

    private static HeaderSignatureFinder.Found find(byte[] signed) throws IOException {
        try {
            return HeaderSignatureFinder.find(XmlInput.parser(new ByteArrayInputStream(signed)));
        } catch (XMLStreamException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    private static String elements(Random random, int depth) {
        StringBuilder xml = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            String prefix = List.of("", "p:", "q:").get(random.nextInt(3));
            // Both prefixes are declared anew wherever they are used, to one of two namespaces.
            xml.append('<').append(prefix).append('n').append(i);
            if (!prefix.isEmpty()) {
                xml.append(" xmlns:")
                        .append(prefix, 0, 1)
                        .append("=\"urn:")
                        .append(random.nextInt(2))
                        .append('"');
                if (random.nextBoolean()) {
                    xml.append(' ')
                            .append(prefix)
                            .append("z=\"")
                            .append(pick(VALUES, random))
                            .append('"');
                }
            } else if (random.nextInt(4) == 0) {
                xml.append(random.nextBoolean() ? " xmlns=\"\"" : " xmlns=\"urn:d\"");
            }
            xml.append(" b=\"").append(pick(VALUES, random)).append("\" a='1'>");
            xml.append(pick(TEXTS, random));
            xml.append(depth < 4 ? elements(random, depth + 1) : "");
            xml.append(pick(TEXTS, random))
                    .append("</")
                    .append(prefix)
                    .append('n')
                    .append(i)
                    .append('>');
        }
        return xml.toString();
    }

    private static String declarations(Random random) {
        return (random.nextBoolean() ? " xmlns:p=\"urn:0\"" : "")
                + (random.nextBoolean() ? " xmlns:unused=\"urn:u\"" : "");
    }

    private static String pick(List<String> from, Random random) {
        return from.get(random.nextInt(from.size()));
    }
}
