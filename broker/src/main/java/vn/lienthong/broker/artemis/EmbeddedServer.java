// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.artemis;

import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.persistence.StorageManager;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager;

/** The embedded broker with the {@link BodyStorage}. */
final class EmbeddedServer extends ActiveMQServerImpl {
    private final Configuration settings;

    EmbeddedServer(Configuration settings, ActiveMQSecurityManager access) {
        super(settings, null, access);
        this.settings = settings;
    }

    @Override
    protected StorageManager createStorageManager() {
        BodyStorage storage = new BodyStorage(settings, this, ioCriticalErrorListener);
        getCriticalAnalyzer().add(storage);
        return storage;
    }
}
