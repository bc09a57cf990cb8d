/**
 * A stand-in for an agency's system, first of all the Government Office's: it takes what it is sent, checks it, answers,
 * and misbehaves on request. Scripts and reactions are data. Uses the public client alone, so whatever it can do, any
 * document-management system can.
 */
@NullMarked
package vn.lienthong.simulator;

import org.jspecify.annotations.NullMarked;
