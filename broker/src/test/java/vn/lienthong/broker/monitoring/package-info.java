/** Tests of what looks at the exchange. */
@org.jspecify.annotations.NullUnmarked
package vn.lienthong.broker.monitoring;
