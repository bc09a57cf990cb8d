/** Reading one settings file: typed values, every problem reported at once, unknown keys refused. */
@NullMarked
package vn.lienthong.config;

import org.jspecify.annotations.NullMarked;
