// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.simulator;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import vn.lienthong.client.Attachment;
import vn.lienthong.client.Document;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.Signer;
import vn.lienthong.edxml.VietnamTime;

/** Makes the documents a simulated agency sends of its own accord; each has a number no other had. Thread-safe. */
public final class OwnDocuments implements Supplier<Document> {

    private final AgencyId from;
    private final List<AgencyId> to;
    private final Clock clock;
    private final AtomicLong number;

    /** Documents of one agency to some others. */
    public OwnDocuments(AgencyId from, List<AgencyId> to, Clock clock) {
        this.from = from;
        this.to = List.copyOf(to);
        this.clock = clock;
        this.number = new AtomicLong(clock.instant().getEpochSecond());
    }

    @Override
    public Document get() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), VietnamTime.ZONE);
        String reference = number.getAndIncrement() + "/VPCP-LT";
        byte[] page = PrintedPage.pdf(List.of("Van ban thu nghiem " + reference, "Noi gui: " + from, "Ngay: " + today));
        return Document.builder()
                .from(from.value())
                .to(to.stream().map(AgencyId::value).toArray(String[]::new))
                .subject("V/v thử nghiệm kết nối liên thông văn bản, số " + reference)
                .number(reference, today)
                .place("Hà Nội")
                .signer(Signer.of("KT. BỘ TRƯỞNG, CHỦ NHIỆM", "PHÓ CHỦ NHIỆM", "Nguyễn Văn Thử"))
                .content(Attachment.of("van-ban-thu-nghiem.pdf", page))
                .build();
    }
}
