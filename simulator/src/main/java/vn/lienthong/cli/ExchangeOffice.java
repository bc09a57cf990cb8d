// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vn.lienthong.broker.DataFolder;
import vn.lienthong.broker.access.Operator;
import vn.lienthong.broker.access.Users;
import vn.lienthong.broker.administration.Administration;
import vn.lienthong.broker.administration.AdministrationAnswer;
import vn.lienthong.broker.administration.AdministrationRequest;
import vn.lienthong.broker.administration.AdministrationSocket;
import vn.lienthong.broker.administration.OperatorDesk;
import vn.lienthong.broker.audit.AuditLog;
import vn.lienthong.broker.deadletters.Approval;
import vn.lienthong.broker.deadletters.DeadLetterDesk;
import vn.lienthong.broker.directory.Directory;
import vn.lienthong.broker.directory.DirectoryPolicy;
import vn.lienthong.broker.disk.DiskLimits;
import vn.lienthong.broker.disk.DiskSpace;
import vn.lienthong.broker.disk.DiskWatch;
import vn.lienthong.broker.enrolment.KeyDesk;
import vn.lienthong.broker.events.Event.Settlement;
import vn.lienthong.broker.mailbox.DeadLetters;
import vn.lienthong.broker.mailbox.NoMailboxes;
import vn.lienthong.protocol.ErrorCode;

/**
 * Where an operator's requests go: to the exchange that runs on a data folder, or, when none runs, to the directory in the
 * folder itself. Queues are made when the exchange starts.
 */
final class ExchangeOffice {
    private final DataFolder folder;

    ExchangeOffice(DataFolder folder) {
        this.folder = folder;
    }

    /** Carries out a request; a refusal or an unreachable exchange ends the command. */
    <A extends AdministrationAnswer> A ask(AdministrationRequest<A> request) throws IOException {
        return isRunning() ? askRunning(request) : askFolder(request);
    }

    private boolean isRunning() {
        return Files.exists(folder.administrationSocket());
    }

    private <A extends AdministrationAnswer> A askRunning(AdministrationRequest<A> request) throws IOException {
        try {
            return AdministrationSocket.ask(folder.administrationSocket(), request);
        } catch (IOException e) {
            return askFolder(request); // a socket left by an exchange that was killed
        }
    }

    private <A extends AdministrationAnswer> A askFolder(AdministrationRequest<A> request) throws IOException {
        return switch (request.needs()) {
            case RUNNING ->
                throw new CommandFailure(
                        ErrorCode.NOT_RUNNING.with(folder.path().toString()));
            case DIRECTORY -> answer(request);
            case CHANGE -> change(request);
        };
    }

    private <A extends AdministrationAnswer> A change(AdministrationRequest<A> request) throws IOException {
        Optional<FileLock> lock = folder.lock();
        if (lock.isEmpty()) {
            throw new CommandFailure(
                    ErrorCode.DATA_FOLDER_IN_USE.with(folder.path().toString()));
        }
        try {
            return answer(request);
        } finally {
            lock.get().acquiredBy().close();
        }
    }

    private <A extends AdministrationAnswer> A answer(AdministrationRequest<A> request) {
        Directory directory = new Directory(folder.directory(), DirectoryPolicy.DEFAULT, Clock.systemUTC());
        try (FolderKeys keys = new FolderKeys(folder)) {
            Administration administration = new Administration(
                    directory,
                    new NoMailboxes(),
                    Optional.empty(),
                    new Administration.Desks(
                            new DeadLetterDesk(new NoDeadLetters(), Approval.NONE),
                            new DiskWatch(DiskSpace.of(folder.path()), DiskLimits.USUAL),
                            Optional.empty(),
                            keys::desk,
                            keys::audit,
                            new Users(folder.users(), Clock.systemUTC()),
                            Optional.empty(),
                            Optional.empty()));
            return new OperatorDesk(administration, Clock.systemUTC())
                    .carryOut(request, Operator.ofDataFolder(System.getProperty("user.name", "-")));
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ErrorCode.ADMINISTRATION_REFUSED.with(String.valueOf(e.getMessage())));
        }
    }

    /** The keys in the folder of an exchange that does not run; opened only when a request is about them. */
    private static final class FolderKeys implements AutoCloseable {
        private final DataFolder folder;
        private @Nullable KeyDesk opened;
        private @Nullable AuditLog audit;

        FolderKeys(DataFolder folder) {
            this.folder = folder;
        }

        KeyDesk desk() {
            if (opened == null) {
                opened = KeyDesk.open(folder.keyFolders(), List.of(), Clock.systemUTC());
            }
            return opened;
        }

        AuditLog audit() {
            if (audit == null) {
                audit = new AuditLog(folder.audit(), desk().signer(), Clock.systemUTC());
            }
            return audit;
        }

        @Override
        public void close() {
            if (audit != null) {
                audit.close();
            }
            if (opened != null) {
                opened.close();
            }
        }
    }

    /** The dead letters of an exchange that does not run. */
    private static final class NoDeadLetters implements DeadLetters {
        @Override
        public void forEach(Consumer<DeadLetter> viewer, Consumer<Unreadable> other) {
            // nobody can look into its journal
        }

        @Override
        public boolean settle(long id, Settlement settlement) {
            return false;
        }
    }
}
