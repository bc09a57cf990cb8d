// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import jakarta.jms.JMSException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.RefusalException;

/**
 * Remembers why a body was not taken. The transport writes on a thread of its own and makes a broken line of whatever a stream
 * throws there. Not thread-safe beyond that: one thread writes, another asks when it has ended.
 */
final class FirstRefusal extends FilterOutputStream {
    private volatile @Nullable RefusalException refusal;

    FirstRefusal(OutputStream out) {
        super(out);
    }

    /** A file that is full or gone is no fault of what is written into it. */
    static OutputStream ofFile(OutputStream file, Path folder) {
        return new FilterOutputStream(file) {
            @Override
            public void write(int single) throws IOException {
                write(new byte[] {(byte) single}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                attempt(() -> file.write(bytes, offset, length));
            }

            @Override
            public void flush() {
                attempt(file::flush);
            }

            @Override
            public void close() {
                attempt(file::close);
            }

            private void attempt(Step step) {
                try {
                    step.run();
                } catch (IOException e) {
                    throw new RefusalException(
                            ErrorCode.SPOOL_UNWRITABLE.with(folder.toString(), String.valueOf(e.getMessage())));
                }
            }
        };
    }

    private interface Step {
        void run() throws IOException;
    }

    @Override
    public void write(int single) throws IOException {
        write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (RefusalException e) {
            remember(e);
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            out.close();
        } catch (RefusalException e) {
            remember(e);
            throw e;
        }
    }

    private void remember(RefusalException e) {
        if (refusal == null) {
            refusal = e;
        }
    }

    /**
     * What is to be thrown for a failure of the transport.
     *
     * @throws RefusalException if that is behind it
     */
    JMSException insteadOf(JMSException failure) {
        RefusalException behind = refusal;
        if (behind != null) {
            throw behind;
        }
        return failure;
    }
}
