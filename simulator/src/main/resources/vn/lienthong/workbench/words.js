// SPDX-License-Identifier: Apache-2.0
"use strict";

/** What the page says, in both languages. */
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
    connected: "đã kết nối", absent: "chưa kết nối", edxml: "Tệp edXML", attachments: "Tệp đính kèm", timeline: "Diễn biến",
    copyAs: "Sao chép dưới dạng…", copy: "Sao chép", copied: "đã sao chép", cli: "Dòng lệnh", none: "không có", sent: "Đã gửi từ đây",
    again: "Gửi lại", same: "gửi lại y nguyên", another: "gửi một bản mới", expectations: "Kỳ vọng", expect: "Chờ đợi", within: "Trong vòng",
    number: "Số ký hiệu", waiting: "đang chờ", met: "đã đạt", missed: "không đến", instead: "thay vào đó", anything: "bất cứ gì",
    bench: "Bàn thử nghiệm", sessions: "Phiên thử nghiệm", session: "Phiên", download: "Tải về phiên này", newSession: "Bắt đầu phiên mới",
    bring: "Mang vào một phiên từ tệp", speed: "Tốc độ", replay: "Phát lại", withSession: "so với phiên", compare: "So sánh",
    equal: "Hệ thống làm giống nhau.", unlike: "Người thử nghiệm không làm giống nhau ở hai phiên.", recorded: "ghi tại đây", file: "từ tệp",
    replaying: "đang phát lại", missing: "thiếu", more: "thừa", different: "khác", order: "khác thứ tự", unmet: "kỳ vọng không đạt",
    actions: "thao tác", now: "đang ghi", everybody: "mọi cơ quan",
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
    connected: "connected", absent: "not connected", edxml: "edXML file", attachments: "Attachments", timeline: "Timeline",
    copyAs: "Copy as…", copy: "Copy", copied: "copied", cli: "Command line", none: "there is none", sent: "Sent from here",
    again: "Send again", same: "the same again", another: "as a new one", expectations: "Expectations", expect: "Expect", within: "Within",
    number: "Number/notation", waiting: "waiting", met: "met", missed: "missed", instead: "instead", anything: "anything",
    bench: "Workbench", sessions: "Sessions", session: "Session", download: "Download this session", newSession: "Begin a new session",
    bring: "Bring a session from a file", speed: "Speed", replay: "Replay", withSession: "and session", compare: "Compare",
    equal: "The system did the same.", unlike: "The tester did not do the same in both.", recorded: "recorded here", file: "from a file",
    replaying: "replaying", missing: "missing", more: "more", different: "different", order: "another order", unmet: "expectations not met",
    actions: "actions", now: "going on", everybody: "everybody",
  },
};
