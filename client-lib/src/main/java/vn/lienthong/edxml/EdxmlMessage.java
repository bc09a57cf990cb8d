// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import vn.lienthong.edxml.wire.EdxmlNamespaces;

/**
 * One message of the national format: an {@link Edoc} carries a document, a {@link StatusMessage} reports what became of
 * one. Values are as read: blank ones are absent, dates are local dates and times of Vietnam ({@code Asia/Ho_Chi_Minh}).
 */
public sealed interface EdxmlMessage permits Edoc, StatusMessage {
    /** The namespace of every element, which did not change with the amendment of 2022. */
    String NAMESPACE = EdxmlNamespaces.FORMAT;

    /** Who wrote the message. */
    Organization from();
}
