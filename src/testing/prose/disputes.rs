//! What is said of reconsideration and litigation.

/// Sentences on disputes.
pub(in crate::testing) const DISPUTES: &[&str] = &[
    "因政府信息公开被申请行政复议{disputes.reconsideration}件，被提起行政诉讼{disputes.litigation}件。",
    "因政府信息公开引出行政复议{disputes.reconsideration}件、行政诉讼{disputes.litigation}件。",
    "涉及政府信息公开的行政复议{disputes.reconsideration}件，{disputes.litigation=未发生}行政诉讼。",
    "行政复议{disputes.reconsideration}件，其中维持{disputes.reconsideration.upheld}件、尚未审结{disputes.reconsideration.pending}件。",
    "行政复议{disputes.reconsideration}起，行政诉讼{disputes.litigation}起，案卷均已归档。",
    "未经复议直接起诉{disputes.litigation_direct}件，复议后起诉{disputes.litigation_after_reconsideration}件。",
    "行政复议和行政诉讼案件共{disputes.all}件。",
    "因政府信息公开被申请行政复议{disputes.reconsideration}件。",
    "因政府信息公开被提起行政诉讼{disputes.litigation}件。",
    "因政府信息公开{disputes.reconsideration=未发生}{disputes.litigation=}行政复议和行政诉讼。",
    "全年{disputes.reconsideration=无}{disputes.litigation=}行政复议和行政诉讼。",
];
