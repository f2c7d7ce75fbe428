//! Hostile strings by family, the same for the same seed: as bytes, because not every one of them is text (REL S1).

use crate::crash::disk::Dice;
use crate::support::campaign::size;

type Make = fn(&mut Dice) -> Vec<u8>;

/// What attacks by name, and how one is made.
const FAMILIES: &[(&str, Make)] = &[
    ("control", |dice| {
        char_in(
            dice,
            &['\u{1}'..='\u{8}', '\u{b}'..='\u{1f}', '\u{7f}'..='\u{7f}'],
        )
    }),
    ("null", |_| vec![0]),
    ("c1", |dice| char_in(dice, &['\u{80}'..='\u{9f}'])),
    ("escape", |dice| {
        let parameter = dice.below(3000);
        let last = b"@ABCDHJKLMPSTXZbcdfghilmnpqrstuxy"[dice.below(32)] as char;
        let mark = pick(dice, &["", "?", ">", "=", "!"]);
        format!("\u{1b}[{mark}{parameter}{last}").into_bytes()
    }),
    ("link", |dice| {
        let end = pick(dice, &["\u{7}", "\u{1b}\\", "\u{9c}", ""]);
        format!("\u{1b}]8;;http://x.example/{end}王建国\u{1b}]8;;{end}").into_bytes()
    }),
    ("clipboard", |dice| {
        let begin = pick(
            dice,
            &["\u{1b}]52;c;", "\u{9d}52;p;", "\u{1b}]0;", "\u{1b}]4;1;"],
        );
        let end = pick(dice, &["\u{7}", "\u{1b}\\", "\u{9c}", ""]);
        format!("{begin}cm0gLXJm{end}").into_bytes()
    }),
    ("string", |dice| {
        let begin = pick(
            dice,
            &[
                "\u{1b}P", "\u{1b}_", "\u{1b}^", "\u{1b}X", "\u{90}", "\u{9f}",
            ],
        );
        format!("{begin}q#0{}", pick(dice, &["\u{1b}\\", "\u{9c}", ""])).into_bytes()
    }),
    ("paste", |dice| {
        let mark = pick(dice, &["\u{1b}[201~", "\u{1b}[200~", "\u{9b}201~"]);
        format!("{mark}q\r:quit\r").into_bytes()
    }),
    ("bidi", |dice| {
        let turn = char_in(
            dice,
            &[
                '\u{202a}'..='\u{202e}',
                '\u{2066}'..='\u{2069}',
                '\u{200e}'..='\u{200f}',
            ],
        );
        [turn.as_slice(), "0.001 元".as_bytes(), &turn].concat()
    }),
    ("unseen", |dice| {
        char_in(
            dice,
            &[
                '\u{200b}'..='\u{200d}',
                '\u{2060}'..='\u{2064}',
                '\u{feff}'..='\u{feff}',
                '\u{ad}'..='\u{ad}',
                '\u{3164}'..='\u{3164}',
                '\u{2800}'..='\u{2800}',
                '\u{fe00}'..='\u{fe0f}',
            ],
        )
    }),
    ("tags", |dice| {
        (0..=dice.below(9))
            .flat_map(|_| char_in(dice, &['\u{e0020}'..='\u{e007f}']))
            .collect()
    }),
    ("private", |dice| {
        char_in(
            dice,
            &[
                '\u{e000}'..='\u{f8ff}',
                '\u{fffe}'..='\u{ffff}',
                '\u{fdd0}'..='\u{fdef}',
            ],
        )
    }),
    ("marks", |dice| {
        let many = 1 + dice.below(200);
        (0..many)
            .flat_map(|_| char_in(dice, &['\u{300}'..='\u{36f}']))
            .collect()
    }),
    ("cluster", |dice| {
        "👨\u{200d}👩\u{200d}👧\u{200d}"
            .repeat(1 + dice.below(20))
            .into_bytes()
    }),
    ("wide", |dice| {
        pick(
            dice,
            &[
                "🏳\u{fe0f}\u{200d}🌈",
                "שלום",
                "مرحبا",
                "ｱｶ\u{ff9e}",
                "①②",
                "á́́́",
            ],
        )
        .into()
    }),
    ("alike", |dice| {
        pick(
            dice,
            &["Wаng", "王Ӏ国", "\u{2f3a}", "ΑΒ", "\u{1d400}nna", "1О1"],
        )
        .into()
    }),
    ("formula", |dice| {
        let sign = pick(
            dice,
            &[
                "=", "+", "-", "@", "\t=", "\r=", "＝", "＋", "－", "＠", " =", "'=",
            ],
        );
        let rest = pick(
            dice,
            &[
                "1+1",
                "cmd|'/c calc'!A1",
                "HYPERLINK(\"http://x\")",
                "SUM(A1)",
                "2",
            ],
        );
        format!("{sign}{rest}").into_bytes()
    }),
    ("query", |dice| {
        pick(
            dice,
            &[
                "'; DROP TABLE tickets;--",
                "\" OR 1=1 --",
                "%' --",
                "\\'; x",
                "0x27",
            ],
        )
        .into()
    }),
    ("shell", |dice| {
        pick(
            dice,
            &[
                "$(reboot)",
                "`id`",
                "; rm -rf ~",
                "| sh",
                "&& x",
                "-rf",
                "--help",
                "../../etc/passwd",
                "~",
                "*",
            ],
        )
        .into()
    }),
    ("table", |dice| {
        pick(
            dice,
            &[
                "\",\"",
                "a,b;c\td",
                "\"",
                "\"\"\"",
                "a\"b\r\nc,\"",
                "\u{feff}sep=;",
            ],
        )
        .into()
    }),
    ("json", |dice| {
        pick(
            dice,
            &[
                "\"}",
                "\\u001b[2J",
                "{\"a\":",
                "]}\n{",
                "\\",
                "</script>",
                "<!--",
            ],
        )
        .into()
    }),
    ("words", |dice| {
        pick(
            dice,
            &[
                "{ $count }",
                "{",
                "}",
                "%s%n",
                "{{0}}",
                "-term",
                "${x}",
                "&#27;[2J",
                "\\e[2J",
                "^[[2J",
            ],
        )
        .into()
    }),
    ("lines", |dice| {
        let end = pick(
            dice,
            &[
                "\n", "\r", "\r\n", "\u{2028}", "\u{2029}", "\u{85}", "\u{b}", "\u{c}", "\n\r\n",
            ],
        );
        format!("x{end}R20261121-009 已结案").into_bytes()
    }),
    ("long", |dice| {
        pick(dice, &["长", "a", "  ", "é", "🚰"])
            .repeat(1 << (8 + dice.below(8)))
            .into_bytes()
    }),
    ("surrogate", |dice| {
        let high = 0xa0 + u8::try_from(dice.below(0x20)).unwrap();
        vec![0xed, high, 0x80, 0xed, 0xb0, 0x80]
    }),
    ("no text", |dice| {
        (0..=dice.below(12))
            .map(|_| u8::try_from(0x80 + dice.below(0x80)).unwrap())
            .collect()
    }),
    ("cut", |dice| {
        let whole = "王🚰".as_bytes();
        whole[..[1, 2, 4, 5, 6][dice.below(5)]].to_vec()
    }),
    ("gbk", |dice| {
        let text = pick(dice, &["厨房水管漏水", "王建国", "三号楼"]);
        encoding_rs::GBK.encode(text).0.into_owned()
    }),
];

/// What stands around it: nothing, or what people write.
const AROUND: &[(&str, &str)] = &[
    ("", ""),
    ("王", "国"),
    ("厨房", "漏水"),
    ("3-2-1201 ", ""),
    ("", " a b"),
];

fn pick<'t>(dice: &mut Dice, of: &[&'t str]) -> &'t str {
    of[dice.below(of.len())]
}

fn char_in(dice: &mut Dice, ranges: &[std::ops::RangeInclusive<char>]) -> Vec<u8> {
    let range = &ranges[dice.below(ranges.len())];
    let all: Vec<char> = range.clone().collect();
    all[dice.below(all.len())].to_string().into_bytes()
}

/// One hostile string.
#[derive(Debug, Clone)]
pub struct Hostile {
    pub family: &'static str,
    pub bytes: Vec<u8>,
}

impl Hostile {
    /// What a program makes of it that takes only text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }
}

/// All strings of this run, every family as often as the others.
pub fn strings() -> Vec<Hostile> {
    let mut dice = Dice::new(0x5afe);
    let mut all = Vec::new();
    for (family, make) in FAMILIES.iter().cycle().take(size(500, 500, 50_000)) {
        let (before, after) = AROUND[dice.below(AROUND.len())];
        let payload = make(&mut dice);
        let bytes = [before.as_bytes(), payload.as_slice(), after.as_bytes()].concat();
        all.push(Hostile { family, bytes });
    }
    all
}

#[test]
fn they_are_many_and_of_every_kind() {
    let all = strings();
    let several: std::collections::BTreeSet<&[u8]> =
        all.iter().map(|hostile| hostile.bytes.as_slice()).collect();
    assert!(several.len() > 300, "only {} are different", several.len());
    let no_text = |hostile: &&Hostile| std::str::from_utf8(&hostile.bytes).is_err();
    assert!(all.iter().filter(no_text).count() > 40);
    let steers = |hostile: &&Hostile| super::raw(&hostile.text()).is_some();
    assert!(all.iter().filter(steers).count() > 200);
}
