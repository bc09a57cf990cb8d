// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.protocol;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The catalogue of errors that library, exchange, command line and console share. Placeholders {@code {0}}, {@code {1}}…
 * stand for the arguments of a {@link Problem}; each text says what, which one, limit and actual, and what to do.
 */
public enum ErrorCode {
    /** A recipient is not in the directory. */
    RECIPIENT_UNKNOWN(
            "LT-R01",
            Kind.REFUSED,
            "recipient {0} is not in the directory; check the code",
            "cơ quan nhận {0} không có trong danh mục; hãy kiểm tra lại mã định danh"),
    /** A recipient is known but nobody hosts it. */
    RECIPIENT_NOT_CONNECTED(
            "LT-R02",
            Kind.REFUSED,
            "recipient {0} is not connected to the exchange, nor is any agency above it",
            "cơ quan nhận {0} và các cơ quan cấp trên của nó chưa kết nối vào trục liên thông"),
    /** A recipient does not take messages at present. */
    RECIPIENT_SUSPENDED(
            "LT-R03",
            Kind.REFUSED,
            "recipient {0} is suspended; ask the operator",
            "cơ quan nhận {0} đang tạm ngừng; hãy liên hệ bộ phận vận hành"),
    /** A recipient no longer exists. */
    RECIPIENT_CLOSED(
            "LT-R04",
            Kind.REFUSED,
            "recipient {0} is closed since {1}; its successor is {2}",
            "cơ quan nhận {0} đã đóng mã từ ngày {1}; cơ quan kế thừa: {2}"),
    /** A document without recipients. */
    NO_RECIPIENT(
            "LT-R05",
            Kind.REFUSED,
            "the message names no recipient ({0}); give at least one",
            "văn bản không có cơ quan nhận ({0}); cần ít nhất một"),
    /** A recipient named twice. */
    RECIPIENT_REPEATED(
            "LT-R06",
            Kind.REFUSED,
            "recipient {0} is named more than once; name each once",
            "cơ quan nhận {0} bị lặp lại; mỗi cơ quan chỉ ghi một lần"),
    /** A routing header property is missing. */
    HEADER_MISSING(
            "LT-R07",
            Kind.REFUSED,
            "the routing header lacks {0}; every message must carry it",
            "thiếu thuộc tính định tuyến {0}; thông điệp nào cũng phải có"),
    /** A routing header property has a wrong value. */
    HEADER_INVALID(
            "LT-R08",
            Kind.REFUSED,
            "routing header {0} is '{1}'; expected {2}",
            "thuộc tính định tuyến {0} có giá trị '{1}'; giá trị đúng: {2}"),
    /** Too many recipients. */
    TOO_MANY_RECIPIENTS(
            "LT-R09",
            Kind.REFUSED,
            "{0} recipients, the limit is {1}; send in parts",
            "{0} cơ quan nhận, giới hạn là {1}; hãy chia thành nhiều lần gửi"),
    /** The body is larger than the exchange takes. */
    TOO_LARGE(
            "LT-R10",
            Kind.REFUSED,
            "the message is {0} bytes, the limit is {1} bytes; split it or ask the operator",
            "thông điệp dài {0} byte, giới hạn là {1} byte; hãy chia nhỏ hoặc liên hệ bộ phận vận hành"),
    /** A message that would not survive a restart. */
    NOT_DURABLE(
            "LT-R11",
            Kind.REFUSED,
            "submission {0} is not durable; send it as a persistent message",
            "lần gửi {0} không bền vững; hãy gửi dưới dạng thông điệp persistent"),
    /** A message without a body. */
    EMPTY_BODY(
            "LT-R12",
            Kind.REFUSED,
            "submission {0} has no body; the body is the edXML file",
            "lần gửi {0} không có nội dung; nội dung phải là tệp edXML"),
    /** The sender itself is closed. */
    SENDER_CLOSED(
            "LT-R13",
            Kind.REFUSED,
            "agency {0} is closed since {1} and sends no documents; its successor is {2}",
            "cơ quan {0} đã đóng mã từ ngày {1}, không gửi văn bản được nữa; cơ quan kế thừa: {2}"),
    /** A property only the broker itself may use. */
    PROPERTY_RESERVED(
            "LT-R14",
            Kind.REFUSED,
            "message property {0} is reserved to the exchange; leave it out",
            "thuộc tính {0} dành riêng cho trục liên thông; hãy bỏ đi"),
    /** A submission id that stands for something else. */
    SUBMISSION_DIFFERS(
            "LT-R15",
            Kind.REFUSED,
            "submission {0} was handed in before with other content (then {1}, now {2}); use a new submission id",
            "lần gửi {0} đã được nhận trước đó với nội dung khác (trước: {1}, nay: {2}); hãy dùng mã lần gửi mới"),
    /** A document id that stands for something else. */
    DOCUMENT_DIFFERS(
            "LT-R16",
            Kind.REFUSED,
            "document {0} was sent before with other content or recipients (then {1}, now {2}); send an update, or"
                    + " use another document id",
            "văn bản {0} đã được gửi trước đó với nội dung hoặc nơi nhận khác (trước: {1}, nay: {2}); hãy gửi bản"
                    + " cập nhật hoặc dùng mã văn bản khác"),
    /** More problems than fit. */
    MORE_PROBLEMS("LT-R19", Kind.REFUSED, "and {0} more problems", "và {0} vấn đề khác"),
    /** Something broke on the way in; nothing was accepted. */
    INTERNAL(
            "LT-R20",
            Kind.UNAVAILABLE,
            "the exchange could not take submission {0}; nothing was stored, try again",
            "trục liên thông không nhận được lần gửi {0}; chưa lưu gì, hãy thử lại"),
    /** The same submission is on its way in at this moment. */
    BEING_TAKEN(
            "LT-R21",
            Kind.UNAVAILABLE,
            "submission {0} is being taken at this moment; try again",
            "lần gửi {0} đang được tiếp nhận; hãy thử lại"),
    /** There is no room for documents on the disk of the exchange. */
    DISK_FULL(
            "LT-R22",
            Kind.UNAVAILABLE,
            "the disk of the exchange is {0} % full, from {1} % on it takes no documents; statuses still go, try again later",
            "đĩa của trục liên thông đã đầy {0} %, từ {1} % trở lên không nhận văn bản mới; trạng thái vẫn gửi được, hãy"
                    + " thử lại sau"),
    /** A recipient whose code is not valid yet. */
    RECIPIENT_NOT_VALID_YET(
            "LT-R30",
            Kind.REFUSED,
            "recipient {0} is valid only from {1}",
            "cơ quan nhận {0} chỉ có hiệu lực từ ngày {1}"),
    /** The body is larger than an endpoint takes or sends. */
    TOO_LARGE_FOR_ENDPOINT(
            "LT-R31",
            Kind.REFUSED,
            "the message is {0} bytes, the limit of endpoint {1} is {2} bytes; split it or ask the operator",
            "thông điệp dài {0} byte, giới hạn của hệ thống {1} là {2} byte; hãy chia nhỏ hoặc liên hệ bộ phận vận hành"),
    /** Too many documents wait for an endpoint. */
    INBOX_FULL(
            "LT-R32",
            Kind.UNAVAILABLE,
            "{0} documents wait for endpoint {1}, more than its limit of {2}; try again when it has fetched some",
            "đang có {0} văn bản chờ hệ thống {1}, vượt giới hạn {2}; hãy thử lại sau khi hệ thống đó nhận bớt"),
    /** More documents than an endpoint may hand in. */
    TOO_MANY_DOCUMENTS(
            "LT-R33",
            Kind.UNAVAILABLE,
            "endpoint {0} hands in more than {1} documents a minute; slow down and try again",
            "hệ thống {0} gửi quá {1} văn bản mỗi phút; hãy gửi chậm lại rồi thử lại"),

    /** The endpoint does not host the agency it wants to speak for. */
    NOT_HOSTED(
            "LT-A01",
            Kind.DENIED,
            "endpoint {0} does not host agency {1} and may not send in its name",
            "hệ thống {0} không đại diện cho cơ quan {1} nên không được gửi thay"),
    /** The certificate is good but its endpoint is not registered. */
    ENDPOINT_UNKNOWN(
            "LT-A02",
            Kind.DENIED,
            "endpoint {0} is not registered here; ask the operator",
            "hệ thống {0} chưa đăng ký; hãy liên hệ bộ phận vận hành"),
    /** Reading or writing where it is not allowed. */
    ACCESS_DENIED("LT-A03", Kind.DENIED, "not allowed: {0}", "không được phép: {0}"),
    /** A consumer that would take messages without acknowledging them. */
    NOT_ACKNOWLEDGING(
            "LT-A04",
            Kind.DENIED,
            "a consumer in mode {0} takes documents before it holds them; use {1} and acknowledge each",
            "chế độ nhận {0} lấy văn bản khi chưa thật sự nhận được; hãy dùng {1} và xác nhận từng văn bản"),

    /** Nobody answers. */
    CANNOT_CONNECT("LT-T01", Kind.UNAVAILABLE, "cannot connect to {0}: {1}", "không kết nối được tới {0}: {1}"),
    /** The connection went away and did not come back in time. */
    CONNECTION_LOST(
            "LT-T02",
            Kind.UNAVAILABLE,
            "no answer from the exchange within {0}: {1}; the same submission may be sent again",
            "trục liên thông không trả lời trong {0}: {1}; có thể gửi lại đúng lần gửi này"),
    /** The own certificate is not valid now. */
    CERTIFICATE_NOT_VALID(
            "LT-T03",
            Kind.DENIED,
            "certificate of {0} is valid from {1} to {2}, not now; renew it",
            "chứng thư của {0} có hiệu lực từ {1} đến {2}, hiện không dùng được; hãy gia hạn"),
    /** The own key store cannot be used. */
    KEY_STORE_UNUSABLE("LT-T04", Kind.DENIED, "key store {0} cannot be used: {1}", "không dùng được kho khóa {0}: {1}"),
    /** Used after close. */
    CLOSED("LT-T05", Kind.UNAVAILABLE, "the client is closed ({0})", "kết nối đã đóng ({0})"),
    /** No more fits into the outbox. */
    OUTBOX_FULL(
            "LT-T06",
            Kind.UNAVAILABLE,
            "outbox {0} holds {1} bytes, its limit is {2}; it empties when the exchange is reached again",
            "hộp gửi {0} đang chứa {1} byte, giới hạn {2}; hộp sẽ trống dần khi kết nối lại được trục liên thông"),
    /** The outbox cannot be written. */
    OUTBOX_UNWRITABLE(
            "LT-T07",
            Kind.UNAVAILABLE,
            "outbox {0} cannot be written: {1}; nothing was kept, try again",
            "không ghi được hộp gửi {0}: {1}; chưa lưu gì, hãy thử lại"),
    /** Another program has the outbox. */
    OUTBOX_IN_USE(
            "LT-T08",
            Kind.REFUSED,
            "outbox {0} is used by another program; give each its own",
            "hộp gửi {0} đang do chương trình khác dùng; mỗi chương trình cần một hộp riêng"),
    /** More connections than an endpoint may have. Others of its own may close, so trying again helps. */
    TOO_MANY_CONNECTIONS(
            "LT-T09",
            Kind.UNAVAILABLE,
            "endpoint {0} has {1} connections open and may have no more; close some or wait until they are gone",
            "hệ thống {0} đang mở {1} kết nối và không được mở thêm; hãy đóng bớt hoặc chờ chúng kết thúc"),

    /** A setting is missing. */
    SETTING_MISSING("LT-C01", Kind.REFUSED, "setting {0} is missing; {1}", "thiếu cấu hình {0}; {1}"),
    /** A setting nobody knows. */
    SETTING_UNKNOWN(
            "LT-C02",
            Kind.REFUSED,
            "setting {0} is not known; known are {1}",
            "không có cấu hình {0}; các cấu hình hợp lệ: {1}"),
    /** A setting with a wrong value. */
    SETTING_INVALID(
            "LT-C03",
            Kind.REFUSED,
            "setting {0} is '{1}'; expected {2}",
            "cấu hình {0} có giá trị '{1}'; giá trị đúng: {2}"),
    /** A line of a calendar that cannot be read. */
    CALENDAR_LINE_INVALID("LT-C04", Kind.REFUSED, "calendar {0}, line {1}: {2}", "lịch {0}, dòng {1}: {2}"),

    /** The document cannot be sent as it is. */
    DOCUMENT_INVALID("LT-D01", Kind.REFUSED, "the document cannot be sent: {0}", "không gửi được văn bản: {0}"),
    /** A file cannot be read. */
    CONTENT_UNREADABLE("LT-D02", Kind.REFUSED, "content cannot be read: {0}", "không đọc được nội dung: {0}"),
    /** A received body that is no edXML message. */
    BODY_UNREADABLE(
            "LT-D03",
            Kind.REFUSED,
            "the body of submission {0} is not a readable edXML message: {1}",
            "nội dung của lần gửi {0} không phải thông điệp edXML đọc được: {1}"),
    /** Settling what is settled. */
    ALREADY_SETTLED(
            "LT-D04",
            Kind.REFUSED,
            "this delivery was settled before ({0})",
            "lượt giao này đã được xử lý trước đó ({0})"),
    /** A message that was handed out as often as allowed. */
    NOT_TAKEN(
            "LT-D05",
            Kind.REFUSED,
            "the recipient's system did not take it in {0} attempts; look at its log, then retry or return it",
            "hệ thống nhận không lấy được sau {0} lần; hãy xem nhật ký bên nhận rồi chuyển lại hoặc trả lại"),

    /** A document was not taken in all attempts, and the recipient's application said why. */
    NOT_TAKEN_BECAUSE(
            "LT-D06",
            Kind.REFUSED,
            "the recipient's system did not take it in {0} attempts and said last: {1}; have that mended, then retry or return it",
            "hệ thống nhận không lấy được sau {0} lần, lỗi cuối cùng: {1}; hãy khắc phục rồi chuyển lại hoặc trả lại"),

    /** A message without a signed statement. */
    STATEMENT_MISSING(
            "LT-S01",
            Kind.REFUSED,
            "submission {0} has no signed statement; sign it with the endpoint's signing key",
            "lần gửi {0} không có bản xác nhận được ký; hãy ký bằng khóa ký của hệ thống"),
    /** A statement that is none. */
    STATEMENT_UNREADABLE(
            "LT-S02",
            Kind.REFUSED,
            "the statement of submission {0} cannot be read: {1}",
            "không đọc được bản xác nhận của lần gửi {0}: {1}"),
    /** A signature that does not fit what was signed. */
    SIGNATURE_INVALID(
            "LT-S03",
            Kind.REFUSED,
            "the signature of statement {0} is wrong; it was changed or signed with another key",
            "chữ ký trên bản xác nhận {0} sai; nội dung đã bị sửa hoặc được ký bằng khóa khác"),
    /** None or several signers. */
    SIGNER_COUNT(
            "LT-S04",
            Kind.REFUSED,
            "statement {0} has {1} signers; exactly one must sign it",
            "bản xác nhận {0} có {1} người ký; phải có đúng một người ký"),
    /** A certificate that no trusted authority issued. */
    SIGNER_UNTRUSTED(
            "LT-S05",
            Kind.DENIED,
            "the signing certificate of {0} comes from no trusted authority: {1}",
            "chứng thư ký của {0} không do cơ quan chứng thực tin cậy cấp: {1}"),
    /** A certificate that is not valid at the time. */
    SIGNER_NOT_VALID(
            "LT-S06",
            Kind.DENIED,
            "the signing certificate of {0} is valid from {1} to {2}, not at {3}; renew it",
            "chứng thư ký của {0} có hiệu lực từ {1} đến {2}, không có hiệu lực lúc {3}; hãy gia hạn"),
    /** A certificate that was revoked. */
    SIGNER_REVOKED(
            "LT-S07",
            Kind.DENIED,
            "the certificate {1} of {0} is revoked since {2}; enrol again for a new one",
            "chứng thư {1} của {0} đã bị thu hồi từ {2}; hãy đăng ký cấp lại"),
    /** A certificate that the directory of keys does not know. */
    SIGNER_NOT_REGISTERED(
            "LT-S08",
            Kind.DENIED,
            "the certificate {1} is not registered as a signing certificate of {0}; enrol it",
            "chứng thư {1} chưa được đăng ký làm chứng thư ký của {0}; hãy đăng ký"),
    /** Signed by one endpoint, handed in by another. */
    SIGNER_OTHER_ENDPOINT(
            "LT-S09",
            Kind.DENIED,
            "submission {0} is signed by {1} but comes from {2}; sign it with a key of {2}",
            "lần gửi {0} do {1} ký nhưng đến từ {2}; hãy ký bằng khóa của {2}"),
    /** A certificate made for something else. */
    SIGNER_WRONG_PURPOSE(
            "LT-S10",
            Kind.DENIED,
            "the certificate of {0} is not for signing documents ({1}); use the signing certificate",
            "chứng thư của {0} không dùng để ký văn bản ({1}); hãy dùng chứng thư ký"),
    /** An algorithm that is too weak or unknown. */
    ALGORITHM_REFUSED(
            "LT-S11",
            Kind.REFUSED,
            "algorithm {1} of {0} is not accepted; accepted are {2}",
            "thuật toán {1} của {0} không được chấp nhận; các thuật toán được chấp nhận: {2}"),
    /** A statement about something else. */
    STATEMENT_DIFFERS(
            "LT-S12",
            Kind.REFUSED,
            "the statement says {0} is '{1}', the message says '{2}'; sign what is sent",
            "bản xác nhận ghi {0} là '{1}' nhưng thông điệp ghi '{2}'; hãy ký đúng nội dung gửi"),
    /** A body that is not the signed one. */
    BODY_DIFFERS(
            "LT-S13",
            Kind.REFUSED,
            "the body is not the signed one: signed {0}, received {1}",
            "nội dung nhận được không phải nội dung đã ký: đã ký {0}, nhận được {1}"),
    /** A time that cannot be. */
    STATEMENT_TIME(
            "LT-S14",
            Kind.REFUSED,
            "the statement was signed at {0}, the clock of the exchange says {1}, the limit is {2}; set the sender's clock",
            "bản xác nhận được ký lúc {0}, đồng hồ của trục chỉ {1}, chênh lệch tối đa {2}; hãy chỉnh đồng hồ bên gửi"),
    /** Nobody can be asked whether a certificate was revoked. */
    REVOCATION_UNKNOWN(
            "LT-S15",
            Kind.UNAVAILABLE,
            "whether the certificate of {0} was revoked cannot be found out: {1}; try again later",
            "không kiểm tra được chứng thư của {0} đã bị thu hồi hay chưa: {1}; hãy thử lại sau"),
    /** A client that has no key to sign with. */
    SIGNING_KEY_MISSING(
            "LT-S16",
            Kind.DENIED,
            "endpoint {0} has no usable signing key ({1}); enrol or set signing-key-store",
            "hệ thống {0} không có khóa ký dùng được ({1}); hãy đăng ký hoặc đặt signing-key-store"),

    /** A segment of a sealed body that was changed. */
    SEAL_DAMAGED(
            "LT-S20",
            Kind.REFUSED,
            "segment {0} of the sealed body was changed or moved; nothing of it is released",
            "phân đoạn {0} của nội dung niêm phong đã bị sửa hoặc đảo vị trí; không phần nào được mở"),
    /** A sealed body without its end. */
    SEAL_TRUNCATED(
            "LT-S21",
            Kind.REFUSED,
            "the sealed body ends after {0} segments before its last one",
            "nội dung niêm phong kết thúc sau {0} phân đoạn, thiếu phân đoạn cuối"),
    /** No key package for this endpoint. */
    KEY_PACKAGE_MISSING(
            "LT-S22",
            Kind.REFUSED,
            "submission {0} is sealed and has no key package for {1}; ask the sender to seal it again",
            "lần gửi {0} được niêm phong nhưng không có gói khóa cho {1}; hãy đề nghị bên gửi niêm phong lại"),
    /** A key package that does not open. */
    KEY_PACKAGE_UNUSABLE(
            "LT-S23",
            Kind.REFUSED,
            "the key package of submission {0} cannot be opened by {1}: {2}",
            "gói khóa của lần gửi {0} không mở được bởi {1}: {2}"),
    /** Opened content that the sender did not sign. */
    SEALED_CONTENT_DIFFERS(
            "LT-S24",
            Kind.REFUSED,
            "the opened content of submission {0} is not what its sender signed",
            "nội dung sau khi mở niêm phong của lần gửi {0} không phải nội dung bên gửi đã ký"),
    /** A recipient nobody can seal for. */
    SEALING_KEY_MISSING(
            "LT-S25",
            Kind.REFUSED,
            "nothing can be sealed for {0}: endpoint {1} has no sealing key; ask it to enrol one or send unsealed",
            "không thể niêm phong cho {0}: hệ thống {1} chưa có khóa niêm phong; hãy đề nghị đăng ký hoặc gửi không niêm phong"),
    /** An endpoint that takes sealed documents only. */
    SEALING_REQUIRED(
            "LT-S26",
            Kind.REFUSED,
            "recipient {0} takes sealed documents only; seal it",
            "cơ quan nhận {0} chỉ nhận văn bản có niêm phong; hãy niêm phong"),
    /** A way of sealing that is not known. */
    SUITE_UNKNOWN(
            "LT-S27",
            Kind.REFUSED,
            "sealing suite {0} is not known here; known are {1}",
            "không biết bộ thuật toán niêm phong {0}; các bộ đã biết: {1}"),
    /** A key log that was changed after the fact. */
    KEY_LOG_INCONSISTENT(
            "LT-S30",
            Kind.DENIED,
            "the key log of the exchange does not fit what it showed before: {0}; tell its operator and your security officer",
            "nhật ký khóa của trục không khớp với những gì đã công bố: {0}; hãy báo ngay cho bộ phận vận hành và an toàn thông tin"),
    /** A token that does not enrol. */
    ENROLMENT_TOKEN_INVALID(
            "LT-S31",
            Kind.DENIED,
            "the enrolment token is unknown, used or expired; ask the operator for a new one",
            "mã đăng ký không tồn tại, đã dùng hoặc hết hạn; hãy xin mã mới từ bộ phận vận hành"),
    /** A request for certificates that cannot be granted. */
    ENROLMENT_REFUSED("LT-S32", Kind.REFUSED, "no certificate was issued: {0}", "không cấp được chứng thư: {0}"),

    /** The data folder belongs to another running exchange. */
    DATA_FOLDER_IN_USE(
            "LT-O01",
            Kind.REFUSED,
            "data folder {0} is used by another exchange; stop that one or use another folder",
            "thư mục dữ liệu {0} đang do một trục liên thông khác dùng; hãy dừng nó hoặc chọn thư mục khác"),
    /** No exchange runs on a data folder. */
    NOT_RUNNING(
            "LT-O02",
            Kind.UNAVAILABLE,
            "no exchange runs on data folder {0}; start it with: lienthong serve --data {0}",
            "không có trục liên thông nào chạy với thư mục dữ liệu {0}; hãy khởi động: lienthong serve --data {0}"),
    /** The exchange did not carry out what an operator asked for. */
    ADMINISTRATION_REFUSED("LT-O03", Kind.REFUSED, "not done: {0}", "không thực hiện được: {0}"),
    /** Something is there already. */
    EXISTS_ALREADY(
            "LT-O04", Kind.REFUSED, "{0} exists already; use {1} to replace it", "{0} đã có; dùng {1} để thay thế"),
    /** A command was not written as it should be. */
    COMMAND_INVALID("LT-O05", Kind.REFUSED, "wrong usage: {0}", "lệnh chưa đúng: {0}"),
    /** What was waited for did not come. */
    NOT_IN_TIME("LT-O06", Kind.REFUSED, "{0} within {1}", "{0} trong {1}"),
    /** The ledger's database cannot be reached. */
    LEDGER_UNAVAILABLE(
            "LT-O07",
            Kind.UNAVAILABLE,
            "the ledger cannot be read now; {0} events wait for it, no document is held up",
            "hiện không đọc được sổ theo dõi; {0} sự kiện đang chờ ghi, việc gửi nhận văn bản không bị ảnh hưởng"),
    /** The exchange keeps no ledger. */
    NO_LEDGER(
            "LT-O08",
            Kind.REFUSED,
            "this exchange keeps no ledger ({0} = none)",
            "trục liên thông này không lưu sổ theo dõi ({0} = none)"),
    /** A dead letter that is not there, or not any more. */
    NO_DEAD_LETTER(
            "LT-O10",
            Kind.REFUSED,
            "no dead letter {0}; list them with: lienthong dead-letters list",
            "không có thư lỗi {0}; xem danh sách: lienthong dead-letters list"),
    /** A row of a list of agencies that cannot be taken. */
    AGENCY_ROW_INVALID("LT-O20", Kind.REFUSED, "line {0}: {1}", "dòng {0}: {1}"),
    /** A mistake of ours. */
    UNEXPECTED(
            "LT-O09",
            Kind.REFUSED,
            "unexpected error: {0}; run it again with --debug and report it",
            "lỗi không lường trước: {0}; hãy chạy lại với --debug và báo lỗi");

    /** What a caller can do about an error. */
    public enum Kind {
        /** Change the document. */
        REFUSED,
        /** Change the rights. */
        DENIED,
        /** Try again; the same submission is safe. */
        UNAVAILABLE
    }

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d)}");

    private final String code;
    private final Kind kind;
    private final String english;
    private final String vietnamese;

    ErrorCode(String code, Kind kind, String english, String vietnamese) {
        this.code = code;
        this.kind = kind;
        this.english = english;
        this.vietnamese = vietnamese;
    }

    /** The code, {@code LT-R01}. */
    public String code() {
        return code;
    }

    /** What a caller can do. */
    public Kind kind() {
        return kind;
    }

    /** The text in Vietnamese when the locale asks for it, else in English, arguments filled in. */
    public String message(Locale locale, List<String> arguments) {
        String text = locale.getLanguage().equals("vi") ? vietnamese : english;
        return PLACEHOLDER.matcher(text).replaceAll(found -> {
            int index = Integer.parseInt(found.group(1));
            return Matcher.quoteReplacement(index < arguments.size() ? arguments.get(index) : found.group());
        });
    }

    /** A problem of this code. */
    public Problem with(String... arguments) {
        return new Problem(this, List.of(arguments));
    }

    /** The entry with a code, if there is one. */
    public static Optional<ErrorCode> ofCode(String code) {
        for (ErrorCode entry : values()) {
            if (entry.code.equals(code)) {
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }
}
