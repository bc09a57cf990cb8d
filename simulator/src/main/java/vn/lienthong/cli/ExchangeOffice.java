// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import vn.lienthong.broker.DataFolder;
import vn.lienthong.broker.administration.Administration;
import vn.lienthong.broker.administration.AdministrationDesk;
import vn.lienthong.broker.administration.AdministrationReply;
import vn.lienthong.broker.administration.AdministrationRequest;
import vn.lienthong.broker.administration.AdministrationSocket;
import vn.lienthong.broker.directory.Directory;
import vn.lienthong.broker.directory.Directory.UnlistedAgencies;
import vn.lienthong.broker.mailbox.Mailboxes;
import vn.lienthong.broker.mailbox.QueueFacts;
import vn.lienthong.protocol.EndpointId;
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

    /** Carries out a request; a refusal or an unreachable exchange is a {@link CommandFailure}. */
    AdministrationReply ask(AdministrationRequest request) throws IOException {
        AdministrationReply reply = isRunning() ? askRunning(request) : askFolder(request);
        if (reply.error() != null) {
            throw new CommandFailure(ErrorCode.ADMINISTRATION_REFUSED.with(reply.error()));
        }
        return reply;
    }

    private boolean isRunning() {
        return Files.exists(folder.administrationSocket());
    }

    private AdministrationReply askRunning(AdministrationRequest request) throws IOException {
        try {
            return AdministrationSocket.ask(folder.administrationSocket(), request);
        } catch (IOException e) {
            return askFolder(request); // a socket left by an exchange that was killed
        }
    }

    private AdministrationReply askFolder(AdministrationRequest request) throws IOException {
        if (request.verb() == AdministrationRequest.Verb.QUEUES) {
            throw new CommandFailure(ErrorCode.NOT_RUNNING.with(folder.path().toString()));
        }
        if (!changes(request.verb())) {
            return answer(request);
        }
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

    private AdministrationReply answer(AdministrationRequest request) {
        Directory directory = new Directory(folder.directory(), UnlistedAgencies.ACCEPT);
        try {
            return new AdministrationDesk(new Administration(directory, new NoMailboxes())).answer(request);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ErrorCode.ADMINISTRATION_REFUSED.with(String.valueOf(e.getMessage())));
        }
    }

    private static boolean changes(AdministrationRequest.Verb verb) {
        return switch (verb) {
            case AGENCIES, AGENCY, ENDPOINTS, QUEUES -> false;
            case ADD_AGENCY, SUSPEND_AGENCY, RESUME_AGENCY, ADD_ENDPOINT, REMOVE_ENDPOINT -> true;
        };
    }

    /** The queues of an exchange that does not run. */
    private static final class NoMailboxes implements Mailboxes {
        @Override
        public void open(EndpointId endpoint) {
            // the exchange opens the queues of all endpoints when it starts
        }

        @Override
        public void disconnect(EndpointId endpoint) {
            // nobody is connected
        }

        @Override
        public List<QueueFacts> queues() {
            return List.of();
        }
    }
}
