"""The rows and columns of the reports: what every one of these scripts has to know, for both editions.

A row is its name and words that tell it; words are sought in text without white space, under NFKC.
"""

import re
import unicodedata

COLUMNS = [
    ("natural_person", "自然人"),
    ("commercial_enterprise", "商业企业"),
    ("research_institution", "科研机构"),
    ("public_welfare_organization", "社会公益组织"),
    ("legal_service_institution", "法律服务机构"),
    ("other_organization", "其他"),
    ("total", "总计"),
]

APPLICATIONS = [
    ("received", "本年新收"),
    ("carried_over", "上年结转"),
    ("results.granted", "予以公开"),
    ("results.partially_granted", "部分公开"),
    ("results.denied.state_secret", "属于国家秘密"),
    ("results.denied.prohibited_by_law", "其他法律行政法规禁止"),
    ("results.denied.security_and_stability", "三安全一稳定"),
    ("results.denied.third_party_rights", "保护第三方合法权益"),
    ("results.denied.internal_affairs", "三类内部事务"),
    ("results.denied.process_information", "四类过程性信息"),
    ("results.denied.enforcement_files", "行政执法案卷"),
    ("results.denied.administrative_inquiry", "行政查询事项"),
    ("results.unable.not_held", "不掌握相关"),
    ("results.unable.requires_creation", "没有现成信息"),
    ("results.unable.unclear_after_correction", "补正后申请内容"),
    ("results.not_processed.petition", "信访举报投诉"),
    ("results.not_processed.duplicate", "重复申请"),
    ("results.not_processed.published_material", "要求提供公开出版物"),
    ("results.not_processed.excessive", "大量反复申请"),
    ("results.not_processed.confirmation", "要求行政机关确认"),
    ("results.other.correction_overdue", "逾期不补正"),
    ("results.other.fee_overdue", "逾期未按收费"),
    ("results.other.other", "其他"),
    ("results.total", "总计"),
    ("carried_forward", "结转下年度"),
]
# Rows that the edition of 2019 has not.
ONLY_2021 = {"results.other.correction_overdue", "results.other.fee_overdue"}

DISCLOSURE = [
    ("disclosure.rules", "规章", ["issued", "repealed", "in_force"]),
    ("disclosure.normative_documents", "规范性文件", ["issued", "repealed", "in_force"]),
    ("disclosure.licensing", "行政许可", ["decisions"]),
    ("disclosure.penalties", "行政处罚", ["decisions"]),
    ("disclosure.coercion", "行政强制", ["decisions"]),
    ("disclosure.fees", "行政事业性收费", ["amount"]),
]
DOCUMENTS_2019 = ["created", "newly_disclosed", "total_disclosed"]
ITEMS_2019 = ["previous_items", "change", "decisions"]
DISCLOSURE_2019 = [
    ("disclosure_2019.rules", "规章", DOCUMENTS_2019),
    ("disclosure_2019.normative_documents", "规范性文件", DOCUMENTS_2019),
    ("disclosure_2019.licensing", "行政许可", ITEMS_2019),
    ("disclosure_2019.other_management_services", "其他对外管理服务事项", ITEMS_2019),
    ("disclosure_2019.penalties", "行政处罚", ITEMS_2019),
    ("disclosure_2019.coercion", "行政强制", ITEMS_2019),
    ("disclosure_2019.fees", "行政事业性收费", ["previous_items", "change"]),
    ("disclosure_2019.procurement", "政府集中采购", ["items", "amount"]),
]

DISPUTES = [
    f"disputes.{proceeding}.{outcome}"
    for proceeding in ["reconsideration", "litigation_direct", "litigation_after_reconsideration"]
    for outcome in ["upheld", "corrected", "other", "pending", "total"]
]


def disclosure(text):
    """The rows of table two, for the edition that the words of the text are of."""
    return DISCLOSURE_2019 if re.search("上一年项目|对外公开总数", squeeze(text)) else DISCLOSURE


def applications(text):
    """The rows of table three."""
    if "逾期不补正" in squeeze(text):
        return APPLICATIONS
    return [row for row in APPLICATIONS if row[0] not in ONLY_2021]


def squeeze(text):
    """Text as labels are compared: half-width, without white space."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", str(text)))


def decode(data):
    """The text of a file in UTF-8 or GB18030."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030", errors="replace")


def is_label(label, words):
    """Whether squeezed words are the label of a row. 其他 and 总计 are headers of columns and parts of other labels as well."""
    if words == "其他":
        return bool(re.fullmatch(r"(\d\W?)?其他|(\(六\))?其他处理", label))
    if words == "总计":
        return bool(re.fullmatch(r"(\(七\))?总计", label))
    return words in label
