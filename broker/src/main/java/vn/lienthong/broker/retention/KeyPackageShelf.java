// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.retention;

import java.time.Instant;
import java.util.Optional;
import vn.lienthong.broker.sealing.KeyPackages;

/** Key packages of sealed documents. One that goes while its document still waits must be made anew by the sender. */
final class KeyPackageShelf implements Shelf {
    private final KeyPackages packages;

    KeyPackageShelf(KeyPackages packages) {
        this.packages = packages;
    }

    @Override
    public Stock olderThan(Instant before) {
        return stock(packages.olderThan(before));
    }

    @Override
    public Stock remove(Instant before) {
        return stock(packages.removeOlderThan(before));
    }

    private static Stock stock(KeyPackages.Old old) {
        return new Stock(old.count(), old.oldest(), old.newest(), Optional.of(old.bytes()), Optional.empty());
    }
}
