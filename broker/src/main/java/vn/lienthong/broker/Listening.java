// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker;

import java.net.BindException;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.RefusalException;

/** Starts what listens; a port that another program holds is told with the setting that names it. */
final class Listening {
    private Listening() {}

    /** Starts what is not remembered here. */
    static void at(String setting, int port, Runnable start) {
        int unused = at(setting, port, same -> {
            start.run();
            return same;
        });
    }

    /**
     * Starts something at a port.
     *
     * @throws RefusalException if another program holds the port
     */
    static <T> T at(String setting, int port, IntFunction<T> start) {
        try {
            return start.apply(port);
        } catch (RuntimeException e) {
            if (Stream.<Throwable>iterate(e, cause -> cause != null, Throwable::getCause)
                    .anyMatch(Listening::isAboutPort)) {
                RefusalException refusal =
                        new RefusalException(ErrorCode.PORT_TAKEN.with(Integer.toString(port), setting));
                refusal.initCause(e);
                throw refusal;
            }
            throw e;
        }
    }

    /** The transport of the broker has an exception of its own. */
    private static boolean isAboutPort(Throwable cause) {
        return cause instanceof BindException
                || String.valueOf(cause.getMessage()).startsWith("bind(");
    }
}
