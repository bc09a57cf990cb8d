// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.disk;

/** What a disk lets the exchange do. */
public enum DiskState {
    /** There is room. */
    ROOMY,
    /** There is room, but somebody should see to it. */
    SCARCE,
    /** No new documents are taken. */
    FULL
}
