// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** One direction of a connection, with what happens to its bytes. Used by one thread. */
final class Pass {
    private static final int BUFFER = 16 * 1024;
    private static final int FLIPPED = 0x5A;

    private final Socket from;
    private final Socket to;
    private final Optional<Effect> effect;

    Pass(Socket from, Socket to, Optional<Effect> effect) {
        this.from = from;
        this.to = to;
        this.effect = effect;
    }

    Socket from() {
        return from;
    }

    Socket to() {
        return to;
    }

    /** Passes bytes on until one side ends or the effect ends it. */
    void run() {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[BUFFER];
            long passed = 0;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                int kept = meet(buffer, read, passed);
                out.write(buffer, 0, kept);
                if (kept < read) {
                    return;
                }
                passed += read;
            }
        } catch (IOException e) {
            // the line broke: whoever is at its ends sees it
        }
    }

    /** How many of the bytes pass; fewer than there are end the connection. */
    private int meet(byte[] buffer, int read, long passed) {
        if (effect.isEmpty()) {
            return read;
        }
        Effect what = effect.get();
        if (what instanceof Effect.Disconnect disconnect) {
            return (int) Math.max(0, Math.min(read, disconnect.afterBytes() - passed));
        }
        if (what instanceof Effect.Corrupt corrupt && corrupt.at() >= passed && corrupt.at() < passed + read) {
            buffer[(int) (corrupt.at() - passed)] ^= FLIPPED;
        } else if (what instanceof Effect.Delay delay) {
            pause(delay.by());
        } else if (what instanceof Effect.Slow slow) {
            pause(Duration.ofNanos(read * 1_000_000_000L / slow.bytesPerSecond()));
        }
        return read;
    }

    /** The effect itself, not a way to be right: a slow line is slow. */
    static void pause(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0 && !Thread.currentThread().isInterrupted(); ) {
            LockSupport.parkNanos(left);
            left = end - System.nanoTime();
        }
    }
}
