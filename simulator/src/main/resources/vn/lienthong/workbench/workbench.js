// SPDX-License-Identifier: Apache-2.0
"use strict";

let language = localStorage.getItem("language") || "vi";
let last = 0;
/** The page keeps as many as the exchange does. */
const MOST_ROWS = 10000;
const MOST_OFFERED = 100;
let about = null;

const word = (name) => WORDS[language][name] || name;
/** The name of the word for an operation or for the code of a status. */
const wordOf = (what) => (/^\d+$/.test(what) ? `s${what}` : what);
const told = (answer) => (language === "vi" && answer.vi) || answer.problem;
const byId = (id) => document.getElementById(id);

function element(name, text, more = {}) {
  const made = Object.assign(document.createElement(name), more);
  if (text !== undefined) made.textContent = text;
  return made;
}

function translate() {
  document.documentElement.lang = language;
  document.title = word("title");
  document.querySelectorAll("[data-text]").forEach((place) => { place.textContent = word(place.dataset.text); });
  document.querySelectorAll("[data-label]").forEach((place) => { place.setAttribute("aria-label", word(place.dataset.label)); });
  byId("language").value = language;
  showAbout();
}

function showAbout() {
  if (!about) return;
  const state = about.connections > 0 ? word("connected") : word("absent");
  byId("about").textContent = `${about.own}: ${state} · ${about.client} · ${about.clock.slice(0, 19)}Z`;
}

async function call(method, path, body) {
  const options = { method, headers: { "Content-Type": "application/json" } };
  if (body !== undefined) options.body = JSON.stringify(body);
  const response = await fetch(path, options);
  const answer = await response.json();
  if (!response.ok && response.status !== 408) byId("problem").textContent = told(answer);
  else if (method !== "GET") byId("problem").textContent = ""; // what only looks leaves it to be read
  return { ok: response.ok, status: response.status, answer };
}

function row(entry) {
  const made = element("tr");
  const opener = element("button", entry.document, { className: "plain", type: "button" });
  opener.addEventListener("click", () => openMessage(entry));
  const id = element("td");
  id.append(opener);
  const what = element("td", word(wordOf(entry.what)));
  what.dataset.text = wordOf(entry.what);
  const errors = entry.findings.filter((finding) => finding.severity === "ERROR").length;
  made.append(
    element("td", entry.number), element("td", entry.time.slice(11, 23)), element("td", entry.at), element("td", entry.from),
    what, id, element("td", entry.subject),
    element("td", errors ? `${errors} ✗` : entry.findings.length ? `${entry.findings.length} !` : "", { className: errors ? "problem" : "" }));
  return made;
}

/** Documents that were seen here are offered where an id is asked for. */
function offer(list, id) {
  const offered = byId(list);
  if ([...offered.children].some((option) => option.value === id)) return;
  offered.prepend(element("option", undefined, { value: id }));
  if (offered.children.length > MOST_OFFERED) offered.lastElementChild.remove();
}

async function follow() {
  let lost = false;
  for (;;) {
    try {
      const found = await call("GET", `/api/await?since=${last}&timeout=20s`);
      if (found.ok) {
        const { answer } = await call("GET", `/api/messages?since=${last}`);
        answer.forEach((entry) => byId("rows").prepend(row(entry)));
        answer.filter((entry) => entry.kind === "document").forEach((entry) => offer("known", entry.document));
        last = answer.reduce((highest, entry) => Math.max(highest, entry.number), last);
        while (byId("rows").children.length > MOST_ROWS) {
          byId("rows").lastElementChild.remove();
        }
        showExpectations();
      }
      about = (await call("GET", "/api/about")).answer;
      showAbout();
      if (lost) byId("problem").textContent = "";
      lost = false;
    } catch (error) {
      lost = true;
      byId("problem").textContent = String(error);
      await new Promise((again) => { setTimeout(again, 2000); });
    }
  }
}

function values(form) {
  return Object.fromEntries(new FormData(form).entries());
}

function onSubmit(id, act) {
  byId(id).addEventListener("submit", (event) => {
    event.preventDefault();
    act(values(event.target));
  });
}

function sending(form) {
  return {
    from: form.from, to: [], operation: form.operation, document: form.document || null, subject: form.subject,
    urgency: Number(form.urgency), size: form.size, times: Number(form.times),
  };
}

function fault(form) {
  return {
    agency: form.agency || null, stage: form.stage, effect: form.effect, after: Number(form.after), times: Number(form.times),
    probability: Number(form.probability || 1), from: form.from || null, until: form.until || null,
  };
}

/** The forms that are actions, each with what it posts. */
const FORMS = {
  send: { path: "/api/send", body: sending },
  report: { path: "/api/report", body: (form) => form },
  react: { path: "/api/reactions", body: (form) => form },
  fault: { path: "/api/faults", body: fault },
  clock: { path: "/api/clock", body: (form) => form },
  expect: { path: "/api/expect", body: (form) => form },
};

function copyButton(text) {
  const made = element("button", word("copy"), { type: "button" });
  made.addEventListener("click", async () => {
    await navigator.clipboard.writeText(text);
    made.textContent = word("copied");
  });
  return made;
}

/** How to do something outside the page. */
async function showCopies(method, path, body) {
  const { ok, answer } = await call(method, path, body);
  if (!ok) return;
  const imports = answer.imports.map((name) => `// import ${name};\n`).join("");
  const parts = [["curl", answer.http], [word("cli"), answer.cli], ["Java", imports + answer.java]];
  byId("copiesBody").replaceChildren(...parts.flatMap(([name, text]) => (text
    ? [element("h3", name), element("pre", text, { tabIndex: 0 }), copyButton(text)]
    : [element("h3", name), element("p", word("none"), { className: "hint" })])));
  byId("copies").hidden = false;
  byId("copiesTitle").focus();
}

async function start() {
  about = (await call("GET", "/api/about")).answer;
  document.querySelectorAll("select[name=from], select[name=agency], select[name=at]").forEach((list) => {
    const all = list.form.id === "fault" ? ["", about.own, ...about.agencies] : about.agencies;
    all.forEach((agency) => {
      const option = element("option", agency, { value: agency });
      if (!agency) option.dataset.text = "everybody";
      list.append(option);
    });
  });
  byId("language").addEventListener("change", (event) => {
    language = event.target.value;
    localStorage.setItem("language", language);
    translate();
    showSent();
    showExpectations();
    showSessions();
    if (shown) show(shown);
  });
  Object.entries(FORMS).forEach(([name, form]) => {
    onSubmit(name, async (given) => {
      byId("done").textContent = `${word(name)}…`;
      const { ok } = await call("POST", form.path, form.body(given));
      byId("done").textContent = ok ? `${word(name)}: ${word("done")}` : "";
      showSent();
      showExpectations();
      showSessions();
    });
  });
  document.querySelectorAll("[data-copy]").forEach((button) => {
    const name = button.dataset.copy;
    button.addEventListener("click", () => showCopies("POST", "/api/copies",
      { action: name, with: FORMS[name].body(values(button.form)) }));
  });
  byId("noFaults").addEventListener("click", () => call("DELETE", "/api/faults"));
  byId("restart").addEventListener("click", () => call("POST", "/api/restart", {}));
  document.querySelectorAll("[data-line]").forEach((button) => {
    button.addEventListener("click", () => call("POST", "/api/line", { line: button.dataset.line }));
  });
  startSessions();
  translate();
  showSent();
  showExpectations();
  follow();
}

window.addEventListener("DOMContentLoaded", start);
