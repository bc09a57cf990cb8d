// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.artemis;

import java.util.Optional;
import java.util.Set;
import javax.security.auth.Subject;
import javax.security.auth.x500.X500Principal;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager5;
import org.apache.activemq.artemis.spi.core.security.jaas.NoCacheLoginException;
import org.apache.activemq.artemis.spi.core.security.jaas.UserPrincipal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.broker.directory.Directory;
import vn.lienthong.protocol.Addresses;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.ErrorCode;

/**
 * Decides who may do what, anew at every step and never from a cache, so that a registration or its end counts at once. An
 * endpoint may send to {@code submit} and {@code inquiries} and read its own three queues; everything else is denied.
 */
final class EndpointAccess implements ActiveMQSecurityManager5 {
    private static final Logger LOG = LoggerFactory.getLogger(EndpointAccess.class);

    private final Directory directory;
    private final EndpointIdentity identity;

    EndpointAccess(Directory directory, EndpointIdentity identity) {
        this.directory = directory;
        this.identity = identity;
    }

    @Override
    public Subject authenticate(String user, String password, RemotingConnection connection, String domain)
            throws NoCacheLoginException {
        Optional<EndpointId> endpoint = identity.of(connection);
        if (endpoint.isEmpty()) {
            throw denied(identity.whyNobody(connection), connection);
        }
        if (!directory.isRegistered(endpoint.get())) {
            throw denied(ErrorCode.ENDPOINT_UNKNOWN.with(endpoint.get().value()).toString(), connection);
        }
        if (!isOwnName(user, endpoint.get(), connection)) {
            throw denied("login name '" + user + "' is not that of the certificate, " + endpoint.get(), connection);
        }
        Subject subject = new Subject();
        subject.getPrincipals().add(new UserPrincipal(endpoint.get().value()));
        return subject;
    }

    @Override
    public boolean authorize(Subject subject, Set<Role> roles, CheckType check, String address) {
        if (subject == null) {
            return false;
        }
        boolean allowed = subject.getPrincipals(UserPrincipal.class).stream()
                .map(UserPrincipal::getName)
                .filter(EndpointId::isValid)
                .map(EndpointId::new)
                .anyMatch(endpoint -> directory.isRegistered(endpoint) && allows(endpoint, check, address));
        if (!allowed) {
            LOG.atInfo()
                    .addKeyValue("endpoint", subject.getPrincipals())
                    .addKeyValue("check", check)
                    .addKeyValue("address", address)
                    .log("access denied");
        }
        return allowed;
    }

    private static boolean allows(EndpointId endpoint, CheckType check, String address) {
        if (check == CheckType.SEND) {
            return address.equals(Addresses.SUBMIT) || address.equals(Addresses.INQUIRIES);
        }
        if (check == CheckType.CONSUME || check == CheckType.BROWSE) {
            return isOwnQueue(address, Addresses.inbox(endpoint))
                    || isOwnQueue(address, Addresses.statuses(endpoint))
                    || isOwnQueue(address, Addresses.answers(endpoint));
        }
        return false;
    }

    /** The broker asks for {@code address} or {@code address::queue}; ours have the same name for both. */
    private static boolean isOwnQueue(String asked, String queue) {
        return asked.equals(queue) || asked.equals(queue + "::" + queue);
    }

    /** SASL EXTERNAL logs in with the distinguished name; other clients may give the endpoint's name or none. */
    private static boolean isOwnName(String user, EndpointId endpoint, RemotingConnection connection) {
        return user == null
                || user.isEmpty()
                || user.equals(endpoint.value())
                || EndpointIdentity.distinguishedName(connection)
                        .map(name -> sameName(name, user))
                        .orElse(false);
    }

    private static boolean sameName(String left, String right) {
        try {
            return new X500Principal(left).equals(new X500Principal(right));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static NoCacheLoginException denied(String why, RemotingConnection connection) {
        LOG.atWarn()
                .addKeyValue("remoteAddress", connection == null ? "-" : connection.getRemoteAddress())
                .addKeyValue("reason", why)
                .log("sign-in denied");
        return new NoCacheLoginException(why);
    }

    @Override
    public boolean validateUser(String user, String password) {
        return false;
    }

    @Override
    public boolean validateUserAndRole(String user, String password, Set<Role> roles, CheckType checkType) {
        return false;
    }
}
