//! What is said of everything else. But for section six, nothing here claims a figure of the tables; where there are figures,
//! they count something else.

/// What section one begins with.
pub(in crate::testing) const OPENING: &[&str] = &[
    "这一年，{P}把信息公开当作日常功课，该贴出来的按时贴，有人来问的认真答。",
    "{P}的信息公开工作平稳推进，目录更细，答复更快，网页更好找。",
    "一年来，{P}围着群众关心的事公开信息，办一件，晒一件。",
    "{P}把公开放在办事流程的第一步，公文起草时就定下公开属性。",
];

/// 主动公开.
pub(in crate::testing) const PROACTIVE: &[&str] = &[
    "另有图解和问答46篇，陪着读者读懂新政策。",
    "网站更新栏目内容2150条，公众号推送310期。",
    "把财政预算、征地补偿、学校招生三类信息单列成专页。",
    "惠民补贴发到哪一户，名单就贴到哪个村。",
    "规划草案先在网上挂三十天，收到的意见逐条回应。",
];

/// 依申请公开, beside what is claimed.
pub(in crate::testing) const ANSWERED: &[&str] = &[
    "答复书写明理由和救济途径，寄出前由司法科看过。",
    "申请人来电询问的，当场说清去哪里找、怎么找。",
    "受理窗口设在一楼，表格旁边放着填写示例。",
];

/// 政府信息管理.
pub(in crate::testing) const INFORMATION: &[&str] = &[
    "档案室与网站编辑每季度核对一次目录，给失效文件盖上标记。",
    "公文起草时写明公开属性，写不清理由的退回重拟。",
    "文件上网前由两人各看一遍，涉及个人隐私的内容先行遮盖。",
    "旧文件逐份翻检，改过名的机构在目录里补上新名。",
];

/// 平台建设.
pub(in crate::testing) const PLATFORM: &[&str] = &[
    "网站换了检索引擎，错别字也能找到原文。",
    "便民大厅摆着查询机，字号可以放大，老人看着不费力。",
    "专栏按主题重排，三步之内能找到要看的文件。",
    "政务公众号与网站共用一个后台，内容同时更新。",
];

/// 监督保障: what a government has to tell is in each of them.
pub(in crate::testing) const SUPERVISION: &[&str] = &[
    "公开工作计入年度考核，春秋两季各办一次培训；社会评议收回问卷310份，没有发生需要追究责任的情形。",
    "考核占四分，由分管负责人逐项打分；请群众代表开展社会评议，全年没有责任追究情况。",
    "每季度检查一次，结果纳入绩效考核；社会评议满意的居多，未发生责任追究的情形。",
];

/// A sentence in front of a table.
pub(in crate::testing) const TABLE: &[&str] =
    &["该部分以表格形式报告。", "具体数据见下表。", "有关情况按统一格式列表如下。"];

/// 主要问题.
pub(in crate::testing) const PROBLEMS: &[&str] = &[
    "有的栏目更新偏慢，表格隔了两个月才补齐。",
    "答复书用语生硬，申请人读完仍要打电话来问。",
    "政策解读以文字为主，图表和短片还少。",
    "个别科室对公开属性拿不准，习惯先写不公开。",
];

/// 改进情况.
pub(in crate::testing) const IMPROVED: &[&str] = &[
    "给各科室配了联络员，按月收齐表格。",
    "把常见答复改写成六份范本，附上救济途径和办公电话。",
    "请美编一起做解读，每篇新政策配一张图。",
    "把拿不准的公文汇总起来，每月会商一次。",
];

/// The information-processing fee.
pub(in crate::testing) const FEES: &[&str] = &[
    "本年度{information_fee.collected=没有收取}政府信息公开信息处理费。",
    "本年度{information_fee.collected=未收取}信息处理费。",
    "本年度发出收费通知{information_fee.notices}件，总金额{information_fee.noticed}元，实际收取信息处理费{information_fee.collected}元。",
    "实际收取信息处理费共计{information_fee.collected}元。",
];

/// Other matters.
pub(in crate::testing) const OTHERS: &[&str] =
    &["没有其他需要报告的事项。", "除此之外没有别的事项需要报告。", "公开工作要点所列任务都已完成，进展另行登在网站。"];
