// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an attachment holds once it is decoded: the file itself, or the one file of the ZIP around it. The content decides
 * and not the declared type, which is often wrong.
 *
 * @param suffix what the name lacks
 * @param packedSize the size of the ZIP if the content is unpacked from one, 0 otherwise
 * @param notice what was odd, its place and name left open
 */
record Payload(InputStream content, String suffix, long packedSize, Optional<Finding> notice, @Nullable Spool spool)
        implements Closeable {
    private static final byte[] ZIP = {'P', 'K', 3, 4};

    static Payload of(InputStream decoded, String name, String path) throws IOException {
        byte[] first = decoded.readNBytes(ZIP.length);
        InputStream all = new SequenceInputStream(new ByteArrayInputStream(first), decoded);
        if (!Arrays.equals(first, ZIP) || FileNames.extension(name).equals("zip")) {
            return new Payload(all, "", 0, Optional.empty(), null);
        }
        Spool spool = Spool.of(all);
        try {
            return ofZip(spool, name, path);
        } catch (RuntimeException e) {
            spool.close();
            throw e;
        }
    }

    private static Payload ofZip(Spool spool, String name, String path) {
        try {
            ZipDirectory directory = ZipDirectory.of(spool);
            if (directory.isFileFormat()) {
                return new Payload(spool.range(0, spool.size()), "", 0, Optional.empty(), spool);
            }
            if (directory.count() == 1) {
                return new Payload(directory.openFirst(), "", spool.size(), Optional.empty(), spool);
            }
            return kept(
                    spool, ReadingCode.SEVERAL_FILES_IN_ZIP.at(path, name, String.valueOf(directory.count())), ".zip");
        } catch (IOException e) {
            return kept(spool, ReadingCode.ZIP_NOT_OPENED.at(path, name, String.valueOf(e.getMessage())), "");
        }
    }

    private static Payload kept(Spool spool, Finding notice, String suffix) {
        return new Payload(spool.range(0, spool.size()), suffix, 0, Optional.of(notice), spool);
    }

    boolean isUnpacked() {
        return packedSize > 0;
    }

    @Override
    public void close() throws IOException {
        content.close();
        if (spool != null) {
            spool.close();
        }
    }
}
