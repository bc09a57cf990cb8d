/**
 * The contract between client library and exchange: addresses, the routing header, the error catalogue and the words
 * both sides share. Knows nothing of JMS or Artemis; message properties appear as plain maps.
 */
@NullMarked
package vn.lienthong.protocol;

import org.jspecify.annotations.NullMarked;
