// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

/**
 * One message of the national format: an {@link Edoc} carries a document, a {@link StatusMessage} reports what became of
 * one. Values are as read: blank ones are absent, dates are local dates and times of Vietnam ({@code Asia/Ho_Chi_Minh}).
 */
public sealed interface EdxmlMessage permits Edoc, StatusMessage {
    /** The namespace of every element, which did not change with the amendment of 2022. */
    String NAMESPACE = "http://www.mic.gov.vn/TBT/QCVN_102_2016";

    /** Who wrote the message. */
    Organization from();
}
