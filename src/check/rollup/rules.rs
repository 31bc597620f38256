//! The rules of the family, as data.

use super::super::language::Text;
use super::super::rule::{BOTH, Change, Example, Family, Input, Rule};
use super::Completeness;
use crate::Severity;

const REPORTING: Text = Text::new(
    "《政府信息公开条例》第四十九条：部门向本级政府信息公开工作主管部门提交年度报告，主管部门公布本级政府的年度报告；国办公开办函〔2021〕30号、〔2019〕60号所附格式",
    "Regulations, article 49: departments submit their reports to the government's office in charge, which publishes that of the government; the formats of 国办公开办函〔2021〕30号 and 〔2019〕60号",
);

const COVERS: Text = Text::new(
    "上级报告的数字涵盖所给的各下级，没有写明年度的下级报告视为与上级同一年度。",
    "The parent's figures cover the subordinates given, and a subordinate's report without a year is about the parent's.",
);

/// A part of the sample: all its figures but those of the other part below.
const FIRST_PART: &[Change] = &[
    Change::new("澄溪县人民政府2024年政府", "澄溪县城建局2024年政府"),
    Change::new("行政许可\t387", "行政许可\t300"),
    Change::new("行政处罚\t142", "行政处罚\t100"),
    Change::new("12\t5\t63", "5\t2\t30"),
];

/// The rest of the sample: its applications, disputes and money are all of the first part.
const SECOND_PART: &[Change] = &[
    Change::new("澄溪县人民政府2024年政府", "澄溪县水务局2024年政府"),
    Change::new("行政许可\t387", "行政许可\t87"),
    Change::new("行政处罚\t142", "行政处罚\t42"),
    Change::new("行政强制\t26", "行政强制\t0"),
    Change::new("收费\t86.50", "收费\t0"),
    Change::new("12\t5\t63", "4\t1\t20"),
    Change::new("12\t3\t1\t1\t2\t0\t19", "0\t0\t0\t0\t0\t0\t0"),
    Change::new("2\t1\t0\t0\t0\t0\t3", "0\t0\t0\t0\t0\t0\t0"),
    Change::new("4\t2\t1\t0\t1\t0\t8", "0\t0\t0\t0\t0\t0\t0"),
    Change::new("1\t1\t0\t0\t0\t0\t2", "0\t0\t0\t0\t0\t0\t0"),
    Change::new("0\t1\t0\t0\t0\t0\t1", "0\t0\t0\t0\t0\t0\t0"),
    Change::new("内部事务信息\t1\t0\t0\t0\t0\t0\t1", "内部事务信息\t0\t0\t0\t0\t0\t0\t0"),
    Change::new("行政查询事项\t1\t0\t0\t0\t0\t0\t1", "行政查询事项\t0\t0\t0\t0\t0\t0\t0"),
    Change::new("5\t0\t0\t1\t0\t0\t6", "0\t0\t0\t0\t0\t0\t0"),
    Change::new("另行制作\t1\t0\t0\t0\t0\t0\t1", "另行制作\t0\t0\t0\t0\t0\t0\t0"),
    Change::new("0\t0\t0\t0\t1\t0\t1", "0\t0\t0\t0\t0\t0\t0"),
    Change::new("13\t4\t1\t1\t2\t0\t21", "0\t0\t0\t0\t0\t0\t0"),
    Change::new("办理\t\t\t1\t0\t0\t0\t0\t0\t1", "办理\t\t\t0\t0\t0\t0\t0\t0\t0"),
    Change::new("1\t1\t0\t1\t3\t0\t0\t1\t0\t1\t1\t0\t0\t0\t1", "0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0"),
];

const BOTH_PARTS: Example = Example {
    what: Text::new("城建局、水务局之和等于县政府", "the two bureaus together are the county"),
    input: Input::Rollup { parent: &[], children: &[FIRST_PART, SECOND_PART], completeness: Completeness::Complete },
};

pub(in crate::check) static SUM: Rule = Rule {
    code: "H001",
    name: "rollup-sum",
    family: Family::Rollup,
    severity: Severity::Error,
    editions: BOTH,
    formula: "Σ child.cell = parent.cell",
    summary: Text::new(
        "下级齐全时，上级的每个可加数字等于各下级之和",
        "each figure of the parent that adds up is the sum of its subordinates' figures, where all of them are given",
    ),
    why: Text::new(
        "申请、复议诉讼、处理决定和收费金额逐级相加得出。不等时，多为有下级漏报、重报，或者上级汇总后又作了修改。差额正好等于某个下级（或某几个下级）的数字的，予以指出，供核对时先行查看。",
        "Applications, disputes, decisions and money are added up from level to level. Where the sum is not the parent's figure, a subordinate was left out or counted twice, or the parent changed a figure later. Where the difference is just the figure of one of them, or of several, they are named.",
    ),
    source: REPORTING,
    assumes: Some(COVERS),
    violated: Text::new(
        "{subject}：下级合计{computed}，上级填报{reported}，相差{difference}[，正好是{children}的数字，{cause}]",
        "{subject}: the subordinates add up to {computed}, the parent says {reported}, a difference of {difference}[, just the figure of {children}, {cause}]",
    ),
    holds: Text::new(
        "{subject}：下级合计等于上级填报的{reported}",
        "{subject}: the subordinates add up to the parent's {reported}",
    ),
    violating: Example {
        what: Text::new(
            "县政府的行政许可数量漏了水务局的87件",
            "the county's licences lack the 87 of the water bureau",
        ),
        input: Input::Rollup {
            parent: &[Change::new("行政许可\t387", "行政许可\t300")],
            children: &[FIRST_PART, SECOND_PART],
            completeness: Completeness::Complete,
        },
    },
    passing: BOTH_PARTS,
};

pub(in crate::check) static BOUND: Rule = Rule {
    code: "H002",
    name: "rollup-bound",
    family: Family::Rollup,
    severity: Severity::Error,
    editions: BOTH,
    formula: "Σ child.cell ≤ parent.cell",
    summary: Text::new(
        "下级不齐全时，上级的每个可加数字不小于所给下级之和",
        "each figure of the parent that adds up is no smaller than the sum of its subordinates' figures, where some are given",
    ),
    why: Text::new(
        "部分下级之和不会超过全体。超过时，上级漏计了下级的数字，或者有下级多报。下级齐全但个别单元格无法读取时，也按所能读取的部分检查。",
        "Some of the parts are no more than the whole. Where they are, the parent left figures out, or a subordinate reports too much. Where all subordinates are given and a cell of one cannot be read, the others are checked in this way.",
    ),
    source: REPORTING,
    assumes: Some(COVERS),
    violated: Text::new(
        "{subject}：所给下级合计{computed}，超过上级填报的{reported}，超出{difference}",
        "{subject}: the subordinates given add up to {computed}, which is {difference} more than the parent's {reported}",
    ),
    holds: Text::new(
        "{subject}：所给下级合计{computed}，不超过上级填报的{reported}",
        "{subject}: the subordinates given add up to {computed}, no more than the parent's {reported}",
    ),
    violating: Example {
        what: Text::new(
            "城建局和水务局的许可共387件，县政府只写380件",
            "387 licences of two bureaus, and 380 of the county",
        ),
        input: Input::Rollup {
            parent: &[Change::new("行政许可\t387", "行政许可\t380")],
            children: &[FIRST_PART, SECOND_PART],
            completeness: Completeness::Partial,
        },
    },
    passing: Example {
        what: Text::new("只给出水务局", "the water bureau alone"),
        input: Input::Rollup { parent: &[], children: &[SECOND_PART], completeness: Completeness::Partial },
    },
};

pub(in crate::check) static SINGLE: Rule = Rule {
    code: "H003",
    name: "rollup-single-child",
    family: Family::Rollup,
    severity: Severity::Error,
    editions: BOTH,
    formula: "child.cell ≤ parent.cell",
    summary: Text::new(
        "上级的每个可加数字不小于任何一个下级的数字",
        "no figure of a single subordinate is larger than the parent's",
    ),
    why: Text::new(
        "单独一个下级就超过上级，与其他下级是否齐全、能否读取无关，必有一处有误。",
        "Where one subordinate alone has more than its parent, one of the two is wrong, whatever the others say.",
    ),
    source: REPORTING,
    assumes: Some(COVERS),
    violated: Text::new(
        "{subject}：{child}填报{computed}，超过上级填报的{reported}",
        "{subject}: {child} reports {computed}, more than the parent's {reported}",
    ),
    holds: Text::new(
        "{child}：可比的{count}个数字均不超过上级",
        "{child}: none of {count} figures is larger than the parent's",
    ),
    violating: Example {
        what: Text::new("水务局的行政处罚有42件，县政府只有24件", "42 penalties of the water bureau, 24 of the county"),
        input: Input::Rollup {
            parent: &[Change::new("行政处罚\t142", "行政处罚\t24")],
            children: &[SECOND_PART],
            completeness: Completeness::Partial,
        },
    },
    passing: BOTH_PARTS,
};

pub(in crate::check) static DOCUMENTS: Rule = Rule {
    code: "H004",
    name: "rollup-documents",
    family: Family::Rollup,
    severity: Severity::Warning,
    editions: BOTH,
    formula: "Σ child.normative_documents ≤ parent.normative_documents",
    summary: Text::new(
        "上级的规范性文件件数不小于各下级之和",
        "the parent has no fewer normative documents than its subordinates together",
    ),
    why: Text::new(
        "政府的数字包括政府及其办公室自己制发的文件，下级报告里没有，所以只检查上限而不要求相等；多个部门联合制发的文件又会各自计数，政府报告也可能只统计本级文件，因此只作警告。规章不在部门之间相加，不检查。",
        "A government's figure has the documents of its own, which are in no subordinate's report, so that there is a bound and no sum. Documents that departments issue together are counted by each of them, and some governments count their own alone, so that this is a warning. Rules are not added up.",
    ),
    source: REPORTING,
    assumes: Some(COVERS),
    violated: Text::new(
        "{subject}：下级合计{computed}件，超过上级填报的{reported}件，超出{difference}件",
        "{subject}: the subordinates have {computed}, which is {difference} more than the parent's {reported}",
    ),
    holds: Text::new(
        "{subject}：下级合计{computed}件，不超过上级填报的{reported}件",
        "{subject}: the subordinates have {computed}, no more than the parent's {reported}",
    ),
    violating: Example {
        what: Text::new("两局制发9件，县政府只写8件", "9 issued by the bureaus, and 8 by the county"),
        input: Input::Rollup {
            parent: &[Change::new("12\t5\t63", "8\t5\t63")],
            children: &[FIRST_PART, SECOND_PART],
            completeness: Completeness::Complete,
        },
    },
    passing: BOTH_PARTS,
};

pub(in crate::check) static YEAR: Rule = Rule {
    code: "H005",
    name: "rollup-year",
    family: Family::Rollup,
    severity: Severity::Warning,
    editions: BOTH,
    formula: "child.year = parent.year",
    summary: Text::new("下级报告与上级报告是同一年度", "the subordinates report on the parent's year"),
    why: Text::new(
        "不同年度的数字不能相加。写明其他年度的下级报告不计入合计，下级因此不再齐全。",
        "Figures of different years do not add up. A report that is about another year is left out of the sums, which are then no longer complete.",
    ),
    source: REPORTING,
    assumes: None,
    violated: Text::new(
        "{child}的报告是{found}年，上级报告是{expected}年",
        "the report of {child} is about {found}, that of the parent about {expected}",
    ),
    holds: Text::new("{count}份下级报告都是{expected}年", "all {count} subordinates report on {expected}"),
    violating: Example {
        what: Text::new("下级是2023年的报告", "the subordinate's report is about 2023"),
        input: Input::Rollup {
            parent: &[],
            children: &[&[Change::new("澄溪县人民政府2024年政府", "澄溪县水务局2023年政府")]],
            completeness: Completeness::Partial,
        },
    },
    passing: BOTH_PARTS,
};

pub(in crate::check) static EDITION: Rule = Rule {
    code: "H006",
    name: "rollup-edition",
    family: Family::Rollup,
    severity: Severity::Warning,
    editions: BOTH,
    formula: "child.edition = parent.edition",
    summary: Text::new("下级与上级使用同一版本的格式", "the subordinates use the parent's edition of the format"),
    why: Text::new(
        "两版格式只有一部分数字含义相同：第三部分除“其他处理”外的各行、第四部分、许可处罚强制的处理决定数量。其余数字不相加。",
        "Only some figures mean the same in both editions: the rows of section three except other handling, section four, and decisions. The others are not added up.",
    ),
    source: REPORTING,
    assumes: None,
    violated: Text::new(
        "{child}使用{found}年格式，上级使用{expected}年格式",
        "{child} uses the edition of {found}, the parent that of {expected}",
    ),
    holds: Text::new("{count}个下级都使用{expected}年格式", "all {count} subordinates use the edition of {expected}"),
    violating: Example {
        what: Text::new("下级的表二、表三仍用2019年格式", "a subordinate still uses the tables of 2019"),
        input: Input::Rollup {
            parent: &[],
            children: &[&[
                Change::new("澄溪县人民政府2024年政府", "澄溪县水务局2024年政府"),
                Change::new(
                    "信息内容\t本年制发件数\t本年废止件数\t现行有效件数",
                    "信息内容\t本年新制作数量\t本年新公开数量\t对外公开总数量",
                ),
                Change::new("行政规范性文件\t12\t5\t63", "规范性文件\t4\t4\t20"),
                Change::new(
                    "信息内容\t本年处理决定数量\n行政许可\t387",
                    "信息内容\t上一年项目数量\t本年增/减\t处理决定数量\n行政许可\t9\t0\t87\n其他对外管理服务事项\t2\t0\t3",
                ),
                Change::new(
                    "信息内容\t本年处理决定数量\n行政处罚\t142\n行政强制\t26",
                    "信息内容\t上一年项目数量\t本年增/减\t处理决定数量\n行政处罚\t5\t0\t42\n行政强制\t1\t0\t0",
                ),
                Change::new(
                    "信息内容\t本年收费金额（单位：万元）\n行政事业性收费\t86.50",
                    "信息内容\t上一年项目数量\t本年增/减\n行政事业性收费\t1\t0\n第二十条第（九）项\n信息内容\t采购项目数量\t采购总金额\n政府集中采购\t1\t5万元",
                ),
            ]],
            completeness: Completeness::Partial,
        },
    },
    passing: BOTH_PARTS,
};

pub(in crate::check) static TWICE: Rule = Rule {
    code: "H007",
    name: "rollup-child-twice",
    family: Family::Rollup,
    severity: Severity::Warning,
    editions: BOTH,
    formula: "child(n) ≠ child(m)",
    summary: Text::new("没有一份报告出现两次", "no report comes twice"),
    why: Text::new(
        "同一份报告出现两次，合计就会重复计算；上级自己的报告混在下级中间，合计就会加倍。数字逐格相同（非零数字不少于八位）的，视为同一份报告；只有名称相同的，可能是更正后的报告，也可能是不同地方的同名机关，只作提示。",
        "A report that comes twice is added up twice, and the parent's own among the subordinates doubles the sums. Reports whose figures are the same throughout, with eight digits at least, are taken for one. Where only the names are the same, one report may correct the other, or there are two offices of that name, and it is only noted.",
    ),
    source: Text::new("汇总的一般要求：每个下级只计一次", "what adding up means: each subordinate counts once"),
    assumes: None,
    violated: Text::new(
        "{child}的报告与{other}的报告重复",
        "the report of {child} seems to be that of {other} over again",
    ),
    holds: Text::new("{count}份下级报告各不相同", "the {count} subordinates' reports are all different"),
    violating: Example {
        what: Text::new("水务局的报告给了两次", "the water bureau's report is given twice"),
        input: Input::Rollup {
            parent: &[],
            children: &[FIRST_PART, SECOND_PART, SECOND_PART],
            completeness: Completeness::Partial,
        },
    },
    passing: BOTH_PARTS,
};
