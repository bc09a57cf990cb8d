// SPDX-License-Identifier: Apache-2.0
/** Test cases as small YAML files, and what runs them against a system that is connected to a simulated exchange. */
@NullMarked
package vn.lienthong.scenario;

import org.jspecify.annotations.NullMarked;
