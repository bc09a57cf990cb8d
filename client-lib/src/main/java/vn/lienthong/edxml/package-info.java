/**
 * The national document format (edXML, QCVN 102:2016): its identifiers and code lists, reading, writing and validating
 * messages as streams. Knows nothing of brokers, clients or transport.
 */
@NullMarked
package vn.lienthong.edxml;

import org.jspecify.annotations.NullMarked;
