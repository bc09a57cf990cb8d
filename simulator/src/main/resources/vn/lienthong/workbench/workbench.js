// SPDX-License-Identifier: Apache-2.0
"use strict";

const WORDS = {
  vi: {
    title: "Lienthong · bàn thử nghiệm", language: "Ngôn ngữ", messages: "Thông điệp",
    mark: "VĂN BẢN THỬ NGHIỆM: trục này là trục giả lập, không có giá trị pháp lý.",
    send: "Gửi cho tôi", from: "Từ", operation: "Nghiệp vụ", new: "văn bản mới", recall: "thu hồi", update: "cập nhật",
    document: "Mã văn bản", subject: "Trích yếu, lý do", urgency: "Độ khẩn", u0: "thường", u1: "khẩn", u2: "thượng khẩn",
    u3: "hỏa tốc", size: "Dung lượng", times: "Số lần", sendNow: "Gửi", behave: "Phản ứng, lỗi, đồng hồ, đường truyền",
    agency: "Cơ quan", reaction: "Phản ứng với văn bản kế tiếp", set: "Đặt", stage: "Chặng", effect: "Lỗi",
    noFaults: "Bỏ mọi lỗi", clock: "Đồng hồ", cut: "Ngắt đường truyền", down: "Tắt đường truyền", up: "Nối lại",
    restart: "Khởi động lại trục", time: "Lúc", at: "Tại", what: "Việc", findings: "Phát hiện",
    connected: "đã kết nối", absent: "chưa kết nối", file: "Tệp edXML", attachments: "Tệp đính kèm", timeline: "Diễn biến",
  },
  en: {
    title: "Lienthong · workbench", language: "Language", messages: "Messages",
    mark: "TEST DOCUMENTS: this exchange is a simulated one and has no legal force.",
    send: "Send me this", from: "From", operation: "Operation", new: "new document", recall: "recall", update: "update",
    document: "Document id", subject: "Subject, reason", urgency: "Urgency", u0: "normal", u1: "urgent", u2: "very urgent",
    u3: "most urgent", size: "Size", times: "Times", sendNow: "Send", behave: "Reactions, faults, clock, line",
    agency: "Agency", reaction: "Reaction to the next document", set: "Set", stage: "Stage", effect: "Effect",
    noFaults: "No faults", clock: "Clock", cut: "Cut the line", down: "Take the line down", up: "Mend the line",
    restart: "Restart the exchange", time: "Time", at: "At", what: "What", findings: "Findings",
    connected: "connected", absent: "not connected", file: "edXML file", attachments: "Attachments", timeline: "Timeline",
  },
};

let language = localStorage.getItem("language") || "vi";
let last = 0;
let about = null;

const word = (name) => WORDS[language][name] || name;
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
  byId("problem").textContent = response.ok || response.status === 408 ? "" : answer.problem;
  return { ok: response.ok, answer };
}

function row(entry) {
  const made = element("tr");
  const open = element("button", entry.document, { className: "plain", type: "button" });
  open.addEventListener("click", () => show(entry));
  const id = element("td");
  id.append(open);
  const errors = entry.findings.filter((finding) => finding.severity === "ERROR").length;
  made.append(
    element("td", entry.number), element("td", entry.time.slice(11, 23)), element("td", entry.at), element("td", entry.from),
    element("td", entry.what), id, element("td", entry.subject),
    element("td", errors ? `${errors} ✗` : entry.findings.length ? `${entry.findings.length} !` : "", { className: errors ? "problem" : "" }));
  return made;
}

async function show(entry) {
  const detail = byId("detail");
  detail.replaceChildren(element("h2", `#${entry.number} ${entry.what} ${entry.document}`));
  entry.findings.forEach((finding) => detail.append(element("p", `${finding.code} ${finding[language]} (${finding.where})`)));
  if (entry.attachments.length) {
    detail.append(element("h3", word("attachments")));
    entry.attachments.forEach((file) => detail.append(element("p", `${file.name} · SHA-256 ${file.sha256}`)));
  }
  const owner = entry.kind === "document" ? entry.from : entry.at;
  const path = `/api/documents?from=${encodeURIComponent(owner)}&document=${encodeURIComponent(entry.document)}`;
  const tracked = await call("GET", path);
  if (tracked.ok) {
    detail.append(element("h3", word("timeline")));
    tracked.answer.deliveries.forEach((delivery) => detail.append(
      element("p", `${delivery.agency.value ?? delivery.agency}: ${delivery.state} ${delivery.status ?? ""} (${delivery.attempts})`)));
  }
  if (entry.kind === "document") {
    const file = await fetch(`/api/messages/${entry.number}/file`);
    detail.append(element("h3", word("file")), element("pre", await file.text(), { tabIndex: 0 }));
  }
  detail.scrollIntoView({ behavior: "smooth" });
}

async function follow() {
  for (;;) {
    try {
      const found = await call("GET", `/api/await?since=${last}&timeout=20s`);
      if (found.ok) {
        const { answer } = await call("GET", `/api/messages?since=${last}`);
        answer.forEach((entry) => byId("rows").prepend(row(entry)));
        last += answer.length;
      }
      about = (await call("GET", "/api/about")).answer;
      showAbout();
    } catch (error) {
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

function showCopy() {
  const body = JSON.stringify(sending(values(byId("send"))));
  byId("copy").textContent = `curl -H 'Content-Type: application/json' ${location.origin}/api/send -d '${body}'`;
}

async function start() {
  about = (await call("GET", "/api/about")).answer;
  document.querySelectorAll("select[name=from], select[name=agency]").forEach((list) => {
    const all = list.form.id === "fault" ? ["", about.own, ...about.agencies] : about.agencies;
    all.forEach((agency) => list.append(element("option", agency, { value: agency })));
  });
  byId("language").addEventListener("change", (event) => {
    language = event.target.value;
    localStorage.setItem("language", language);
    translate();
  });
  onSubmit("send", (form) => call("POST", "/api/send", sending(form)));
  onSubmit("react", (form) => call("POST", "/api/reactions", form));
  onSubmit("fault", (form) => call("POST", "/api/faults",
    { agency: form.agency || null, stage: form.stage, effect: form.effect, after: 0, times: Number(form.times), probability: 1 }));
  onSubmit("clock", (form) => call("POST", "/api/clock", form));
  byId("noFaults").addEventListener("click", () => call("DELETE", "/api/faults"));
  byId("restart").addEventListener("click", () => call("POST", "/api/restart", {}));
  document.querySelectorAll("[data-line]").forEach((button) => {
    button.addEventListener("click", () => call("POST", "/api/line", { line: button.dataset.line }));
  });
  byId("send").addEventListener("input", showCopy);
  showCopy();
  translate();
  follow();
}

start();
