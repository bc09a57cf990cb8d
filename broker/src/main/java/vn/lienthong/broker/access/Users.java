// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;
import vn.lienthong.protocol.json.ExchangeJson;
import vn.lienthong.trust.PrivateFile;

/** The users of the console, in a file that only the exchange reads. There are none until an administrator makes one. Thread-safe. */
public final class Users {
    private static final ObjectMapper JSON = ExchangeJson.mapper();

    private final Path file;
    private final Clock clock;
    private Map<String, User> users;

    private record Content(List<User> users) {
        private Content {
            users = List.copyOf(users);
        }
    }

    /**
     * Opens the file; there need be none.
     *
     * @throws UncheckedIOException if it cannot be read
     */
    public Users(Path file, Clock clock) {
        this.file = file;
        this.clock = clock;
        this.users = read(file);
    }

    private static Map<String, User> read(Path file) {
        Map<String, User> users = new TreeMap<>();
        if (Files.exists(file)) {
            try {
                Content content = JSON.readValue(Files.readAllBytes(file), Content.class);
                content.users().forEach(user -> users.put(user.name(), user));
            } catch (IOException e) {
                throw new UncheckedIOException("the file of users " + file + " cannot be read", e);
            } catch (JacksonException e) {
                throw new UncheckedIOException(new IOException("the file of users " + file + " is damaged", e));
            }
        }
        return users;
    }

    /** All of them, by name. */
    public synchronized Collection<User> all() {
        return List.copyOf(users.values());
    }

    /** One of them. */
    public synchronized Optional<User> find(String name) {
        return Optional.ofNullable(users.get(name));
    }

    /** The user with a name and a password. Takes as long whether there is none or the password is wrong. */
    public Optional<User> signIn(String name, String password) {
        Optional<User> user = find(name);
        boolean fits = user.map(User::password).orElse(PasswordHash.NOBODY).fits(password);
        return user.filter(known -> fits);
    }

    /**
     * Adds a user.
     *
     * @throws IllegalArgumentException if there is one with that name, or name or password are none
     */
    public synchronized void add(String name, Role role, Scope scope, String password) {
        if (users.containsKey(name)) {
            throw new IllegalArgumentException("there is a user " + name + " already");
        }
        put(new User(name, role, scope, PasswordHash.of(password), now()));
    }

    /** Gives a user another role and other agencies. */
    public void change(String name, Role role, Scope scope) {
        change(name, user -> new User(name, role, scope, user.password(), now()));
    }

    /** Gives a user another password. */
    public void change(String name, String password) {
        change(name, user -> new User(name, user.role(), user.scope(), PasswordHash.of(password), now()));
    }

    private synchronized void change(String name, UnaryOperator<User> how) {
        put(how.apply(existing(name)));
    }

    /** Removes a user. */
    public synchronized void remove(String name) {
        existing(name);
        Map<String, User> next = new TreeMap<>(users);
        next.remove(name);
        write(next);
    }

    private User existing(String name) {
        User user = users.get(name);
        if (user == null) {
            throw new IllegalArgumentException("there is no user " + name);
        }
        return user;
    }

    private void put(User user) {
        Map<String, User> next = new TreeMap<>(users);
        next.put(user.name(), user);
        write(next);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private void write(Map<String, User> next) {
        try {
            PrivateFile.replace(file, JSON.writeValueAsBytes(new Content(List.copyOf(next.values()))));
        } catch (IOException e) {
            throw new UncheckedIOException("the file of users " + file + " cannot be written", e);
        }
        users = next;
    }
}
