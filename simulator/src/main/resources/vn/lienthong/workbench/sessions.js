// SPDX-License-Identifier: Apache-2.0
"use strict";

/** What was sent, what is expected, sessions: the parts of the page beside sending and looking. */

let nextLook;

async function showSent() {
  const { answer } = await call("GET", "/api/sent");
  byId("sentRows").replaceChildren(...answer.slice(-50).reverse().map(sentRow));
  answer.forEach((sent) => { offer("sentIds", sent.document); offer("known", sent.document); });
}

function sentRow(sent) {
  const made = element("tr");
  const actions = element("td");
  [["same", "same"], ["new", "another"]].forEach(([as, name]) => {
    const button = element("button", word(name), { type: "button" });
    const body = { document: sent.document, operation: sent.operation, as, from: sent.from };
    button.addEventListener("click", async () => {
      await call("POST", "/api/again", body);
      showSent();
    });
    actions.append(button, " ");
  });
  const copy = element("button", word("copyAs"), { type: "button", className: "plain" });
  copy.addEventListener("click", () => showCopies("POST", "/api/copies",
    { action: "again", with: { document: sent.document, operation: sent.operation, as: "same", from: sent.from } }));
  actions.append(copy);
  made.append(element("td", sent.number), element("td", sent.from), element("td", word(wordOf(sent.operation))),
    element("td", sent.document), actions);
  return made;
}

/** Looks again when the next of those that wait is over. */
async function showExpectations() {
  clearTimeout(nextLook);
  const { answer } = await call("GET", "/api/expectations");
  byId("expected").replaceChildren(...answer.slice().reverse().map(expectation));
  const left = answer.filter((one) => one.state === "waiting").map((one) => one.left);
  if (left.length) nextLook = setTimeout(showExpectations, Math.min(...left) + 50);
}

const LOOKS = { waiting: "", met: "delivered", missed: "dead" };

function expectation(one) {
  const { at, from, what, number, document: id, within } = one.expected;
  const wanted = [from, what, number, id].filter(Boolean).join(" ") || word("anything");
  let text = `${word(one.state)}: ${at ?? "*"} ← ${wanted} (${within})`;
  if (one.met) text += ` · #${one.met.number}`;
  const made = element("li", text, { className: LOOKS[one.state] });
  if (one.instead.length) {
    const came = one.instead.map((entry) => `#${entry.number} ${entry.from} ${entry.what} ${entry.document}`).join("; ");
    made.append(element("p", `${word("instead")}: ${came}`, { className: "hint" }));
  }
  return made;
}

async function showSessions() {
  const { answer } = await call("GET", "/api/sessions");
  document.querySelectorAll("#replay select, #compare select").forEach((list) => {
    const chosen = list.value;
    list.replaceChildren(...answer.map((one) => element("option",
      `${one.number} · ${word(one.origin)} · ${one.actions} ${word("actions")}${one.current ? ` · ${word("now")}` : ""}`,
      { value: one.number })));
    if (chosen) list.value = chosen;
    else if (list.name !== "first") list.value = answer.length;
  });
}

function showComparison(comparison, extra = []) {
  const { differences, sameActions } = comparison;
  const lines = differences.map((one) => {
    const said = [one.first && `− ${one.first}`, one.second && `+ ${one.second}`].filter(Boolean).join(" ");
    return element("li", `${one.at}, ${one.document}: ${word(one.kind.toLowerCase())} ${one.what} ${said}`, { className: "problem" });
  });
  const list = element("ul");
  list.append(...lines);
  const told = [];
  if (!sameActions) told.push(element("p", word("unlike")));
  told.push(differences.length ? list : element("p", word("equal"), { className: "good" }));
  byId("compared").replaceChildren(...told, ...extra);
}

async function replay(form) {
  const begun = await call("POST", `/api/replay?number=${form.number}&speed=${encodeURIComponent(form.speed)}`, {});
  if (!begun.ok) return;
  showSessions();
  byId("compared").replaceChildren(element("p", `${word("replaying")} ${form.number}…`));
  for (;;) {
    const { ok, status, answer } = await call("GET", "/api/replay?timeout=20s");
    if (!ok && status !== 408) break;
    if (ok) {
      const { missed, problems, comparison } = answer.result;
      const extra = problems.map((text) => element("p", text, { className: "problem" }));
      if (missed) extra.push(element("p", `${word("unmet")}: ${missed}`, { className: "problem" }));
      showComparison(comparison, extra);
      break;
    }
  }
  showSent();
  showSessions();
}

function startSessions() {
  onSubmit("replay", replay);
  onSubmit("compare", async (form) => {
    const { ok, answer } = await call("GET", `/api/compare?first=${form.first}&second=${form.second}`);
    if (ok) showComparison(answer.comparison);
  });
  byId("newSession").addEventListener("click", async () => {
    await call("POST", "/api/session", {});
    showSessions();
  });
  byId("bring").addEventListener("change", async (event) => {
    const response = await fetch("/api/sessions",
      { method: "POST", headers: { "Content-Type": "application/jsonl" }, body: await event.target.files[0].text() });
    const answer = await response.json();
    byId("problem").textContent = response.ok ? "" : told(answer);
    showSessions();
  });
  showSessions();
}
