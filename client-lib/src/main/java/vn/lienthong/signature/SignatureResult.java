// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.signature;

import java.util.List;
import java.util.stream.Stream;
import vn.lienthong.edxml.Finding;

/**
 * The signatures inside one document.
 *
 * @param signatures the header's first, then those of the attachments, in their order
 * @param others what was found that belongs to no single signature, such as a PDF file without one
 */
public record SignatureResult(List<SignatureReport> signatures, List<Finding> others) {
    /** Copies the lists. */
    public SignatureResult {
        signatures = List.copyOf(signatures);
        others = List.copyOf(others);
    }

    /** All findings, those of the signatures first. */
    public List<Finding> findings() {
        return Stream.concat(signatures.stream().flatMap(signature -> signature.findings().stream()), others.stream())
                .toList();
    }
}
