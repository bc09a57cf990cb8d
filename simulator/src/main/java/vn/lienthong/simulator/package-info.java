/** Placeholder. */
@NullMarked
package vn.lienthong.simulator;

import org.jspecify.annotations.NullMarked;
