// SPDX-License-Identifier: Apache-2.0
"use strict";

/** One message: its findings, its header in words, its attachments, what became of it, its file. */

let shown = null;

const inWords = (coded) => `${coded[language] ?? "?"} (${coded.code})`;

/** The name of the list, and that of the message if it is another. */
function agencyWords(agency) {
  if (!agency) return "";
  const listed = agency[language] ?? agency.vi;
  const called = agency.name && agency.name !== agency.vi ? agency.name : "";
  const name = [listed, called].filter(Boolean).join(" / ");
  const { inCharge, address, email, telephone, fax, website } = agency.details ?? {};
  return [agency.code, name, inCharge, address, email, telephone, fax, website].filter(Boolean).join(" · ");
}

const listed = (...parts) => parts.filter((part) => part !== undefined && part !== "").join(" · ");
const staffWords = (staff) => staff.map((one) => listed(one.department, one.name, one.mobile, one.email));
const answered = (one) => listed(one.document, one.reference, one.date, agencyWords(one.agency));

function updateWords(update) {
  if (!update) return [];
  return [
    update.documentChanged && word("documentChanged"), update.receiversChanged && word("receiversChanged"),
    update.removedReceivers.length && `− ${update.removedReceivers.join(", ")}`,
    update.addedReceivers.length && `+ ${update.addedReceivers.join(", ")}`,
  ].filter(Boolean);
}

function extensionWords({ replyFors, direction, referenceCodes, taskCodes, applicationType, tracePaper }) {
  const all = { ReplyFors: replyFors, Direction: direction, ReferenceCodes: referenceCodes,
    TaskCode: taskCodes.join(", ") || undefined, ApplicationType: applicationType, Paper: tracePaper };
  return Object.entries(all).filter(([, value]) => value !== undefined).map(([name, value]) => `${name}: ${value}`);
}

/** The facts of a header in the order of the page; what is not there is left out. */
function documentFacts(header) {
  const { business, other, signer, type } = header;
  return [
    ["operation", inWords(business.operation)], ["reason", business.reason], ["about", business.document],
    ["replaced", business.replaced.map((one) => listed(one.document, ...one.agencies.map(agencyWords)))],
    ["changes", updateWords(business.update)],
    ["from", agencyWords(header.from)], ["recipients", header.to.map(agencyWords)],
    ["document", header.document], ["number", header.reference], ["issued", listed(header.place, header.date)],
    ["type", listed(type.name, type.group && `${word("group")} ${type.group}`, type.number && `${word("place")} ${type.number}`)],
    ["gist", header.subject], ["content", header.content],
    ["signer", listed(signer.competence, signer.position, signer.fullName)],
    ["urgency", inWords(header.urgency)], ["due", header.due], ["steering", inWords(header.steering)],
    ["responseFor", header.responseFor.map(answered)], ["toPlaces", header.toPlaces],
    ["sphere", other.sphere], ["typist", other.typist], ["copiesIssued", other.promulgationAmount], ["pages", other.pageAmount],
    ["appendixes", other.appendixes], ["paper", business.paper], ["staff", staffWords(business.staff)],
    ["trace", header.trace.map((one) => listed(one.time?.replace("T", " "), agencyWords(one.agency)))],
    ["manifest", header.manifest.map((one) => listed(one.name, one.contentType, one.description, one.contentId))],
    ["signature", header.signature[language]], ["extensions", extensionWords(header.extensions)],
  ];
}

function statusFacts(header) {
  return [
    ["what", inWords(header.status)], ["reason", header.reason], ["from", agencyWords(header.from)],
    ["addressee", agencyWords(header.responseFor.agency)], ["document", header.responseFor.document],
    ["number", header.responseFor.reference], ["issued", header.responseFor.date],
    ["staff", staffWords(header.staff)], ["time", header.time?.replace("T", " ")],
  ];
}

function factList(facts) {
  const list = element("dl", undefined, { className: "facts" });
  facts.forEach(([name, value]) => {
    const lines = [value].flat().filter((line) => line !== undefined && line !== "");
    if (!lines.length) return;
    const said = element("dd");
    said.append(...lines.map((line) => element("div", line)));
    list.append(element("dt", word(name)), said);
  });
  return list;
}

function sizeWords(bytes) {
  const unit = bytes < 1024 ? 0 : bytes < 1024 ** 2 ? 1 : 2;
  const amount = (bytes / 1024 ** unit).toLocaleString(language, { maximumFractionDigits: 1 });
  return `${amount} ${["B", "KB", "MB"][unit]}`;
}

function attachmentRow(entry, file, place) {
  const made = element("tr");
  const name = element("td");
  if (file.kept) {
    const link = element("a", file.name, { href: `/api/messages/${entry.number}/attachments/${place}` });
    link.setAttribute("download", file.name);
    name.append(link);
  } else {
    name.append(element("div", file.name), element("div", word("notKept"), { className: "hint" }));
  }
  const digest = element("td");
  digest.append(element("code", file.sha256));
  made.append(name, element("td", file.type ?? ""), element("td", sizeWords(file.size), { className: "number" }), digest);
  return made;
}

function table(heads, rows, label) {
  const made = element("table");
  const head = element("tr");
  head.append(...heads.map((name) => element("th", word(name), { scope: "col" })));
  const top = element("thead");
  top.append(head);
  const body = element("tbody");
  body.append(...rows);
  made.append(top, body);
  const scroll = element("div", undefined, { className: "scroll", tabIndex: 0 });
  scroll.setAttribute("role", "region");
  scroll.setAttribute("aria-label", word(label));
  scroll.append(made);
  return scroll;
}

async function attachmentsOf(entry) {
  if (!entry.attachments.length) {
    return entry.kind === "document" ? [element("h3", word("attachments")), element("p", word("noAttachments"), { className: "hint" })] : [];
  }
  const { answer } = await call("GET", `/api/messages/${entry.number}/attachments`);
  const rows = answer.map((file, place) => attachmentRow(entry, file, place + 1));
  return [element("h3", word("attachments")), table(["name", "fileType", "size", "digest"], rows, "attachments")];
}

function happening(text, className) {
  return element("li", text, { className: className.toLowerCase() });
}

async function timelineOf(entry) {
  const owner = entry.kind === "document" ? entry.from : entry.at;
  const path = `/api/documents?from=${encodeURIComponent(owner)}&document=${encodeURIComponent(entry.document)}`;
  const { ok, answer } = await call("GET", path);
  if (!ok) return [];
  const list = element("ul", undefined, { className: "timeline" });
  answer.deliveries.forEach((one) => list.append(happening(
    `${one.since.slice(0, 19).replace("T", " ")}Z · ${one.agency}: ${word(one.state)}, ${word("attempts")} ${one.attempts}`, one.state)));
  answer.statuses.forEach((one) => list.append(happening(
    `${one.accepted.slice(0, 19).replace("T", " ")}Z · ${one.agency}: ${word(`s${one.status}`)}`
      + (one.remark ? ` (${word(one.remark)})` : ""), one.remark ? "gap" : "status")));
  return [element("h3", word("timeline")), list];
}

async function fileOf(entry) {
  if (entry.kind !== "document") return [];
  const response = await fetch(`/api/messages/${entry.number}/file`);
  const text = response.ok ? await response.text() : told(await response.json());
  const made = element("details");
  made.append(element("summary", word("edxml")));
  if (response.ok && new Blob([text]).size < entry.size) made.append(element("p", word("fileCut"), { className: "hint" }));
  made.append(element("pre", text, { className: "body", tabIndex: 0 }));
  return [made];
}

function findingsOf(entry) {
  if (!entry.findings.length) return [];
  const list = element("ul");
  list.append(...entry.findings.map((one) => element("li", `${one.code} ${one[language]} (${one.where})`,
    { className: one.severity === "ERROR" ? "problem" : "" })));
  return [element("h3", word("findings")), list];
}

/** Puts the document into the form for statuses. */
function reportButton(entry) {
  const made = element("button", word("reportThis"), { type: "button" });
  made.addEventListener("click", () => {
    const form = byId("report");
    form.elements.from.value = entry.at;
    form.elements.document.value = entry.document;
    form.elements.status.focus();
  });
  return made;
}

async function show(entry) {
  shown = entry;
  const copy = element("button", word("copyAs"), { type: "button" });
  copy.addEventListener("click", () => showCopies("GET", `/api/messages/${entry.number}/copies`));
  const actions = element("p", undefined, { className: "actions" });
  actions.append(copy);
  if (entry.kind === "document") actions.append(reportButton(entry));
  const { ok, answer } = await call("GET", `/api/messages/${entry.number}/header`);
  const header = ok ? factList(entry.kind === "document" ? documentFacts(answer) : statusFacts(answer)) : "";
  const parts = await Promise.all([attachmentsOf(entry), timelineOf(entry), fileOf(entry)]);
  if (shown !== entry) return;
  const card = element("div", undefined, { className: "card" });
  card.append(element("h2", `#${entry.number} · ${word(wordOf(entry.what))} · ${entry.document}`, { tabIndex: -1 }), actions,
    ...findingsOf(entry), element("h3", word("header")), header, ...parts.flat());
  byId("detail").replaceChildren(card);
}

async function openMessage(entry) {
  await show(entry);
  const title = byId("detail").querySelector("h2");
  title.focus({ preventScroll: true });
  title.scrollIntoView({ behavior: "smooth" });
}
