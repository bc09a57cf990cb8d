/** The command line, run in this process against a real exchange. */
package vn.lienthong.cli;
