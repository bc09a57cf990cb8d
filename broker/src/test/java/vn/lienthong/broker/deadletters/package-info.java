/** Tests of what is done about messages that could not be handed over. */
@org.jspecify.annotations.NullUnmarked
package vn.lienthong.broker.deadletters;
