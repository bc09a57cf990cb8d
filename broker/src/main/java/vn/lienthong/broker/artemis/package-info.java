/**
 * Adapts the embedded Apache ActiveMQ Artemis broker to the features. The only package that imports Artemis.
 */
@NullMarked
package vn.lienthong.broker.artemis;

import org.jspecify.annotations.NullMarked;
