//! Numbers as automatic numbering writes them: `一`, `十二`, `③`, `IV`.

/// How a level of a list writes its number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Format {
    #[default]
    Decimal,
    /// With a nought in front of one digit.
    DecimalZero,
    FullWidth,
    Circle,
    FullStop,
    Parenthesis,
    Roman {
        upper: bool,
    },
    Letter {
        upper: bool,
    },
    /// `十二`, and `一百〇二`.
    Chinese {
        /// Above 99 digit by digit, as some formats count.
        digits_above_99: bool,
    },
    /// `一二`, digit by digit.
    Digits,
    /// `壹拾贰`.
    Legal {
        traditional: bool,
    },
    /// `甲`, `乙`.
    Stems,
    /// `子`, `丑`.
    Branches,
    /// `㈠`.
    ChineseParenthesis,
    /// `㊀`.
    ChineseCircle,
    /// A mark in place of a number: it says nothing, and is left out.
    Bullet,
    /// No number.
    None,
}

impl Format {
    /// The format of a `w:numFmt`. Those that no Chinese report has are written as decimals.
    pub(super) fn of(name: &str) -> Self {
        match name {
            "decimalZero" => Self::DecimalZero,
            "decimalFullWidth" | "decimalFullWidth2" => Self::FullWidth,
            "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => Self::Circle,
            "decimalEnclosedFullstop" => Self::FullStop,
            "decimalEnclosedParen" => Self::Parenthesis,
            "upperRoman" => Self::Roman { upper: true },
            "lowerRoman" => Self::Roman { upper: false },
            "upperLetter" => Self::Letter { upper: true },
            "lowerLetter" => Self::Letter { upper: false },
            "chineseCounting" | "taiwaneseCounting" => Self::Chinese { digits_above_99: true },
            "chineseCountingThousand" | "taiwaneseCountingThousand" | "japaneseCounting" => {
                Self::Chinese { digits_above_99: false }
            }
            "ideographDigital" | "japaneseDigitalTenThousand" | "taiwaneseDigital" => Self::Digits,
            "chineseLegalSimplified" => Self::Legal { traditional: false },
            "ideographLegalTraditional" | "japaneseLegal" => Self::Legal { traditional: true },
            "ideographTraditional" => Self::Stems,
            "ideographZodiac" => Self::Branches,
            "ideographParenthesized" => Self::ChineseParenthesis,
            "ideographEnclosedCircle" => Self::ChineseCircle,
            "bullet" => Self::Bullet,
            "none" => Self::None,
            _ => Self::Decimal,
        }
    }

    /// The number as it is written. Numbers outside a format's range are written as decimals.
    pub(super) fn write(self, n: u32) -> String {
        let written = match self {
            Self::Decimal => None,
            Self::DecimalZero => Some(format!("{n:02}")),
            Self::FullWidth => n.to_string().bytes().map(|b| char::from_u32(0xff10 + u32::from(b - b'0'))).collect(),
            Self::Circle => match n {
                0 => Some("⓪".into()),
                1..=20 => nth('①', n - 1),
                21..=35 => nth('㉑', n - 21),
                36..=50 => nth('㊱', n - 36),
                _ => None,
            },
            Self::FullStop => from_one_to(20, '⒈', n),
            Self::Parenthesis => from_one_to(20, '⑴', n),
            Self::Roman { upper } => roman(n).map(|text| if upper { text } else { text.to_lowercase() }),
            Self::Letter { upper } => letters(n, if upper { b'A' } else { b'a' }),
            Self::Chinese { digits_above_99: true } if n > 99 => Some(digits(n)),
            Self::Chinese { .. } => chinese(n, "〇一二三四五六七八九", "十百千", false),
            Self::Digits => Some(digits(n)),
            Self::Legal { traditional: false } => chinese(n, "零壹贰叁肆伍陆柒捌玖", "拾佰仟", true),
            Self::Legal { traditional: true } => chinese(n, "零壹貳參肆伍陸柒捌玖", "拾佰仟", true),
            Self::Stems => one_of("甲乙丙丁戊己庚辛壬癸", n),
            Self::Branches => one_of("子丑寅卯辰巳午未申酉戌亥", n),
            Self::ChineseParenthesis => from_one_to(10, '㈠', n),
            Self::ChineseCircle => from_one_to(10, '㊀', n),
            Self::Bullet | Self::None => Some(String::new()),
        };
        written.unwrap_or_else(|| n.to_string())
    }
}

fn nth(first: char, n: u32) -> Option<String> {
    char::from_u32(u32::from(first) + n).map(String::from)
}

fn from_one_to(last: u32, first: char, n: u32) -> Option<String> {
    (1..=last).contains(&n).then(|| nth(first, n - 1)).flatten()
}

fn one_of(all: &str, n: u32) -> Option<String> {
    all.chars().nth(usize::try_from(n.checked_sub(1)?).ok()?).map(String::from)
}

fn digit(all: &str, n: u32) -> Option<char> {
    all.chars().nth(usize::try_from(n).ok()?)
}

fn digits(n: u32) -> String {
    n.to_string().bytes().filter_map(|b| digit("〇一二三四五六七八九", u32::from(b - b'0'))).collect()
}

/// `十二`, `一百〇二`; `壹拾贰` where one ten is written out.
fn chinese(n: u32, all: &str, units: &str, one_ten: bool) -> Option<String> {
    if n > 9999 {
        return None;
    }
    if n == 0 {
        return digit(all, 0).map(String::from);
    }
    let mut text = String::new();
    let mut gap = false;
    for (power, unit) in [(1000, 2), (100, 1), (10, 0), (1, 3)] {
        let figure = n / power % 10;
        if figure == 0 {
            gap = !text.is_empty();
            continue;
        }
        if core::mem::take(&mut gap) {
            text.push(digit(all, 0)?);
        }
        if one_ten || figure != 1 || power != 10 || !text.is_empty() {
            text.push(digit(all, figure)?);
        }
        text.extend(digit(units, unit));
    }
    Some(text)
}

fn roman(n: u32) -> Option<String> {
    const PARTS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if !(1..4000).contains(&n) {
        return None;
    }
    let mut text = String::new();
    let mut rest = n;
    for (value, part) in PARTS {
        while rest >= value {
            text.push_str(part);
            rest -= value;
        }
    }
    Some(text)
}

/// `a` to `z`, then `aa`, `bb`, as Word counts.
fn letters(n: u32, first: u8) -> Option<String> {
    let n = n.checked_sub(1).filter(|&n| n < 260)?;
    let letter = char::from(first + u8::try_from(n % 26).ok()?);
    Some((0..=n / 26).map(|_| letter).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_word_writes_them() {
        let cases: [(&str, &[(u32, &str)]); 22] = [
            ("decimal", &[(0, "0"), (12, "12")]),
            ("decimalZero", &[(3, "03"), (12, "12"), (100, "100")]),
            ("decimalFullWidth", &[(12, "１２")]),
            ("decimalEnclosedCircle", &[(1, "①"), (20, "⑳"), (21, "㉑"), (36, "㊱"), (50, "㊿"), (51, "51")]),
            ("decimalEnclosedFullstop", &[(1, "⒈"), (21, "21")]),
            ("decimalEnclosedParen", &[(2, "⑵")]),
            ("upperRoman", &[(4, "IV"), (1999, "MCMXCIX"), (4000, "4000")]),
            ("lowerRoman", &[(9, "ix")]),
            ("upperLetter", &[(1, "A"), (26, "Z"), (27, "AA"), (53, "AAA"), (4_000_000, "4000000")]),
            ("lowerLetter", &[(2, "b")]),
            ("chineseCounting", &[(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九"), (102, "一〇二")]),
            (
                "chineseCountingThousand",
                &[(10, "十"), (102, "一百〇二"), (110, "一百一十"), (1003, "一千〇三"), (10_000, "10000")],
            ),
            ("japaneseCounting", &[(6, "六"), (12, "十二")]),
            ("ideographDigital", &[(10, "一〇"), (6, "六")]),
            ("chineseLegalSimplified", &[(2, "贰"), (12, "壹拾贰")]),
            ("ideographLegalTraditional", &[(2, "貳")]),
            ("ideographTraditional", &[(1, "甲"), (10, "癸"), (11, "11")]),
            ("ideographZodiac", &[(1, "子"), (12, "亥")]),
            ("ideographParenthesized", &[(4, "㈣")]),
            ("ideographEnclosedCircle", &[(10, "㊉")]),
            ("bullet", &[(3, "")]),
            ("hebrew1", &[(3, "3")]),
        ];
        for (name, numbers) in cases {
            for &(n, written) in numbers {
                assert_eq!(Format::of(name).write(n), written, "{name} {n}");
            }
        }
    }
}
