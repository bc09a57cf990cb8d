// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.JMSException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.broker.administration.Accounts;
import vn.lienthong.broker.directory.Agency;
import vn.lienthong.broker.ledger.Search;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.edxml.Operation;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.protocol.DeliveryState;
import vn.lienthong.protocol.HeaderNames;
import vn.lienthong.protocol.TrackedDocument;
import vn.lienthong.protocol.TrackedDocument.TrackedDelivery;

/** Whatever an agency is called, by code or by alias, it is one agency: to the ledger, to recalls, in a list of recipients. */
final class AliasTest {
    private static final String CODE = "G09";
    private static final String ALIAS = "bo-xay-dung";
    private static final String SENDER_ALIAS = "tp-hue";

    @TempDir
    Path data;

    private TestExchange exchange;
    private TestClient hue;
    private TestClient ministries;

    @BeforeEach
    void start() throws JMSException {
        exchange = TestExchange.start(data, "redelivery.attempts=1")
                .with("hue", "H57")
                .with("ministries", CODE, "G06");
        alias("H57", SENDER_ALIAS);
        alias(CODE, ALIAS);
        hue = exchange.connect("hue");
        ministries = exchange.connect("ministries");
    }

    @AfterEach
    void stop() throws JMSException {
        hue.close();
        ministries.close();
        exchange.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {CODE, ALIAS})
    void a_status_by_either_name_answers_a_document_to_the_alias(String answering) throws Exception {
        TestSubmission document = TestSubmission.document(SENDER_ALIAS, ALIAS, "G06");
        hue.submit(document);
        String named = ministries.receive("inbox.ministries").getStringProperty(HeaderNames.TO);

        ministries.submit(TestSubmission.status(answering, "H57", ProcessingStatus.RECEIVED)
                .with(HeaderNames.DOCUMENT, id(document)));

        assertThat(named).as("what the sender wrote and signed").isEqualTo(ALIAS + ",G06");
        TrackedDelivery delivery = deliveries(document).stream()
                .filter(one -> one.agency().equals(new AgencyId(CODE)))
                .findFirst()
                .orElseThrow();
        assertThat(delivery.state()).isEqualTo(DeliveryState.DELIVERED);
        assertThat(delivery.status()).contains(ProcessingStatus.RECEIVED);
        assertBalance();
    }

    @ParameterizedTest
    @ValueSource(strings = {CODE, ALIAS})
    void a_recall_by_either_name_withdraws_what_waits_for_the_alias(String recalled) throws Exception {
        TestSubmission document = TestSubmission.document("H57", ALIAS, "G06");
        hue.submit(document);

        hue.submit(document.recall().with(HeaderNames.FROM, SENDER_ALIAS).with(HeaderNames.TO, recalled));

        assertThat(deliveries(document))
                .extracting(delivery -> delivery.agency() + " " + delivery.state())
                .containsExactlyInAnyOrder("G09 RECALLED", "G06 QUEUED");
        assertThat(ministries.receive("inbox.ministries").getStringProperty(HeaderNames.WITHDRAWN))
                .isEqualTo(ALIAS);
        assertThat(ministries.receiveAll("inbox.ministries")).isEmpty();
        assertBalance();
    }

    @Test
    void a_recall_by_the_alias_withdraws_what_waits_for_the_code() throws Exception {
        TestSubmission document = TestSubmission.document("H57", CODE);
        hue.submit(document);

        hue.submit(document.recall().with(HeaderNames.TO, ALIAS));

        assertThat(exchange.inboxSize("ministries")).isZero();
        assertThat(deliveries(document)).extracting(TrackedDelivery::state).containsExactly(DeliveryState.RECALLED);
        assertBalance();
    }

    @Test
    void alias_and_code_in_one_list_are_a_repetition() {
        assertThatThrownBy(() -> hue.submit(TestSubmission.document("H57", CODE, ALIAS)))
                .hasMessageContaining("LT-R06")
                .hasMessageContaining(ALIAS);
    }

    @Test
    void the_same_document_by_the_code_instead_of_the_alias_is_a_repeat() throws Exception {
        TestSubmission document = TestSubmission.document("H57", ALIAS);
        hue.submit(document);

        hue.submit(document.with(HeaderNames.TO, CODE).with(HeaderNames.FROM, SENDER_ALIAS));

        exchange.awaitInbox("ministries", 1);
        assertThat(deliveries(document)).hasSize(1);
    }

    @Test
    void what_was_taken_under_an_alias_is_under_its_code_for_ever() throws Exception {
        TestSubmission document = TestSubmission.document("H57", ALIAS);
        hue.submit(document);
        exchange.administration().addAgency(agency(CODE, Optional.empty()));

        ministries.receive("inbox.ministries");
        ministries.submit(
                TestSubmission.status(CODE, "H57", ProcessingStatus.RECEIVED).with(HeaderNames.DOCUMENT, id(document)));

        assertThat(deliveries(document)).singleElement().satisfies(delivery -> assertThat(delivery.status())
                .contains(ProcessingStatus.RECEIVED));
        assertBalance();
    }

    @Test
    void a_sender_cannot_say_which_code_an_alias_stands_for() throws Exception {
        TestSubmission document = TestSubmission.document("H57", CODE);
        hue.submit(document.with(HeaderNames.ALIASES, CODE + "/G06"));

        assertThat(ministries.receive("inbox.ministries").getStringProperty(HeaderNames.ALIASES))
                .isNull();
        assertThat(deliveries(document)).extracting(TrackedDelivery::agency).containsExactly(new AgencyId(CODE));
    }

    @Test
    void operators_and_senders_may_ask_by_either_name() throws Exception {
        TestSubmission document = TestSubmission.document("H57", ALIAS);
        hue.submit(document);
        Accounts accounts = exchange.administration().accounts();

        assertThat(accounts.track(new AgencyId(SENDER_ALIAS), new DocumentId(id(document))))
                .isPresent();
        assertThat(accounts.find(new Search(
                        Optional.empty(),
                        Optional.of(new AgencyId(SENDER_ALIAS)),
                        Optional.of(new AgencyId(ALIAS)),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        10,
                        false)))
                .extracting(TrackedDocument::document)
                .containsExactly(new DocumentId(id(document)));
    }

    private List<TrackedDelivery> deliveries(TestSubmission document) {
        return exchange
                .administration()
                .accounts()
                .track(new AgencyId("H57"), new DocumentId(id(document)))
                .orElseThrow()
                .deliveries()
                .stream()
                .filter(delivery -> delivery.operation() == Operation.NEW)
                .toList();
    }

    private static String id(TestSubmission document) {
        return String.valueOf(document.properties().get(HeaderNames.DOCUMENT));
    }

    private void alias(String code, String alias) {
        exchange.administration().addAgency(agency(code, Optional.of(alias)));
    }

    private static Agency agency(String code, Optional<String> alias) {
        return new Agency(
                new AgencyId(code),
                code,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                false,
                alias.map(AgencyId::new).stream().toList(),
                Optional.empty(),
                Optional.empty());
    }

    private void assertBalance() {
        assertThat(exchange.administration().accounts().check().balanced()).isTrue();
    }
}
