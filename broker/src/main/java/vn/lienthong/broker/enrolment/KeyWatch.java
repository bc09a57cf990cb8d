// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.enrolment;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.broker.keys.KeyRegister;
import vn.lienthong.trust.EndpointKey;
import vn.lienthong.trust.KeyPurpose;

/** Looks once a day whose certificates end soon, those of the exchange itself included, and says so in the log. Thread-safe. */
public final class KeyWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KeyWatch.class);
    private static final int SOON = 30;

    /** On these days before the end there is a line in the log, and on the last. */
    private static final Set<Long> DAYS_TOLD = Set.of(30L, 14L, 7L, 1L, 0L);

    private final KeyRegister register;
    private final Map<String, X509Certificate> own;
    private final Clock clock;
    private final ScheduledExecutorService daily = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "key-watch");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * A certificate that ends soon and has no successor.
     *
     * @param holder the endpoint, or what it is of the exchange
     * @param purpose what its key is for
     * @param until when it ends
     * @param days how many days are left
     */
    public record Ending(String holder, String purpose, Instant until, long days) {}

    /** A watch over the register and some certificates of the exchange itself, by what they are. */
    public KeyWatch(KeyRegister register, Map<String, X509Certificate> own, Clock clock) {
        this.register = register;
        this.own = new ConcurrentHashMap<>(own);
        this.clock = clock;
    }

    /** Looks after a further certificate of the exchange itself. */
    public void also(String what, X509Certificate certificate) {
        own.put(what, certificate);
    }

    /** Looks whether the exchange's own keys can be used at all, and starts to look every day. */
    public void start() {
        Instant now = clock.instant();
        own.forEach((what, certificate) -> checkOwn(what, certificate, now));
        if (!register.head().isSigned()) {
            LOG.atError().log("the key for signing the log of keys does not fit its certificate; have both made anew");
        }
        Future<?> unused = daily.scheduleWithFixedDelay(this::tell, 0, 1, TimeUnit.DAYS);
    }

    private static void checkOwn(String what, X509Certificate certificate, Instant now) {
        Instant from = certificate.getNotBefore().toInstant();
        Instant to = certificate.getNotAfter().toInstant();
        if (now.isBefore(from) || now.isAfter(to)) {
            LOG.atError()
                    .addKeyValue("certificate", what)
                    .addKeyValue("from", from)
                    .addKeyValue("until", to)
                    .log("a certificate of the exchange is not valid now; set the clock, or have it made anew");
        }
    }

    /** What ends within {@value #SOON} days, the next first. */
    public List<Ending> ending() {
        Instant now = clock.instant();
        List<Ending> ending = new ArrayList<>();
        own.forEach((what, certificate) -> add(ending, "-", what, certificate, now));
        List<EndpointKey> good = register.all().stream()
                .filter(key -> key.isGoodAt(now) && isSoon(key.certificate(), now))
                .toList();
        for (EndpointKey key : good) {
            if (!hasSuccessor(key, now)) {
                add(ending, key.endpoint().value(), key.purpose().wireName(), key.certificate(), now);
            }
        }
        ending.sort(Comparator.comparing(Ending::until));
        return List.copyOf(ending);
    }

    private boolean hasSuccessor(EndpointKey key, Instant now) {
        KeyPurpose purpose = key.purpose();
        return register.keysOf(key.endpoint(), purpose).stream()
                .anyMatch(other -> other.isGoodAt(now) && !isSoon(other.certificate(), now));
    }

    private static void add(
            List<Ending> ending, String holder, String purpose, X509Certificate certificate, Instant now) {
        if (isSoon(certificate, now)) {
            Instant until = certificate.getNotAfter().toInstant();
            ending.add(new Ending(
                    holder, purpose, until, Duration.between(now, until).toDays()));
        }
    }

    private static boolean isSoon(X509Certificate certificate, Instant now) {
        return certificate.getNotAfter().toInstant().isBefore(now.plus(Duration.ofDays(SOON + 1L)));
    }

    private void tell() {
        try {
            for (Ending one : ending()) {
                if (DAYS_TOLD.contains(one.days())) {
                    LOG.atWarn()
                            .addKeyValue("endpoint", one.holder())
                            .addKeyValue("purpose", one.purpose())
                            .addKeyValue("until", one.until())
                            .addKeyValue("days", one.days())
                            .log("a certificate ends soon; renew it");
                }
            }
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("certificates could not be looked at; tomorrow again");
        }
    }

    @Override
    public void close() {
        daily.shutdownNow();
    }
}
