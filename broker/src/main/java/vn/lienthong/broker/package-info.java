/** Placeholder. */
@NullMarked
package vn.lienthong.broker;

import org.jspecify.annotations.NullMarked;
