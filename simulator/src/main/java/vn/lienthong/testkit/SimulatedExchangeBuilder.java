// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.testkit;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import vn.lienthong.simulator.Mode;
import vn.lienthong.simulator.Script;
import vn.lienthong.simulator.SimulatedAgency;

/** Says what a simulated exchange is like before it starts; everything has a default. Not thread-safe. */
public final class SimulatedExchangeBuilder {
    private static final Duration PACE = Duration.ofMillis(20);

    private final List<String> agencies = new ArrayList<>();
    private final Properties settings = new Properties();
    private SimulatedClock clock = SimulatedClock.running();
    private Script script = Script.standard(PACE);
    private Optional<Mode> mode = Optional.empty();
    private Optional<Path> folder = Optional.empty();
    private long seed;
    private Function<String, SimulatedAgency.Observer> observers = code -> SimulatedAgency.Observer.NONE;

    SimulatedExchangeBuilder() {
        settings.setProperty("enrolment.port", "none");
        settings.setProperty("console.port", "none");
        settings.setProperty("redelivery.delay", "50ms");
    }

    /** The agencies that take part, by their codes. */
    public SimulatedExchangeBuilder agencies(String... codes) {
        agencies.addAll(List.of(codes));
        return this;
    }

    /** A setting of the exchange, named as in its configuration file. */
    public SimulatedExchangeBuilder setting(String key, String value) {
        settings.setProperty(key, value);
        return this;
    }

    /** Its clock; by default it runs with the time of this machine. */
    public SimulatedExchangeBuilder clock(SimulatedClock own) {
        clock = own;
        return this;
    }

    /** How scripted agencies behave; by default they check, take and report all the way at 20 ms a step. */
    public SimulatedExchangeBuilder script(Script own) {
        script = own;
        return this;
    }

    /** Whether scripted agencies that check documents refuse those with errors, as by default, or take them with a warning. */
    public SimulatedExchangeBuilder mode(Mode own) {
        mode = Optional.of(own);
        return this;
    }

    /** Who is told what comes to each scripted agency, by its code; nobody by default. */
    public SimulatedExchangeBuilder observer(Function<String, SimulatedAgency.Observer> own) {
        observers = own;
        return this;
    }

    /** Where its data are, to be kept when it is closed; by default a folder of its own that goes then. */
    public SimulatedExchangeBuilder folder(Path own) {
        folder = Optional.of(own);
        return this;
    }

    /** What decides on faults that strike with a probability; default 0. */
    public SimulatedExchangeBuilder seed(long own) {
        seed = own;
        return this;
    }

    /** Starts it; returns when submissions are taken. */
    public SimulatedExchange start() {
        return new SimulatedExchange(this);
    }

    List<String> agencies() {
        return List.copyOf(agencies);
    }

    Properties settings() {
        Properties copy = new Properties();
        copy.setProperty("port", String.valueOf(FreePort.find()));
        copy.putAll(settings);
        return copy;
    }

    SimulatedClock clock() {
        return clock;
    }

    Script script() {
        return mode.map(script::in).orElse(script);
    }

    Optional<Path> folder() {
        return folder;
    }

    Function<String, SimulatedAgency.Observer> observers() {
        return observers;
    }

    long seed() {
        return seed;
    }
}
