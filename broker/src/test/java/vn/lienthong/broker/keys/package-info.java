/** Tests of the register of keys. */
@org.jspecify.annotations.NullUnmarked
package vn.lienthong.broker.keys;
