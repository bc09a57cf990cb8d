// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.person;

import java.time.Instant;
import vn.lienthong.words.Words;

/**
 * What a person said to a question that no program can answer.
 *
 * @param question the question
 * @param good whether it is as it should be
 * @param remark what the person added; the reason if it is not good
 * @param by who said it
 * @param at when
 */
public record Judgement(Words question, boolean good, String remark, String by, Instant at) {}
