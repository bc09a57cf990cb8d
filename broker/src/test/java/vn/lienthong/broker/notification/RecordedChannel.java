// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.notification;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A channel that keeps what it is given, and fails as long as a test wants. */
final class RecordedChannel implements Channel {
    final List<List<Notice>> sent = new ArrayList<>();
    private final int most;
    private final Duration pause;
    private Predicate<Notice> failing = notice -> false;

    RecordedChannel(int most, Duration pause) {
        this.most = most;
        this.pause = pause;
    }

    void failFor(Predicate<Notice> notices) {
        failing = notices;
    }

    /** What arrived, as {@code raised disk-full}. */
    List<String> told() {
        return sent.stream()
                .flatMap(List::stream)
                .map(notice -> notice.state().wireName() + " " + notice.alert().id())
                .toList();
    }

    @Override
    public String name() {
        return "recorded";
    }

    @Override
    public int most() {
        return most;
    }

    @Override
    public Duration pause() {
        return pause;
    }

    @Override
    public void send(List<Notice> notices) throws IOException {
        Optional<Notice> bad = notices.stream().filter(failing).findFirst();
        if (bad.isPresent()) {
            throw new IOException("no way for " + bad.get().alert().id());
        }
        sent.add(notices);
    }
}
