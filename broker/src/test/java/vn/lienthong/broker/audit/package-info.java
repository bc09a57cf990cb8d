/** Tests of the record of what operators did. */
@org.jspecify.annotations.NullUnmarked
package vn.lienthong.broker.audit;
