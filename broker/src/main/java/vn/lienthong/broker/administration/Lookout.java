// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.administration;

import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import vn.lienthong.broker.alerts.AlertDesk;
import vn.lienthong.broker.mailbox.QueueWindow;
import vn.lienthong.broker.monitoring.Monitoring;

/**
 * What an exchange that runs lets operators see of itself.
 *
 * @param monitoring how it is doing
 * @param alerts what they should know of
 * @param endpoints how endpoints are doing
 * @param directoryChange the number of the last change of the directory
 * @param queues a look into the queues
 * @param messaging the messaging broker and its version
 * @param journal its journal on disk
 * @param settings its effective settings, secrets left out
 */
public record Lookout(
        Monitoring monitoring,
        AlertDesk alerts,
        EndpointOverview endpoints,
        LongSupplier directoryChange,
        QueueWindow queues,
        String messaging,
        Supplier<JournalFacts> journal,
        Supplier<Map<String, String>> settings) {}
