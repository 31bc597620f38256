//! What stands around the sections: title, preamble, signature, publication.

use super::Random;
use super::office::{Kind, Office};
use crate::report::{
    Citation, Contact, Date, Edition, Furniture, FurnitureKind, Paragraph, Period, Preamble, Publication, Report,
    Signature, Title,
};
use crate::{Span, Spanned};

/// Something that stands nowhere.
pub(super) fn nowhere<T>(value: T) -> Spanned<T> {
    Spanned::new(value, Span::at(0))
}

/// Writes what stands around the sections into `report`. `prescribed` keeps to the words of the format.
pub(super) fn front(report: &mut Report, office: &Office, year: u16, prescribed: bool, random: &mut Random) {
    report.title = Some(title(office, year, prescribed, random));
    report.issuer = Some(nowhere(office.name.clone()));
    report.year = Some(nowhere(year));
    let edition = report.edition;
    preamble(report, office, year, edition, random);
    dates(report, office, year, random);
}

fn title(office: &Office, year: u16, prescribed: bool, random: &mut Random) -> Title {
    let name = &office.name;
    let text = match if prescribed { 0 } else { random.below(10) } {
        0..6 => format!("{name}{year}年政府信息公开工作年度报告"),
        6 => format!("{name}{year}年度政府信息公开工作年度报告"),
        7 => format!("{name}{year}年度政府信息公开工作报告"),
        8 => format!("{name}{year}年政府信息公开年度报告"),
        _ => format!("{year}年{name}政府信息公开工作年度报告"),
    };
    Title { text, span: Span::at(0), copies: Vec::new() }
}

fn preamble(report: &mut Report, office: &Office, year: u16, edition: Edition, random: &mut Random) {
    const LAW: &str = "中华人民共和国政府信息公开条例";
    const NOTICE: &str =
        "国务院办公厅政府信息与政务公开办公室关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知";
    let name = &office.name;
    let decree = random.pick(&["国务院令第711号", "国务院令第711号", "国令第711号", "国务院令711号"]);
    let (cites_decree, cites_notice) = (random.percent(70), random.percent(80));
    let cite = |title: &str, number: Option<&str>| Citation {
        title: Some(nowhere(title.to_owned())),
        number: number.map(|number| nowhere(number.to_owned())),
    };
    let mut parts = vec![format!("{}《{LAW}》", random.pick(&["根据", "依照", "按照"]))];
    if cites_decree {
        parts.push(format!("（{decree}）"));
    }
    report.citations.push(cite(LAW, cites_decree.then_some(decree)));
    if cites_notice {
        let notice = edition.notice();
        parts.push(format!("和《{NOTICE}》（{notice}）"));
        report.citations.push(cite(NOTICE, Some(notice)));
    }
    parts.push(format!("要求，{name}{}。", random.pick(&["编制本报告", "写成这份报告", "公布这份报告"])));
    let introducers = ["各项数据的统计期限", "本报告所列数据的统计期限", "统计时限", "数据统计期限", "统计期"];
    parts.push((*random.pick(&introducers)).to_owned());
    parts.push(match random.below(8) {
        0 | 1 => format!("自{year}年1月1日起至{year}年12月31日止。"),
        2 | 3 => format!("为{year}年1月1日至{year}年12月31日。"),
        4 => format!("为{year}年1月1日至12月31日。"),
        5 => format!("自{year}年1月1日起至12月31日止。"),
        6 => format!("从{year}年1月1日到{year}年12月31日止。"),
        _ => format!("为{year}年1月1日起至{year}年12月31日止。"),
    });
    report.period =
        Date::new(year, 1, 1).zip(Date::new(year, 12, 31)).map(|(start, end)| nowhere(Period { start, end }));
    let mut paragraphs = Vec::new();
    if random.percent(75) {
        let (contact, text) = contact(office, random);
        report.contact = Some(contact);
        if random.percent(60) {
            parts.push(text);
        } else {
            paragraphs.push(text);
        }
    }
    paragraphs.insert(0, parts.concat());
    let paragraphs = paragraphs.into_iter().map(|text| Paragraph { text, span: Span::at(0) }).collect();
    report.preamble = Some(Preamble { paragraphs, claims: Vec::new(), span: Span::at(0) });
}

/// Whom to ask, and the sentence that says so.
fn contact(office: &Office, random: &mut Random) -> (Contact, String) {
    let desk = format!("{}政务公开办公室", office.place);
    let street = random.pick(&["柳岸街", "望江路", "石桥巷", "公园东路", "槐荫大道"]);
    let address = format!("{}{street}{}号", office.place, 1 + random.below(200));
    let postcode = format!("0006{:02}", random.below(100));
    let line = random.below(9000) + 1000;
    let (telephone, fax) = (format!("0000-618{line}"), format!("0000-619{line}"));
    let email = format!("gongkai{}@xinxi.example", random.below(1000));
    let (with_fax, with_email, in_brackets) = (random.percent(50), random.percent(60), random.percent(70));
    let mut parts = vec![format!("地址：{address}"), format!("邮编：{postcode}"), format!("电话：{telephone}")];
    parts.extend(with_fax.then(|| format!("传真：{fax}")));
    parts.extend(with_email.then(|| format!("电子邮箱：{email}")));
    let parts = parts.join("，");
    let ask = random.pick(&["如对本报告有疑问，请与", "读者若有疑问，请与", "对本报告有任何疑问，请与"]);
    let text = if in_brackets {
        format!("{ask}{desk}联系（{parts}）。")
    } else {
        format!("{ask}{desk}联系。{parts}。")
    };
    let contact = Contact {
        office: Some(nowhere(desk)),
        address: Some(nowhere(address)),
        postcode: Some(nowhere(postcode)),
        telephone: Some(nowhere(telephone)),
        fax: with_fax.then(|| nowhere(fax)),
        email: with_email.then(|| nowhere(email)),
    };
    (contact, text)
}

/// Signature and publication, in time.
fn dates(report: &mut Report, office: &Office, year: u16, random: &mut Random) {
    let months = if office.kind == Kind::Department { 1 } else { 3 };
    let month = u8::try_from(1 + random.below(months)).unwrap_or(1);
    let mut day = |from: u64, n: u64| {
        let day = u8::try_from(from + random.below(n)).unwrap_or(1);
        Date::new(year + 1, month, day).map(nowhere)
    };
    let (signed, published) = (day(5, 12), day(18, 10));
    let (signs, says_when, says_who, notes) =
        (random.percent(60), random.percent(60), random.percent(30), random.percent(15));
    if signs {
        report.signature = Signature { issuer: Some(nowhere(office.name.clone())), date: signed };
    }
    if says_when {
        let source = says_who.then(|| nowhere(office.name.clone()));
        report.publication = Publication { date: published, source };
    }
    if notes {
        let text = "（此件公开发布）".to_owned();
        report.furniture.push(Furniture { kind: FurnitureKind::PublicationNote, text, span: Span::at(0) });
    }
}
