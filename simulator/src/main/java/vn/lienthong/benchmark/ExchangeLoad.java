// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.benchmark;

/** One side of a comparison: something that carries documents there and statuses back. */
interface ExchangeLoad extends AutoCloseable {
    /** Hands one document over durably; called by several threads, each with its number. */
    void send(int sender, String id) throws Exception;

    /** What is told when a status comes back. */
    InFlight inFlight();

    @Override
    void close() throws jakarta.jms.JMSException;
}
