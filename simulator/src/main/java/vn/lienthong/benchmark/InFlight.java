// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Exchanges that have begun and not come back. Limits how many there are, and notes how long each took. Thread-safe. */
final class InFlight {
    private final int limit;
    private final Semaphore places;
    private final Map<String, Long> begun = new ConcurrentHashMap<>();
    private final List<Long> nanos = new ArrayList<>();

    InFlight(int limit) {
        this.limit = limit;
        this.places = new Semaphore(limit);
    }

    /** Waits for a place. */
    void begin(String id) throws InterruptedException {
        places.acquire();
        begun.put(id, System.nanoTime());
    }

    /** Waits for a place; the exchange should have begun at a time before. */
    void begin(String id, long due) throws InterruptedException {
        places.acquire();
        begun.put(id, due);
    }

    /** An exchange has come back; a second time does not count. */
    void end(String id) {
        Long start = begun.remove(id);
        if (start == null) {
            return;
        }
        synchronized (nanos) {
            nanos.add(System.nanoTime() - start);
        }
        places.release();
    }

    /** Waits until all are back; what is not by then is lost. */
    int awaitAll(long seconds) throws InterruptedException {
        if (places.tryAcquire(limit, seconds, TimeUnit.SECONDS)) {
            places.release(limit);
        }
        return begun.size();
    }

    /** How long each took, in the order they came back; forgets them. */
    List<Long> takeTimes() {
        synchronized (nanos) {
            List<Long> taken = List.copyOf(nanos);
            nanos.clear();
            return taken;
        }
    }
}
