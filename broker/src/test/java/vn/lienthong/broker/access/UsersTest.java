// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.edxml.AgencyId;

final class UsersTest {
    private static final String PASSWORD = "một mật khẩu dài";

    @TempDir
    private Path folder;

    private Users users;

    @BeforeEach
    void addSomebody() {
        users = open();
        users.add("lan", Role.OPERATOR, new Scope(List.of(new AgencyId("H57"))), PASSWORD);
    }

    private Users open() {
        return new Users(folder.resolve("users.json"), Clock.systemUTC());
    }

    @Test
    void a_user_signs_in_with_the_right_password_only_also_after_a_restart() {
        Users again = open();

        assertThat(again.signIn("lan", PASSWORD)).hasValueSatisfying(user -> {
            assertThat(user.role()).isEqualTo(Role.OPERATOR);
            assertThat(user.scope().includes(new AgencyId("H57.12"))).isTrue();
            assertThat(user.scope().includes(new AgencyId("H5"))).isFalse();
        });
        assertThat(again.signIn("lan", PASSWORD + " ")).isEmpty();
        assertThat(again.signIn("an", PASSWORD)).isEmpty();
    }

    @Test
    void a_changed_password_replaces_the_old_one() {
        users.change("lan", "another long password");

        assertThat(users.signIn("lan", PASSWORD)).isEmpty();
        assertThat(users.signIn("lan", "another long password")).isPresent();
    }

    @Test
    void a_removed_user_is_gone() {
        users.remove("lan");

        assertThat(open().all()).isEmpty();
        assertThatThrownBy(() -> users.remove("lan")).hasMessageContaining("no user lan");
    }

    @Test
    void the_file_is_for_the_exchange_alone_and_holds_no_password() throws IOException {
        Path file = folder.resolve("users.json");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file)).contains("\"memory\":19456").doesNotContain("mật khẩu");
        assertThat(users.find("lan").orElseThrow().toString()).doesNotContain("hash=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "eleven char"})
    void short_passwords_are_refused(String password) {
        assertThatThrownBy(() -> users.add("an", Role.VIEWER, Scope.EVERYTHING, password))
                .hasMessageContaining("12 to 256");
        assertThat(users.find("an")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Lan", "../lan", "la n", "=lan"})
    void strange_names_are_refused(String name) {
        assertThatThrownBy(() -> users.add(name, Role.VIEWER, Scope.EVERYTHING, PASSWORD))
                .hasMessageContaining("no name for a user");
    }

    @Test
    void nobody_takes_the_name_of_another() {
        assertThatThrownBy(() -> users.add("lan", Role.ADMIN, Scope.EVERYTHING, PASSWORD))
                .hasMessageContaining("already");
    }
}
