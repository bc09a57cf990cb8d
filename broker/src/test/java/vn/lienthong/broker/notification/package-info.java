/** Tests of who is told of alerts. */
@org.jspecify.annotations.NullUnmarked
package vn.lienthong.broker.notification;
