// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import com.ctc.wstx.exc.WstxLazyException;
import java.io.CharConversionException;
import java.io.IOException;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/** The one place that tells what a failure of the parser means. */
final class ReadingFailure {
    private ReadingFailure() {}

    /**
     * The exception to throw for a failure while an attachment was read, or elsewhere if its name is empty.
     *
     * @throws IOException if the stream below failed, which says nothing about the message
     */
    static RuntimeException of(Exception failure, String path, String attachment) throws IOException {
        for (Throwable cause = failure; cause != null; cause = next(cause)) {
            if (cause instanceof EdxmlException known) {
                return known;
            }
            if (cause instanceof GuardedInput.Exhausted exhausted) {
                return new EdxmlException(exhausted.finding(path, attachment), exhausted);
            }
            if (cause instanceof IOException transport && !(cause instanceof CharConversionException)) {
                throw transport;
            }
        }
        if (failure instanceof RuntimeException unexpected && !(failure instanceof WstxLazyException)) {
            return unexpected;
        }
        return new EdxmlException(ReadingCode.MALFORMED_XML.at(path, firstLine(failure.getMessage()), ""), failure);
    }

    private static @Nullable Throwable next(Throwable failure) {
        if (failure instanceof XMLStreamException xml && xml.getNestedException() != null) {
            return xml.getNestedException();
        }
        return failure.getCause();
    }

    private static String firstLine(@Nullable String message) {
        return message == null ? "" : message.lines().findFirst().orElse("");
    }
}
