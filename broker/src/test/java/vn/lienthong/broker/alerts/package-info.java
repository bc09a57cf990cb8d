/** Tests of what operators should know of. */
@org.jspecify.annotations.NullUnmarked
package vn.lienthong.broker.alerts;
