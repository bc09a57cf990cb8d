/** Tests of the console by what goes over the wire. */
@org.jspecify.annotations.NullUnmarked
package vn.lienthong.broker.console;
