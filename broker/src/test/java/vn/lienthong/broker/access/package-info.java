/** Tests of users and roles. */
@org.jspecify.annotations.NullUnmarked
package vn.lienthong.broker.access;
