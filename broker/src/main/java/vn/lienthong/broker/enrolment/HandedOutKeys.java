// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.enrolment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.broker.authority.CertificateAuthority;
import vn.lienthong.broker.authority.KeyFiles;
import vn.lienthong.broker.keys.KeyRegister;
import vn.lienthong.broker.keys.KeyRegister.NewKey;
import vn.lienthong.protocol.EndpointId;

/** The certificates that were handed out by a version without a register; they go on to count when they are in a folder here. */
record HandedOutKeys(Path folder, CertificateAuthority authority) {
    private static final Logger LOG = LoggerFactory.getLogger(HandedOutKeys.class);
    private static final String BY = "-";

    void registerIn(KeyRegister register) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        List<NewKey> found = new ArrayList<>();
        try (Stream<Path> endpoints = Files.list(folder)) {
            endpoints
                    .sorted()
                    .filter(endpoint ->
                            EndpointId.isValid(endpoint.getFileName().toString()))
                    .forEach(endpoint -> found.addAll(keysIn(endpoint)));
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + folder + " cannot be read", e);
        }
        register.register(found, BY);
        LOG.atInfo()
                .addKeyValue("keys", found.size())
                .log(
                        "the register of keys is new; certificates of an older version that lie in the data folder are in it now");
    }

    private List<NewKey> keysIn(Path endpoint) {
        EndpointId id = new EndpointId(endpoint.getFileName().toString());
        try {
            return KeyDesk.newKeys(id, authority.certificatesOf(id, new KeyFiles(endpoint)));
        } catch (IllegalStateException e) {
            LOG.atWarn()
                    .setCause(e)
                    .addKeyValue("endpoint", id)
                    .log("the certificates in the folder of an endpoint cannot be read and are not registered");
            return List.of();
        }
    }
}
