// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.inquiries;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.broker.directory.Agency;
import vn.lienthong.broker.directory.Directory;
import vn.lienthong.broker.directory.DirectoryPolicy;
import vn.lienthong.broker.directory.Endpoint;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.protocol.EndpointId;

/** Pages go through everything once, and changes name whoever can be reached otherwise than before. */
final class AddressPagesTest {
    private static final String BY = "lan";
    private static final EndpointId HUE = new EndpointId("hue");

    @TempDir
    Path folder;

    private Directory directory;
    private AddressPages pages;

    @BeforeEach
    void open() {
        directory = reopened();
        pages = new AddressPages(directory, 3);
    }

    @Test
    void a_full_listing_has_every_agency_once_and_in_order_the_national_ones_too() {
        directory.put(agency("H57.14", "Sở Y tế"), BY);

        List<Agency> all = all(beyond -> pages.changed(0, beyond));

        assertThat(all).extracting(Agency::id).isSorted().doesNotHaveDuplicates();
        assertThat(all).containsExactlyElementsOf(directory.agencies());
        assertThat(all).extracting(Agency::id).contains(new AgencyId("G22"), new AgencyId("H57.14"));
    }

    @Test
    void a_page_has_no_more_than_its_size_and_the_last_says_so() {
        put(HUE, "H57", "H57.01", "H57.02");
        long before = directory.lastChange();
        put(HUE, "H57", "H57.01", "H57.02");
        for (String code : List.of("H57.01", "H57.02", "H57.03", "H57.04", "H57.05")) {
            directory.put(agency(code, "Sở"), BY);
        }

        AddressPages.Page first = pages.changed(before, Optional.empty());
        AddressPages.Page second = pages.changed(before, first.next());

        assertThat(codes(first.agencies())).containsExactly("H57", "H57.01", "H57.02");
        assertThat(first.next()).contains(new AgencyId("H57.02"));
        assertThat(codes(second.agencies())).containsExactly("H57.03", "H57.04", "H57.05");
        assertThat(second.next()).isEmpty();
    }

    @Test
    void agencies_that_an_endpoint_gave_up_are_changed() {
        put(HUE, "H57", "H49");
        long before = directory.lastChange();

        put(HUE, "H57");

        assertThat(changedSince(before)).containsExactly("H49", "H57");
    }

    @Test
    void agencies_of_an_endpoint_that_was_removed_are_changed_also_over_a_restart() {
        put(HUE, "H57", "H49");
        long before = directory.lastChange();
        directory.remove(HUE, BY);

        assertThat(changedSince(before)).containsExactly("H49", "H57");
        directory = reopened();
        pages = new AddressPages(directory, 3);
        assertThat(changedSince(before)).containsExactly("H49", "H57");
    }

    @Test
    void who_came_along_with_an_agency_above_is_changed_with_it() {
        directory.put(agency("H57.14", "Sở Y tế"), BY);
        directory.put(
                new Agency(
                        new AgencyId("K14"),
                        "Bệnh viện",
                        Optional.of(new AgencyId("H57.14")),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        false,
                        List.of(),
                        Optional.empty(),
                        Optional.empty()),
                BY);
        long before = directory.lastChange();

        put(HUE, "H57");

        assertThat(changedSince(before)).containsExactly("H57", "H57.14", "K14");
    }

    @Test
    void the_old_code_of_an_agency_is_the_agency() {
        put(HUE, "000.00.00.H57");
        long before = directory.lastChange();
        directory.remove(HUE, BY);

        assertThat(changedSince(before)).containsExactly("H57");
    }

    @Test
    void nothing_changed_after_the_last_change() {
        put(HUE, "H57");

        assertThat(changedSince(directory.lastChange())).isEmpty();
        assertThat(changedSince(directory.lastChange() + 1)).isEmpty();
    }

    @Test
    void a_change_between_two_pages_is_in_the_next_one() {
        for (String code : List.of("H57.01", "H57.02", "H57.03", "H57.04")) {
            directory.put(agency(code, "Sở"), BY);
        }
        AddressPages.Page first = pages.changed(1, Optional.empty());
        directory.put(agency("H57.09", "Sở mới"), BY);

        assertThat(codes(pages.changed(1, Optional.of(new AgencyId("H57.02"))).agencies()))
                .containsExactly("H57.03", "H57.04", "H57.09");
        assertThat(codes(first.agencies())).containsExactly("H57.02", "H57.03", "H57.04");
    }

    @Test
    void a_search_goes_on_where_the_page_before_it_ended() {
        for (int i = 10; i < 18; i++) {
            directory.put(agency("H57." + i, "Sở thử nghiệm"), BY);
        }

        List<Agency> found = all(beyond -> pages.found("so thu nghiem", beyond, 100));

        assertThat(codes(found))
                .containsExactly("H57.10", "H57.11", "H57.12", "H57.13", "H57.14", "H57.15", "H57.16", "H57.17");
        assertThat(codes(pages.found("so thu nghiem", Optional.empty(), 2).agencies()))
                .containsExactly("H57.10", "H57.11");
        assertThat(pages.found("so thu nghiem", Optional.empty(), 0).agencies()).isEmpty();
        assertThat(pages.found("so thu nghiem", Optional.empty(), -1).agencies())
                .isEmpty();
    }

    private List<String> changedSince(long change) {
        return codes(all(beyond -> pages.changed(change, beyond)));
    }

    private static List<Agency> all(Function<Optional<AgencyId>, AddressPages.Page> asked) {
        AddressPages.Page page = asked.apply(Optional.empty());
        List<Agency> all = new ArrayList<>(page.agencies());
        while (page.next().isPresent()) {
            page = asked.apply(page.next());
            all.addAll(page.agencies());
        }
        return all;
    }

    private static List<String> codes(List<Agency> agencies) {
        return agencies.stream().map(agency -> agency.id().value()).toList();
    }

    private void put(EndpointId endpoint, String... codes) {
        directory.put(
                List.of(new Endpoint(
                        endpoint,
                        endpoint.value(),
                        Arrays.stream(codes).map(AgencyId::new).toList())),
                BY);
    }

    private static Agency agency(String code, String name) {
        return Agency.open(new AgencyId(code), name);
    }

    private Directory reopened() {
        return new Directory(folder.resolve("directory.json"), DirectoryPolicy.DEFAULT, Clock.systemUTC());
    }
}
