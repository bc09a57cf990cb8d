/** The console in a browser, over a real exchange. */
package vn.lienthong.console;
