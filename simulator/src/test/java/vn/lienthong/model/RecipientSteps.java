// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.model;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import vn.lienthong.edxml.Operation;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.model.HandOut.InHand;
import vn.lienthong.model.Share.Place;

/** What the applications of recipients do with what they are handed. Each step says whether there was something to do. */
final class RecipientSteps {
    private final Walk walk;
    private final ReferenceModel model;

    RecipientSteps(Walk walk) {
        this.walk = walk;
        this.model = walk.model();
    }

    boolean take() {
        return settle("takes", InHand::take);
    }

    boolean refuse() {
        return settle("refuses", InHand::refuse);
    }

    private boolean settle(String what, Function<InHand, ProcessingStatus> settlement) {
        Optional<Share> share = walk.anyOf(walk.inHand());
        share.ifPresent(found -> {
            note(what, found);
            Recipient recipient = recipientOf(found);
            ProcessingStatus status = settlement.apply(recipient.letGo(found).inHand());
            recipient.forget(found.submission().id());
            model.taken(found, status);
        });
        return share.isPresent();
    }

    boolean giveBack() {
        Optional<Share> share = walk.anyOf(walk.inHand().filter(RecipientSteps::canBeGivenBack));
        share.ifPresent(found -> {
            note("gives back", found);
            walk.giveBack(recipientOf(found), found);
        });
        return share.isPresent();
    }

    /** From now on the application fails on this one, until the exchange gives up. */
    boolean failOn() {
        Optional<Share> share = walk.anyOf(model.in(Place.WAITING))
                .or(() -> walk.anyOf(walk.inHand().filter(RecipientSteps::canBeGivenBack)));
        share.ifPresent(found -> {
            note("fails from now on on", found);
            Recipient recipient = recipientOf(found);
            recipient.failsOn(found.submission().id());
            if (found.place() == Place.IN_HAND) {
                walk.giveBack(recipient, found);
            }
        });
        return share.isPresent();
    }

    /** An inbox opens, or closes with what is in hand in it. */
    boolean openOrClose() {
        Recipient recipient =
                walk.anyOf(List.copyOf(walk.participants().recipients())).orElseThrow();
        if (recipient.isOpen()) {
            close(recipient);
        } else {
            recipient.open(walk.inPercent(25) ? 0 : 1 + walk.upTo(2));
        }
        walk.trace().note("inbox: " + recipient, recipient.endpoint());
        return true;
    }

    void close(Recipient recipient) {
        recipient.close();
        List.copyOf(recipient.inHand()).forEach(share -> {
            recipient.letGo(share);
            model.gaveBack(share);
        });
    }

    private static boolean canBeGivenBack(Share share) {
        return share.submission().operation() != Operation.RECALL;
    }

    private Recipient recipientOf(Share share) {
        return walk.participants().recipient(share.endpoint());
    }

    private void note(String what, Share share) {
        walk.trace()
                .note(
                        share.endpoint() + " " + what + " " + share,
                        share.document().id().value());
    }
}
