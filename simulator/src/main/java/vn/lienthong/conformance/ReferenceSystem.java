// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.conformance;

import java.nio.file.Path;
import java.util.function.Supplier;
import vn.lienthong.faults.FaultyLine;
import vn.lienthong.orders.Action;
import vn.lienthong.orders.Answer;
import vn.lienthong.orders.Order;
import vn.lienthong.orders.OrderTaker;
import vn.lienthong.referencedms.BrokenConduct;
import vn.lienthong.referencedms.ReferenceDms;
import vn.lienthong.scenario.TestBench;

/** The reference system on a test bench, in this process. Thread-safe; closing is final. */
public final class ReferenceSystem implements OrderTaker, AutoCloseable {
    private final FaultyLine line;
    private final Supplier<ReferenceDms> start;
    private volatile ReferenceDms running;

    private ReferenceSystem(FaultyLine line, Supplier<ReferenceDms> start) {
        this.line = line;
        this.start = start;
        this.running = start.get();
    }

    /** Starts it and puts it to the test. */
    public static ReferenceSystem on(TestBench bench, Path folder) {
        return connected(
                bench,
                () -> ReferenceDms.start(
                        bench.exchange().clientConfig(bench.agency().value()), bench.agency(), folder));
    }

    /** The same with a bug. */
    public static ReferenceSystem on(TestBench bench, Path folder, BrokenConduct broken) {
        return connected(
                bench,
                () -> ReferenceDms.start(
                        bench.exchange().clientConfig(bench.agency().value()), bench.agency(), folder, broken));
    }

    private static ReferenceSystem connected(TestBench bench, Supplier<ReferenceDms> start) {
        ReferenceSystem system =
                new ReferenceSystem(bench.exchange().line(bench.agency().value()), start);
        bench.connect(system);
        return system;
    }

    @Override
    public Answer carryOut(Order order) {
        if (order.action() != Action.RESTART) {
            return running.desk().carryOut(order);
        }
        line.takeDown(); // what is in its hands is neither taken nor given back
        running.close();
        line.mend();
        running = start.get();
        return Answer.DONE;
    }

    @Override
    public void close() {
        running.close();
    }
}
