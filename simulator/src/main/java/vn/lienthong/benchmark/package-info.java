/**
 * The project's own measurements: the exchange against plain messaging on the same machine in the same run, so that ratios
 * can be trusted where absolute figures cannot. May use Artemis directly, for the plain side of a comparison.
 */
@NullMarked
package vn.lienthong.benchmark;

import org.jspecify.annotations.NullMarked;
