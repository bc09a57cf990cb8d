// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.directory;

import java.time.LocalDate;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.protocol.EndpointId;

/** An endpoint that hosted an agency until a day: what it was given before, it may still take and report on. */
record FormerHost(AgencyId agency, EndpointId endpoint, LocalDate until) {}
