// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.demo;

import java.time.Duration;
import java.util.List;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.simulator.Reaction;
import vn.lienthong.simulator.Script;

/**
 * Who takes part. Each is an endpoint of its own and hosts one level-1 agency with all that is below it.
 *
 * @param endpoint its endpoint
 * @param agency its level-1 agency
 * @param name its Vietnamese name
 * @param script how it treats what it receives
 */
record Participant(EndpointId endpoint, AgencyId agency, String name, Script script) {
    private static final Duration PACE = Duration.ofMillis(300);
    private static final Script STANDARD = Script.standard(PACE);

    static final Participant OFFICE = of("vpcp", "G22", "Văn phòng Chính phủ", STANDARD);
    static final Participant MINISTRY = of(
            "bkhcn",
            "G06",
            "Bộ Khoa học và Công nghệ",
            STANDARD.withRecalls(new Reaction.Decline("Văn bản đã được xử lý xong")));
    static final Participant NGHE_AN = of("nghean", "H41", "UBND tỉnh Nghệ An", STANDARD);
    static final Participant QUANG_NINH = of("quangninh", "H49", "UBND tỉnh Quảng Ninh", STANDARD);

    static final List<Participant> ALL = List.of(OFFICE, MINISTRY, NGHE_AN, QUANG_NINH);

    private static Participant of(String endpoint, String agency, String name, Script script) {
        return new Participant(new EndpointId(endpoint), new AgencyId(agency), name, script);
    }
}
