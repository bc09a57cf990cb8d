// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.artemis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.activemq.artemis.api.config.ActiveMQDefaultConfiguration;
import org.apache.activemq.artemis.utils.PasswordMaskingUtil;
import org.apache.activemq.artemis.utils.SensitiveDataCodec;

/**
 * Has the broker read the password of key stores from its file at the moment it opens them. In the broker's own settings it would
 * be written into the log whenever a port cannot be listened on. Made by the broker, by its name.
 */
public final class PasswordFile implements SensitiveDataCodec<String> {
    /** Puts into the settings of a listener where passwords are. */
    static void use(Map<String, Object> parameters, Path file, String... passwords) {
        parameters.put(ActiveMQDefaultConfiguration.getPropPasswordCodec(), PasswordFile.class.getName());
        for (String password : passwords) {
            parameters.put(password, PasswordMaskingUtil.wrap(file.toString()));
        }
    }

    @Override
    public String decode(Object file) throws IOException {
        return Files.readString(Path.of(file.toString())).strip();
    }

    /** Nothing is written. */
    @Override
    public String encode(Object value) {
        throw new UnsupportedOperationException("passwords are only read");
    }
}
