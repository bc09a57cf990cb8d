// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.artemis;

import io.micrometer.core.instrument.MeterRegistry;
import vn.lienthong.broker.mailbox.Traffic;

/**
 * What measures the broker.
 *
 * @param traffic is told what passes
 * @param registry where the broker shows its own figures
 */
public record Instruments(Traffic traffic, MeterRegistry registry) {}
