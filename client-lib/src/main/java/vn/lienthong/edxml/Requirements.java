// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a message of ours must hold, as paths below {@code MessageHeader} or {@code TraceHeaderList}. */
final class Requirements {
    private Requirements() {}

    static List<String> missing(Edoc edoc) {
        List<String> missing = new ArrayList<>();
        require(edoc.from().organId(), "MessageHeader/From/OrganId", missing);
        if (edoc.to().isEmpty()) {
            missing.add("MessageHeader/To");
        }
        for (int i = 0; i < edoc.to().size(); i++) {
            require(edoc.to().get(i).organId(), "MessageHeader/To[" + (i + 1) + "]/OrganId", missing);
        }
        require(edoc.documentId(), "MessageHeader/DocumentId", missing);
        require(edoc.codeNumber(), "MessageHeader/Code/CodeNumber", missing);
        require(edoc.codeNotation(), "MessageHeader/Code/CodeNotation", missing);
        require(edoc.promulgationDate(), "MessageHeader/PromulgationInfo/PromulgationDate", missing);
        require(edoc.documentType().name(), "MessageHeader/DocumentType/TypeName", missing);
        require(edoc.subject(), "MessageHeader/Subject", missing);
        if (edoc.trace().isEmpty()) {
            missing.add("TraceHeaderList/TraceHeader");
        }
        return missing;
    }

    static List<String> missing(StatusMessage status) {
        List<String> missing = new ArrayList<>();
        require(status.from().organId(), "MessageHeader/From/OrganId", missing);
        require(status.responseFor().organId(), "MessageHeader/ResponseFor/OrganId", missing);
        require(status.responseFor().documentId(), "MessageHeader/ResponseFor/DocumentId", missing);
        require(status.timestamp(), "MessageHeader/Timestamp", missing);
        if (status.statusCode().isBlank()) {
            missing.add("MessageHeader/StatusCode");
        }
        return missing;
    }

    private static void require(Optional<?> value, String path, List<String> missing) {
        if (value.isEmpty()) {
            missing.add(path);
        }
    }
}
