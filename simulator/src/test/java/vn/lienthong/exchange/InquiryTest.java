// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.broker.directory.Agency;
import vn.lienthong.broker.directory.Endpoint;
import vn.lienthong.broker.directory.EndpointLimits;
import vn.lienthong.client.AccessDeniedException;
import vn.lienthong.client.Document;
import vn.lienthong.client.ExchangeClient;
import vn.lienthong.client.Inbox;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.edxml.Operation;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.fixture.ExchangeFixture;
import vn.lienthong.protocol.AgencyChanges;
import vn.lienthong.protocol.AgencyInfo;
import vn.lienthong.protocol.DeliveryState;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.TrackedDocument;
import vn.lienthong.testkit.Letters;

/** What an application can ask the exchange: about its own documents, and about agencies. */
final class InquiryTest {
    private static final AgencyId HUE = new AgencyId("H57");
    private static final int MANY = 2_500;

    @TempDir
    Path data;

    private ExchangeFixture exchange;
    private ExchangeClient hue;
    private ExchangeClient government;

    @BeforeEach
    void start() {
        exchange = ExchangeFixture.start(data);
        hue = exchange.connect("hue", "H57");
        government = exchange.connect("government", "G22");
    }

    @AfterEach
    void stop() {
        exchange.close();
    }

    @Test
    void a_sender_follows_its_document() throws Exception {
        Document letter = Letters.letter("H57", "G22");
        hue.send(letter);

        TrackedDocument queued = hue.track(HUE, letter.id()).orElseThrow();
        assertThat(queued.deliveries()).singleElement().satisfies(delivery -> {
            assertThat(delivery.state()).isEqualTo(DeliveryState.QUEUED);
            assertThat(delivery.agency()).isEqualTo(new AgencyId("G22"));
        });
        assertThat(queued.subject()).contains(letter.subject());

        CountDownLatch taken = new CountDownLatch(1);
        Inbox inbox = government
                .inbox()
                .onDocument(delivery -> {
                    delivery.acknowledge();
                    taken.countDown();
                })
                .open();
        assertThat(taken.await(20, TimeUnit.SECONDS)).isTrue();
        inbox.close();

        TrackedDocument delivered = hue.track(HUE, letter.id()).orElseThrow();
        assertThat(delivered.deliveries().get(0).state()).isEqualTo(DeliveryState.DELIVERED);
        assertThat(delivered.deliveries().get(0).status()).contains(ProcessingStatus.ARRIVED);
        assertThat(delivered.statuses()).hasSize(1);
    }

    @Test
    void nobody_follows_the_documents_of_others() {
        Document letter = Letters.letter("H57", "G22");
        hue.send(letter);

        assertThatThrownBy(() -> government.track(HUE, letter.id()))
                .isInstanceOf(AccessDeniedException.class)
                .hasMessageContaining("LT-A01");
        assertThat(hue.track(HUE, new DocumentId("nothing like it"))).isEmpty();
    }

    @Test
    void questions_are_answered_while_the_exchange_was_restarted_in_between() {
        Document letter = Letters.letter("H57", "G22");
        hue.send(letter);
        exchange.restart();

        assertThat(hue.track(HUE, letter.id())).isPresent();
    }

    @Test
    void the_address_book_finds_agencies_by_code_and_by_words_without_diacritics() {
        exchange.broker().administration().addAgency(Agency.open(new AgencyId("H57.13"), "Sở Khoa học và Đổi mới"));

        assertThat(hue.directory().agency(new AgencyId("H57.13")))
                .map(AgencyInfo::name)
                .contains("Sở Khoa học và Đổi mới");
        assertThat(hue.directory().search("khoa hoc doi moi", 10))
                .extracting(AgencyInfo::id)
                .containsExactly(new AgencyId("H57.13"));
        assertThat(hue.directory().search("H57", 10)).extracting(AgencyInfo::id).contains(HUE);
        assertThat(hue.directory().agency(new AgencyId("X99"))).isEmpty();
    }

    @Test
    void the_address_book_tells_who_can_be_sent_what() {
        exchange.broker()
                .administration()
                .addEndpoint(new Endpoint(
                        new EndpointId("government"),
                        "Chính phủ",
                        List.of(new AgencyId("G22")),
                        Optional.of(new EndpointLimits(
                                Optional.of(1_000L),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(true),
                                Optional.of(List.of(Operation.RECALL, Operation.NEW))))));
        exchange.broker()
                .administration()
                .addAgency(new Agency(
                        new AgencyId("G22"),
                        "Văn phòng Chính phủ",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        false,
                        List.of(),
                        Optional.of("vanthu@example.vn"),
                        Optional.empty()));

        AgencyInfo reached = hue.directory().agency(new AgencyId("G22")).orElseThrow();
        assertThat(reached.reachable()).isTrue();
        assertThat(reached.largestMessage()).isEqualTo(1_000);
        assertThat(reached.operations()).containsExactly(Operation.NEW, Operation.RECALL);
        assertThat(reached.sealedOnly()).isTrue();
        assertThat(reached.contact()).contains("vanthu@example.vn");
        AgencyInfo other = hue.directory().agency(HUE).orElseThrow();
        assertThat(other.operations()).containsExactly(Operation.values());
        assertThat(other.sealedOnly()).isFalse();
        assertThat(other.contact()).isEmpty();
        assertThat(hue.directory().agency(new AgencyId("H26")).orElseThrow().reachable())
                .isFalse();
        AgencyInfo closed = hue.directory().agency(new AgencyId("H46")).orElseThrow();
        assertThat(closed.successors()).containsExactly(new AgencyId("H50"));
        assertThat(closed.reachable()).isFalse();
    }

    @Test
    void the_address_book_tells_what_changed_since() {
        long before = hue.directory().changesAfter(0).upTo();
        exchange.broker().administration().addAgency(Agency.open(new AgencyId("H57.14"), "Sở Y tế"));

        AgencyChanges changes = hue.directory().changesAfter(before);

        assertThat(changes.agencies()).extracting(AgencyInfo::id).containsExactly(new AgencyId("H57.14"));
        assertThat(hue.directory().changesAfter(changes.upTo()).agencies()).isEmpty();
    }

    @Test
    void a_copy_of_the_address_book_begins_with_all_agencies_and_hears_of_those_that_are_no_longer_reached() {
        AgencyChanges all = hue.directory().changesAfter(0);
        exchange.broker().administration().removeEndpoint(new EndpointId("government"));

        AgencyChanges changes = hue.directory().changesAfter(all.upTo());

        assertThat(all.agencies())
                .extracting(AgencyInfo::id)
                .hasSize(exchange.broker().administration().agencies().size())
                .contains(new AgencyId("H46"), new AgencyId("G22"));
        assertThat(all.agencies())
                .filteredOn(agency -> agency.id().equals(new AgencyId("G22")))
                .singleElement()
                .satisfies(agency -> assertThat(agency.reachable()).isTrue());
        assertThat(changes.agencies()).singleElement().satisfies(agency -> {
            assertThat(agency.id()).isEqualTo(new AgencyId("G22"));
            assertThat(agency.reachable()).isFalse();
        });
    }

    @Test
    void more_agencies_than_fit_into_an_answer_come_in_several() throws Exception {
        long before = hue.directory().changesAfter(0).upTo();
        Path list = data.resolveSibling("agencies.csv");
        Files.writeString(
                list,
                IntStream.range(0, MANY)
                        .mapToObj(i -> String.format("H57.%02d.%02d,Phường thử nghiệm %d", i / 100, i % 100, i))
                        .collect(Collectors.joining("\n", "code,name\n", "\n")));
        exchange.broker().administration().apply(list);
        Files.delete(list);

        AgencyChanges changes = hue.directory().changesAfter(before);

        assertThat(changes.agencies()).extracting(AgencyInfo::id).hasSize(MANY).doesNotHaveDuplicates();
        assertThat(hue.directory().search("phuong thu nghiem", MANY + 1))
                .extracting(AgencyInfo::id)
                .hasSize(MANY)
                .doesNotHaveDuplicates();
        assertThat(hue.directory().search("phuong thu nghiem", MANY - 1)).hasSize(MANY - 1);
        assertThat(hue.directory().search("phuong thu nghiem", 3)).hasSize(3);
    }
}
