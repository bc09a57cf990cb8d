// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.artemis;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.io.IOCriticalErrorListener;
import org.apache.activemq.artemis.core.paging.PagingStore;
import org.apache.activemq.artemis.core.persistence.impl.journal.JournalStorageManager;
import org.apache.activemq.artemis.core.persistence.impl.journal.LargeServerMessageImpl;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.RouteContextList;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.apache.activemq.artemis.core.transaction.TransactionOperationAbstract;
import org.apache.activemq.artemis.utils.ArtemisCloseable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The broker's storage, in which each inbox on disk has a name of its own for the file of a large body.
 *
 * <p>The broker counts the references to a message that are in its journal, and deletes the file with the last of them. A
 * page is not counted; it deletes the files of its messages with itself. That is right where a message has one address, and so is
 * in the journal or in one page. Of ours one message goes to many inboxes, and each moves to disk by itself: whoever was
 * done first would take the body from the others. The file system counts better. It keeps a body as long as it has a name.
 */
final class BodyStorage extends JournalStorageManager {
    private static final Logger LOG = LoggerFactory.getLogger(BodyStorage.class);

    private final Path folder;

    BodyStorage(Configuration configuration, ActiveMQServer server, IOCriticalErrorListener onFailure) {
        super(
                configuration,
                server.getCriticalAnalyzer(),
                server.getExecutorFactory(),
                server.getScheduledPool(),
                server.getIOExecutorFactory(),
                onFailure);
        folder = configuration.getLargeMessagesLocation().toPath();
    }

    /** Like the broker's own; only here it is certain whether a message goes to a page. */
    @Override
    public boolean addToPage(
            PagingStore store, Message message, @Nullable Transaction transaction, RouteContextList queues)
            throws Exception {
        int credits;
        ArtemisCloseable lock = closeableReadLock();
        try {
            credits = store.page(message, transaction, queues, paged -> withNameOfItsOwn(paged, transaction), true);
        } finally {
            lock.close();
        }
        if (credits > 0) {
            store.writeFlowControl(credits);
        }
        return credits >= 0;
    }

    private Message withNameOfItsOwn(Message message, @Nullable Transaction transaction) {
        if (!(message instanceof LargeServerMessageImpl large)) {
            return message;
        }
        LargeServerMessageImpl paged = new LargeServerMessageImpl(this);
        paged.moveHeadersAndProperties(large);
        paged.setMessageID(generateID());
        Path name = fileOf(paged);
        try {
            paged.getLargeBody().setBodySize(large.getBodySize());
            link(name, fileOf(large));
            if (transaction == null) {
                forceNames(folder);
            } else if (large.getUserContext(Names.class) == null) {
                Names names = new Names(large, folder);
                large.setUserContext(Names.class, names);
                transaction.addOperation(names);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the body of a message cannot be kept for a page as " + name, e);
        } catch (ActiveMQException e) {
            throw new IllegalStateException("the body of a message cannot be kept for a page as " + name, e);
        }
        return paged;
    }

    private Path fileOf(LargeServerMessageImpl message) {
        return createFileForLargeMessage(message.getMessageID(), message.isDurable())
                .getJavaFile()
                .toPath();
    }

    private static void link(Path name, Path body) throws IOException {
        try {
            Files.createLink(name, body);
        } catch (UnsupportedOperationException | IOException e) {
            // Not on this file system, or not so many: then it is there twice.
            LOG.atDebug().setCause(e).addKeyValue("file", body).log("a body gets a copy instead of a name");
            Files.copy(body, name);
            force(name);
        }
    }

    private static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Which names a folder has is on disk after this. Windows cannot open a folder, and writes its names by itself. */
    private static void forceNames(Path folder) throws IOException {
        if (File.separatorChar != '\\') {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /** Makes the names of a body durable before the message is, and takes away the one it came with if nothing uses it. */
    private static final class Names extends TransactionOperationAbstract {
        private final LargeServerMessageImpl message;
        private final Path folder;
        private boolean unused;

        Names(LargeServerMessageImpl message, Path folder) {
            this.message = message;
            this.folder = folder;
        }

        @Override
        public void beforeCommit(Transaction transaction) throws IOException {
            forceNames(folder);
            count();
        }

        @Override
        public void beforeRollback(Transaction transaction) {
            count();
        }

        /** Before anything can be taken from a queue: later, none could also mean none any more. */
        private void count() {
            unused = message.getRefCount() == 0 && message.getDurableCount() == 0;
        }

        @Override
        public void afterCommit(Transaction transaction) {
            tidy();
        }

        @Override
        public void afterRollback(Transaction transaction) {
            tidy();
        }

        private void tidy() {
            message.setUserContext(Names.class, null);
            if (unused) {
                try {
                    message.deleteFile();
                } catch (Exception e) {
                    LOG.atWarn()
                            .setCause(e)
                            .log("a body that only pages use could not be let go; it goes at the next start");
                }
            }
        }
    }
}
