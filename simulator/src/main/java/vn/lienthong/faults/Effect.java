// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.faults;

import java.time.Duration;

/** What goes wrong. Plain values; {@link EffectText} reads and writes them as words. */
public sealed interface Effect {
    /** It happens later. */
    record Delay(Duration by) implements Effect {}

    /** It does not happen, and nobody is told. */
    record Drop() implements Effect {}

    /** It happens twice. */
    record Duplicate() implements Effect {}

    /** It changes places with the next. */
    record Reorder() implements Effect {}

    /** The connection breaks after so many bytes. */
    record Disconnect(long afterBytes) implements Effect {}

    /** So many bytes a second and no more. */
    record Slow(int bytesPerSecond) implements Effect {}

    /** The byte at a place is another one. */
    record Corrupt(long at) implements Effect {}

    /** The exchange says no, with a code of the catalogue of errors. */
    record Refuse(String code) implements Effect {}

    /** Somebody else's name stands in it. */
    record WrongSender() implements Effect {}
}
