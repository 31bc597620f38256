//! The six sections: headings, prose and tables.

use super::prose::{self, About, Prose, Wrong};
use super::tables::tables;
use super::{Random, Statuses};
use crate::Span;
use crate::report::{
    Applications, Disclosure, Disputes, EditionLabel, Heading, Numbering, NumberingStyle, Report, Section, SectionKind,
};

/// What decides on the sections, beside the figures.
#[derive(Clone, Copy, Debug)]
pub(super) struct Plan<'g> {
    pub(super) seed: u64,
    pub(super) statuses: &'g Statuses,
    pub(super) claims: bool,
    pub(super) prose: bool,
    pub(super) prescribed: bool,
    pub(super) wrong: &'g Wrong,
}

/// Writes the six sections into `report`.
pub(super) fn sections(report: &mut Report, about: About<'_>, plan: Plan<'_>) {
    let (disclosure, applications, disputes) = tables(about.figures, plan.statuses, &mut Random::of(plan.seed, 3));
    // The first label of section two tells the edition, and that of the row 其他处理.
    report.edition_labels = vec![EditionLabel { edition: report.edition, span: Span::at(0) }; 2];
    let random = &mut Random::of(plan.seed, 4);
    // Offices that depart from the format do so in several headings.
    let varies = random.percent(20) && !plan.prescribed;
    let mut prose = Prose::new(about, plan.wrong);
    let mut section = |kind: SectionKind| {
        let heading = heading(kind, varies, random);
        if plan.prose {
            write(kind, &mut prose, about, plan, random);
        }
        let (narrative, claims) = prose.take();
        Section { heading: Some(heading), narrative, claims, span: Span::at(0) }
    };
    report.overview = Some(section(SectionKind::Overview));
    report.disclosure = Some(Disclosure { section: section(SectionKind::Disclosure), table: Some(disclosure) });
    report.applications =
        Some(Applications { section: section(SectionKind::Applications), table: Some(Box::new(applications)) });
    report.disputes = Some(Disputes { section: section(SectionKind::Disputes), table: Some(Box::new(disputes)) });
    report.problems = Some(section(SectionKind::Problems));
    report.other_matters = Some(section(SectionKind::OtherMatters));
}

fn heading(kind: SectionKind, varies: bool, random: &mut Random) -> Heading {
    let usual = match kind {
        SectionKind::Overview => ["一、工作基本情况", "一、政府信息公开总体情况"],
        SectionKind::Disclosure => ["二、行政机关主动公开政府信息情况", "二、主动公开情况"],
        SectionKind::Applications => {
            ["三、行政机关收到和处理政府信息公开申请情况", "三、收到和处理政府信息公开申请的情况"]
        }
        SectionKind::Disputes => {
            ["四、因政府信息公开工作被申请行政复议、提起行政诉讼情况", "四、政府信息公开行政复议和行政诉讼情况"]
        }
        SectionKind::Problems => ["五、政府信息公开工作存在的主要问题及改进情况", "五、存在问题及改进情况"],
        SectionKind::OtherMatters => ["六、其他需报告的事项", "六、其他报告事项"],
    };
    let (is_other, other) = (random.percent(40), *random.pick(&usual));
    let text = if varies && is_other { other } else { kind.heading() };
    let numbering = Some(Numbering { style: NumberingStyle::Chinese, value: Some(kind.number()) });
    Heading { numbering, text: text.to_owned(), span: Span::at(0) }
}

/// The prose of a section.
fn write(kind: SectionKind, prose: &mut Prose<'_>, about: About<'_>, plan: Plan<'_>, random: &mut Random) {
    let claimed = |sentences: &'static [&'static str]| if plan.claims { sentences } else { &[] };
    match kind {
        SectionKind::Overview => overview(prose, plan, random),
        SectionKind::Disclosure | SectionKind::Applications | SectionKind::Disputes => {
            if random.percent(20) {
                prose.say_one(prose::TABLE, random);
                prose.end();
            } else if random.percent(10) {
                prose.say_one(
                    claimed(match kind {
                        SectionKind::Disclosure => prose::DISCLOSURE,
                        SectionKind::Applications => prose::APPLICATIONS,
                        _ => prose::DISPUTES,
                    }),
                    random,
                );
                prose.end();
            }
        }
        SectionKind::Problems => {
            let (headed, run_in) = (random.percent(70), random.percent(60));
            for (number, title, sentences) in [(1, "主要问题", prose::PROBLEMS), (2, "改进情况", prose::IMPROVED)]
            {
                if headed {
                    prose.sub_heading(number, title, run_in);
                }
                prose.say_one(sentences, random);
                prose.end();
            }
        }
        SectionKind::OtherMatters => {
            if about.year >= 2021 {
                prose.say_one(if plan.claims { prose::FEES } else { &[] }, random);
            }
            prose.say_one(prose::OTHERS, random);
        }
    }
}

/// 一、总体情况, with its five parts below headings.
fn overview(prose: &mut Prose<'_>, plan: Plan<'_>, random: &mut Random) {
    const TITLES: [[&str; 2]; 5] = [
        ["主动公开", "主动公开情况"],
        ["依申请公开", "依申请公开办理情况"],
        ["政府信息管理", "政府信息管理情况"],
        ["政府信息公开平台建设", "平台建设"],
        ["监督保障", "监督保障情况"],
    ];
    let (opens, run_in, wording) = (random.percent(80), random.percent(65), random.below(2));
    if opens {
        prose.say_one(prose::OPENING, random);
        prose.end();
    }
    for (nth, titles) in (0u8..).zip(TITLES) {
        prose.sub_heading(nth + 1, titles[usize::from(wording > 0)], run_in);
        let claims: &[&[&str]] = match nth {
            0 => &[prose::DISCLOSURE, prose::DISCLOSURE],
            1 => &[prose::APPLICATIONS, prose::APPLICATIONS, prose::DISPUTES],
            _ => &[],
        };
        if plan.claims {
            for sentences in claims {
                if random.percent(75) {
                    prose.say_one(sentences, random);
                }
            }
        }
        prose.say_one(
            match nth {
                0 => prose::PROACTIVE,
                1 => prose::ANSWERED,
                2 => prose::INFORMATION,
                3 => prose::PLATFORM,
                _ => prose::SUPERVISION,
            },
            random,
        );
        prose.end();
    }
}
