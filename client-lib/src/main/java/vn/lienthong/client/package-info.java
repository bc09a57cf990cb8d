/**
 * What a document-management system imports to send and receive: {@link vn.lienthong.client.ExchangeClient} and the values
 * around it. Everything else in here is package-private. No JMS or broker type appears in a public signature.
 */
@NullMarked
package vn.lienthong.client;

import org.jspecify.annotations.NullMarked;
