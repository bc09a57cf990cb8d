// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

/** The codes of structure, reading and security: {@code LT-E01} to {@code LT-E49}. */
@SuppressWarnings("ImmutableEnumChecker") // a FindingText is two strings
public enum ReadingCode implements FindingCode {
    MALFORMED_XML(
            1,
            Severity.ERROR,
            text(
                    "the message is not well-formed XML: {actual}",
                    "Write the file again with an XML library, or transfer it again."),
            text(
                    "thông điệp không phải XML hợp lệ: {actual}",
                    "Hãy tạo lại tệp bằng một thư viện XML đúng chuẩn, hoặc truyền lại tệp.")),
    WRONG_NAMESPACE(
            2,
            Severity.ERROR,
            text(
                    "the root element has the namespace '{actual}' instead of {limit}",
                    "Write the format of QCVN 102:2016; the package of 2014 is not read."),
            text(
                    "phần tử gốc có không gian tên '{actual}' thay vì {limit}",
                    "Hãy tạo gói tin theo QCVN 102:2016; gói tin theo hướng dẫn năm 2014 không được đọc.")),
    NO_HEADER(
            3,
            Severity.ERROR,
            text("the message has no MessageHeader", "Put a MessageHeader into edXMLEnvelope/edXMLHeader."),
            text("thông điệp không có MessageHeader", "Hãy bổ sung MessageHeader trong edXMLEnvelope/edXMLHeader.")),
    DTD_FORBIDDEN(
            4,
            Severity.ERROR,
            text(
                    "the message declares a document type or uses the entity '{actual}', which is refused for safety",
                    "Remove the DOCTYPE and write characters instead of entities."),
            text(
                    "thông điệp khai báo DOCTYPE hoặc dùng thực thể '{actual}', bị từ chối vì lý do an toàn",
                    "Hãy bỏ DOCTYPE và ghi trực tiếp ký tự thay cho thực thể.")),
    ENVELOPE_TOO_LARGE(
            5,
            Severity.ERROR,
            text(
                    "the part of the message outside its attachments is larger than {limit} bytes",
                    "Shorten the header; content belongs into attachments."),
            text(
                    "phần ngoài tệp đính kèm của thông điệp lớn hơn {limit} byte",
                    "Hãy rút gọn phần đầu; nội dung phải nằm trong tệp đính kèm.")),
    TOO_DEEP(
            6,
            Severity.ERROR,
            text("elements are nested deeper than {limit} levels", "Keep to the elements of the standard."),
            text("các phần tử lồng nhau sâu hơn {limit} cấp", "Chỉ dùng các phần tử của quy chuẩn.")),
    TOO_MANY_ELEMENTS(
            7,
            Severity.ERROR,
            text(
                    "the message has more than {limit} elements",
                    "Send it in several messages, or ask the operator for a higher limit."),
            text(
                    "thông điệp có hơn {limit} phần tử",
                    "Hãy chia thành nhiều thông điệp hoặc đề nghị đơn vị vận hành nâng giới hạn.")),
    TEXT_TOO_LONG(
            8,
            Severity.ERROR,
            text(
                    "the text of {where} is longer than {limit} characters",
                    "Shorten it; content belongs into attachments."),
            text("nội dung của {where} dài hơn {limit} ký tự", "Hãy rút gọn; nội dung phải nằm trong tệp đính kèm.")),
    TOO_MANY_ATTRIBUTES(
            9,
            Severity.ERROR,
            text("an element has {actual} attributes, more than {limit}", "Keep to the attributes of the standard."),
            text("một phần tử có {actual} thuộc tính, vượt quá {limit}", "Chỉ dùng các thuộc tính của quy chuẩn.")),
    TOO_MANY_ATTACHMENTS(
            10,
            Severity.ERROR,
            text("the message has more than {limit} attachments", "Pack several files into one ZIP file."),
            text("thông điệp có hơn {limit} tệp đính kèm", "Hãy gộp nhiều tệp vào một tệp ZIP.")),
    ATTACHMENT_TOO_LARGE(
            11,
            Severity.ERROR,
            text(
                    "the attachment '{actual}' is larger than {limit} bytes",
                    "Split it, or ask the operator for a higher limit."),
            text(
                    "tệp đính kèm '{actual}' lớn hơn {limit} byte",
                    "Hãy chia nhỏ tệp hoặc đề nghị đơn vị vận hành nâng giới hạn.")),
    ATTACHMENTS_TOO_LARGE(
            12,
            Severity.ERROR,
            text(
                    "the attachments together are larger than {limit} bytes; the limit was passed in '{actual}'",
                    "Send them in several documents, or ask the operator for a higher limit."),
            text(
                    "tổng dung lượng tệp đính kèm lớn hơn {limit} byte; vượt giới hạn tại '{actual}'",
                    "Hãy chia thành nhiều văn bản hoặc đề nghị đơn vị vận hành nâng giới hạn.")),
    ZIP_BOMB(
            13,
            Severity.ERROR,
            text(
                    "the attachment '{actual}' grows to more than {limit} times its size when unzipped",
                    "Send it as a .zip file, which is not unzipped."),
            text(
                    "tệp đính kèm '{actual}' khi giải nén lớn hơn {limit} lần kích thước ban đầu",
                    "Hãy gửi dưới dạng tệp .zip, khi đó tệp sẽ không bị giải nén.")),
    BAD_BASE64(
            14,
            Severity.ERROR,
            text("the content of the attachment '{actual}' is not valid base64: {limit}", "Encode the file again."),
            text("nội dung của tệp đính kèm '{actual}' không phải base64 hợp lệ: {limit}", "Hãy mã hóa lại tệp.")),
    DAMAGED_ZIP(
            15,
            Severity.ERROR,
            text("the ZIP around the attachment '{actual}' is damaged: {limit}", "Pack the file again."),
            text("tệp ZIP bọc ngoài tệp đính kèm '{actual}' bị hỏng: {limit}", "Hãy nén lại tệp.")),
    UNKNOWN_OPERATION(
            16,
            Severity.ERROR,
            text("the operation '{actual}' does not exist", "Write {limit}."),
            text("loại nghiệp vụ '{actual}' không tồn tại", "Hãy ghi {limit}.")),
    MISSING(
            17,
            Severity.ERROR,
            text("{where} is missing", "Fill it in before sending."),
            text("thiếu {where}", "Hãy bổ sung trước khi gửi.")),
    VALUE_TOO_LONG(
            18,
            Severity.ERROR,
            text("{where} has {actual} characters, the limit is {limit}", "Shorten it."),
            text("{where} có {actual} ký tự, giới hạn là {limit}", "Hãy rút gọn.")),
    FORBIDDEN_CHARACTER(
            19,
            Severity.ERROR,
            text("{where} holds the character {actual}, which XML cannot carry", "Remove it."),
            text("{where} có ký tự {actual} mà XML không cho phép", "Hãy bỏ ký tự này.")),
    VALUE_NOT_ALLOWED(
            20,
            Severity.ERROR,
            text("{where} is '{actual}'; allowed is {limit}", "Use an allowed value."),
            text("{where} là '{actual}'; giá trị cho phép là {limit}", "Hãy dùng giá trị được phép.")),
    RENAMED_ROOT(
            21,
            Severity.WARNING,
            text("the root element is called '{actual}' instead of {limit}", "Call the root element edXML."),
            text("phần tử gốc có tên '{actual}' thay vì {limit}", "Hãy đặt tên phần tử gốc là edXML.")),
    UNKNOWN_ELEMENT(
            22,
            Severity.NOTE,
            text("the element '{actual}' is unknown here and was ignored", "Check its spelling and its namespace."),
            text(
                    "phần tử '{actual}' không được biết đến ở vị trí này và đã bị bỏ qua",
                    "Hãy kiểm tra chính tả và không gian tên.")),
    REPEATED_ELEMENT(
            23,
            Severity.WARNING,
            text("the element '{actual}' stands more than once; only the first was read", "Write it once."),
            text("phần tử '{actual}' xuất hiện nhiều lần; chỉ phần tử đầu tiên được đọc", "Hãy chỉ ghi một lần.")),
    BUSINESS_SPELLING(
            24,
            Severity.WARNING,
            text(
                    "the element is spelled '{actual}' instead of '{limit}'",
                    "Spell it as the standard does; other systems take the message for a new document."),
            text(
                    "phần tử được viết là '{actual}' thay vì '{limit}'",
                    "Hãy viết đúng như quy chuẩn; nếu không, hệ thống khác sẽ hiểu là văn bản mới.")),
    STATUS_WRAPPER(
            25,
            Severity.WARNING,
            text(
                    "the header is called 'Status' instead of 'MessageHeader'",
                    "Write MessageHeader; other systems do not find the status."),
            text(
                    "phần đầu có tên 'Status' thay vì 'MessageHeader'",
                    "Hãy ghi MessageHeader; hệ thống khác có thể không tìm thấy trạng thái.")),
    ATTACHMENTS_MISPLACED(
            26,
            Severity.WARNING,
            text(
                    "AttachmentEncoded stands in '{actual}'",
                    "Put it after edXMLEnvelope; other systems lose the attachments."),
            text(
                    "AttachmentEncoded nằm trong '{actual}'",
                    "Hãy đặt sau edXMLEnvelope; hệ thống khác sẽ làm mất tệp đính kèm.")),
    DATE_FORM(
            27,
            Severity.WARNING,
            text(
                    "'{actual}' is not written as {limit}",
                    "Write it in the form of the standard; other systems misread it."),
            text(
                    "'{actual}' không được viết theo dạng {limit}",
                    "Hãy viết theo dạng của quy chuẩn; hệ thống khác sẽ đọc sai.")),
    DATE_UNREADABLE(
            28,
            Severity.WARNING,
            text("'{actual}' is not a date of the form {limit} and was ignored", "Write a real date in this form."),
            text(
                    "'{actual}' không phải ngày tháng theo dạng {limit} và đã bị bỏ qua",
                    "Hãy ghi ngày tháng có thật theo dạng này.")),
    TIME_MISSING(
            29,
            Severity.WARNING,
            text("'{actual}' has no time of day; midnight was assumed", "Write {limit}."),
            text("'{actual}' không có giờ; hệ thống hiểu là 0 giờ", "Hãy ghi theo dạng {limit}.")),
    NULL_TEXT(
            30,
            Severity.WARNING,
            text("the identifier is the word '{actual}' and counts as absent", "Leave the element out."),
            text("mã định danh là chữ '{actual}' và được coi là không có", "Hãy bỏ phần tử này.")),
    NUMBER_UNREADABLE(
            31,
            Severity.WARNING,
            text("'{actual}' is not {limit} and was ignored", "Write digits only."),
            text("'{actual}' không phải là {limit} và đã bị bỏ qua", "Chỉ ghi chữ số.")),
    DOCUMENT_ID_UNREADABLE(
            32,
            Severity.WARNING,
            text("'{actual}' cannot be a document id and counts as absent", "Use {limit}."),
            text("'{actual}' không thể là mã văn bản và được coi là không có", "Hãy dùng {limit}.")),
    NO_RECEIVER(
            33,
            Severity.WARNING,
            text("the document names no receiver", "Write one To element for each receiver."),
            text("văn bản không có nơi nhận", "Hãy ghi một phần tử To cho mỗi nơi nhận.")),
    CID_MISSING(
            34,
            Severity.NOTE,
            text("the ContentId '{actual}' has no leading '{limit}'", "Nothing; it is read all the same."),
            text("ContentId '{actual}' không có tiền tố '{limit}'", "Không cần xử lý; giá trị vẫn được đọc.")),
    CONTENT_ID_IN_LINK(
            35,
            Severity.NOTE,
            text("the ContentId was taken from xlink:href '{actual}'", "Write a ContentId element as well."),
            text("ContentId được lấy từ xlink:href '{actual}'", "Hãy ghi thêm phần tử ContentId.")),
    DANGLING_REFERENCE(
            36,
            Severity.WARNING,
            text(
                    "the manifest announces the attachment '{actual}', which is not in the message",
                    "Ask the sender for it."),
            text(
                    "danh mục có tệp đính kèm '{actual}' nhưng thông điệp không chứa tệp này",
                    "Hãy yêu cầu nơi gửi bổ sung.")),
    UNLISTED_ATTACHMENT(
            37,
            Severity.WARNING,
            text("the attachment '{actual}' is not in the manifest", "List it in edXMLManifest."),
            text("tệp đính kèm '{actual}' không có trong danh mục", "Hãy ghi tệp vào edXMLManifest.")),
    ATTACHMENT_RENAMED(
            38,
            Severity.WARNING,
            text(
                    "the attachment name '{actual}' was changed to '{limit}'",
                    "Use a plain file name without folders and control characters."),
            text(
                    "tên tệp đính kèm '{actual}' được đổi thành '{limit}'",
                    "Hãy dùng tên tệp thông thường, không có thư mục và ký tự điều khiển.")),
    REPEATED_ATTACHMENT_NAME(
            39,
            Severity.WARNING,
            text(
                    "the attachment name '{actual}' is used twice; the second became '{limit}'",
                    "Give each attachment a name of its own."),
            text(
                    "tên tệp đính kèm '{actual}' bị trùng; tệp sau được đổi thành '{limit}'",
                    "Hãy đặt tên riêng cho từng tệp.")),
    TYPE_MISMATCH(
            40,
            Severity.WARNING,
            text(
                    "the attachment is declared as '{actual}' but holds {limit}",
                    "Declare what is sent: ZIP as application/zip, and nothing else as that."),
            text(
                    "tệp đính kèm khai báo là '{actual}' nhưng nội dung là {limit}",
                    "Hãy khai báo đúng nội dung: chỉ ghi application/zip cho tệp ZIP.")),
    SEVERAL_FILES_IN_ZIP(
            41,
            Severity.WARNING,
            text(
                    "the ZIP around the attachment '{actual}' holds {limit} entries and was kept as it is",
                    "Put one file into each attachment."),
            text(
                    "tệp ZIP bọc ngoài tệp đính kèm '{actual}' chứa {limit} mục và được giữ nguyên",
                    "Mỗi tệp đính kèm chỉ nên chứa một tệp.")),
    ZIP_NOT_OPENED(
            42,
            Severity.WARNING,
            text("the attachment '{actual}' begins like a ZIP but was kept as it is: {limit}", "Pack the file again."),
            text("tệp đính kèm '{actual}' bắt đầu như tệp ZIP nhưng được giữ nguyên: {limit}", "Hãy nén lại tệp.")),
    NOT_UTF8(
            43,
            Severity.WARNING,
            text("the message is written in {actual} instead of {limit}", "Write UTF-8."),
            text("thông điệp dùng bảng mã {actual} thay vì {limit}", "Hãy dùng bảng mã UTF-8.")),
    CONTENT_ID_UNUSABLE(
            44,
            Severity.WARNING,
            text("the ContentId '{actual}' is missing or used twice", "Give each attachment a ContentId of its own."),
            text("ContentId '{actual}' bị thiếu hoặc bị trùng", "Hãy đặt ContentId riêng cho từng tệp đính kèm.")),
    EMPTY_ELEMENT(
            45,
            Severity.NOTE,
            text("the element {where} is empty and was ignored", "Leave it out."),
            text("phần tử {where} rỗng và đã bị bỏ qua", "Hãy bỏ phần tử này.")),
    SIGNATURE_NOT_VERIFIED(
            46,
            Severity.NOTE,
            text(
                    "the header signature ({actual}) was not verified",
                    "Rely on the signatures of the attachments and of the exchange."),
            text(
                    "chữ ký ở phần đầu ({actual}) không được kiểm tra",
                    "Hãy dựa vào chữ ký số của tệp đính kèm và của trục liên thông.")),
    STEERING_TYPE_THREE(
            47,
            Severity.WARNING,
            text(
                    "the steering type {actual} was read as {limit}",
                    "Write 0 none, 1 steering document, 2 report on one."),
            text(
                    "loại chỉ đạo {actual} được hiểu là {limit}",
                    "Hãy ghi 0: không, 1: văn bản chỉ đạo, 2: báo cáo việc chỉ đạo.")),
    NO_CONTENT(
            48,
            Severity.WARNING,
            text("the attachment '{actual}' has no ContentTransferEncoded and counts as empty", "Send the file again."),
            text("tệp đính kèm '{actual}' không có ContentTransferEncoded và được coi là rỗng", "Hãy gửi lại tệp."));

    private final int number;
    private final Severity severity;
    private final FindingText english;
    private final FindingText vietnamese;

    ReadingCode(int number, Severity severity, FindingText english, FindingText vietnamese) {
        this.number = number;
        this.severity = severity;
        this.english = english;
        this.vietnamese = vietnamese;
    }

    @Override
    public String code() {
        return "LT-E" + number / 10 + number % 10;
    }

    @Override
    public Severity severity() {
        return severity;
    }

    @Override
    public FindingText english() {
        return english;
    }

    @Override
    public FindingText vietnamese() {
        return vietnamese;
    }

    private static FindingText text(String message, String advice) {
        return new FindingText(message, advice);
    }
}
