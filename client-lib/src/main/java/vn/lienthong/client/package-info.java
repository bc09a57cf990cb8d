/** Placeholder. */
@NullMarked
package vn.lienthong.client;

import org.jspecify.annotations.NullMarked;
