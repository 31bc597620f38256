//! What is said of documents, decisions and fees.

/// Sentences on what was disclosed on the office's own initiative.
pub(in crate::testing) const DISCLOSURE: &[&str] = &[
    "全年制发行政规范性文件{disclosure.normative_documents.issued}件，废止{disclosure.normative_documents.repealed}件，到年底现行有效{disclosure.normative_documents.in_force}件，全文都在网站的文件库里。",
    "本年度制发行政规范性文件{disclosure.normative_documents.issued}件，现行有效{disclosure.normative_documents.in_force}件。",
    "制发规范性文件{disclosure.normative_documents.issued}件，每件都配有解读。",
    "全年共制定行政规范性文件{disclosure.normative_documents.issued}件。",
    "失效或废止行政规范性文件{disclosure.normative_documents.repealed}件，目录同日更新。",
    "集中公开现行有效的行政规范性文件{disclosure.normative_documents.in_force}件。",
    "制发规章{disclosure.rules.issued}部、行政规范性文件{disclosure.normative_documents.issued}件。",
    "废止规章{disclosure.rules.repealed}部，现行有效{disclosure.rules.in_force}部。",
    "全年新制作规范性文件{disclosure.normative_documents.issued}件，对外公开的规范性文件共{disclosure.normative_documents.total_disclosed}件。",
    "本年度{disclosure.normative_documents.issued=未出台}规范性文件。",
    "{Y}年制定行政规范性文件{disclosure.normative_documents.issued#}件。",
    "作出行政许可决定{disclosure.licensing.decisions}件。",
    "行政许可决定{disclosure.licensing.decisions}件、行政处罚决定{disclosure.penalties.decisions}件，作出后七日内上网。",
    "全年办理行政许可{disclosure.licensing.decisions}件、行政处罚{disclosure.penalties.decisions}件、行政强制{disclosure.coercion.decisions}件。",
    "行政许可处理{disclosure.licensing.decisions}宗，行政处罚处理{disclosure.penalties.decisions}宗。",
    "作出行政处罚决定{disclosure.penalties.decisions}起。",
    "行政事业性收费{disclosure.fees.amount}万元，收费目录挂在大厅。",
    "全年行政事业性收费总金额{disclosure.fees.amount}万元。",
];
