/** Tests of enrolment. */
package vn.lienthong.broker.enrolment;
