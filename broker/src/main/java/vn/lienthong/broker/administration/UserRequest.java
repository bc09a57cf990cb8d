// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.administration;

import static vn.lienthong.broker.administration.AdministrationRequest.required;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.lienthong.broker.access.Permission;
import vn.lienthong.broker.access.Role;
import vn.lienthong.broker.access.Scope;
import vn.lienthong.broker.administration.AdministrationAnswer.UserList;
import vn.lienthong.broker.administration.AdministrationAnswer.UserView;
import vn.lienthong.edxml.AgencyId;

/** A request about the users of the console; each answers with who is meant. Without a running exchange it is carried out in the data folder. */
public sealed interface UserRequest extends AdministrationRequest<UserList> {
    @Override
    default Class<UserList> answerType() {
        return UserList.class;
    }

    @Override
    default Needs needs() {
        return Needs.CHANGE;
    }

    @Override
    default Permission permission() {
        return Permission.ADMINISTER;
    }

    /** Whom it is about. */
    String name();

    @Override
    default Optional<Object> subject(Administration administration) {
        return administration.users().find(name()).map(UserView::of);
    }

    @Override
    default UserList carryOut(Administration administration) {
        change(administration);
        return new UserList(
                administration.users().find(name()).map(UserView::of).stream().toList());
    }

    /** Makes the change. */
    void change(Administration administration);

    /** All users. */
    record ListUsers() implements AdministrationRequest<UserList> {
        @Override
        public Class<UserList> answerType() {
            return UserList.class;
        }

        @Override
        public Needs needs() {
            return Needs.CHANGE;
        }

        @Override
        public Permission permission() {
            return Permission.AUDIT;
        }

        @Override
        public UserList carryOut(Administration administration) {
            return new UserList(
                    administration.users().all().stream().map(UserView::of).toList());
        }
    }

    /**
     * Adds a user.
     *
     * @param agencies which agencies they are responsible for; none: all
     */
    record AddUser(String name, String role, List<AgencyId> agencies, String password) implements UserRequest {
        /** Checks that all are there. */
        public AddUser {
            required("name", name);
            required("role", role);
            required("password", password);
            agencies = List.copyOf(required("agencies", agencies));
        }

        @Override
        public Set<String> secrets() {
            return Set.of("password");
        }

        @Override
        public void change(Administration administration) {
            administration.users().add(name, roleOf(role), new Scope(agencies), password);
        }
    }

    /** Gives a user another role and other agencies. */
    record ChangeUser(String name, String role, List<AgencyId> agencies) implements UserRequest {
        /** Checks that all are there. */
        public ChangeUser {
            required("name", name);
            required("role", role);
            agencies = List.copyOf(required("agencies", agencies));
        }

        @Override
        public void change(Administration administration) {
            administration.users().change(name, roleOf(role), new Scope(agencies));
        }
    }

    /** Gives a user another password. */
    record SetPassword(String name, String password) implements UserRequest {
        /** Checks that both are there. */
        public SetPassword {
            required("name", name);
            required("password", password);
        }

        @Override
        public Set<String> secrets() {
            return Set.of("password");
        }

        @Override
        public void change(Administration administration) {
            administration.users().change(name, password);
        }
    }

    /** Removes a user; whoever is signed in with that name is out at once. */
    record RemoveUser(String name) implements UserRequest {
        /** Checks that one is named. */
        public RemoveUser {
            required("name", name);
        }

        @Override
        public void change(Administration administration) {
            administration.users().remove(name);
        }
    }

    private static Role roleOf(String name) {
        return Role.ofWireName(name)
                .orElseThrow(() ->
                        new IllegalArgumentException("'" + name + "' is no role: viewer, operator, auditor or admin"));
    }
}
