/**
 * Who exists and who hosts whom: agencies, endpoints and the file that keeps them. No messaging here.
 */
@NullMarked
package vn.lienthong.broker.directory;

import org.jspecify.annotations.NullMarked;
