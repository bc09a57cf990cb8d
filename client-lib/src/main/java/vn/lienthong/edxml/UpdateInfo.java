// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import java.util.List;

/**
 * What an update changes ({@code BussinessDocumentInfo}).
 *
 * @param documentChanged whether the data of the document changed
 * @param receiversChanged whether the list of receivers changed
 * @param removedReceivers codes of agencies no longer on the list
 * @param addedReceivers codes of agencies new on the list
 */
public record UpdateInfo(
        boolean documentChanged, boolean receiversChanged, List<String> removedReceivers, List<String> addedReceivers) {
    /** Copies the lists. */
    public UpdateInfo {
        removedReceivers = List.copyOf(removedReceivers);
        addedReceivers = List.copyOf(addedReceivers);
    }
}
