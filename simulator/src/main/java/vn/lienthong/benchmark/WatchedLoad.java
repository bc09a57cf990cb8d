// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.benchmark;

/** The same exchanges while pages of the console are open, or none is. */
record WatchedLoad(ExchangeSide side, OpenPages pages, boolean isWatched) implements ExchangeLoad {
    @Override
    public void send(int sender, String id) throws Exception {
        pages.open(isWatched);
        side.send(sender, id);
    }

    @Override
    public InFlight inFlight() {
        return side.inFlight();
    }

    @Override
    public void close() {
        // whoever made them closes them
    }
}
