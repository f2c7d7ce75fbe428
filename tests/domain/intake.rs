//! The one-line entry on a small estate.

use frontdesk::domain::calendar::{Instant, Zone};
use frontdesk::domain::intake::{Hit, IntakeLookup, Kind, Token, Value, matters, parse};
use frontdesk::domain::pinyin;
use frontdesk::domain::premises;
use proptest::prelude::*;

const HOMES: &[&str] = &["3-2-1201", "32-1-201", "1-1-0302", "6-1-0302", "5-1"];
const PEOPLE: &[(&str, &str)] = &[("王建国", "13812345678"), ("陈淑芬", "13900001111")];
const PHRASES: &[(&str, &str)] = &[("cfls", "厨房漏水"), ("wjg", "未加工")];
const WORKERS: &[&str] = &["王师傅", "李师傅"];
const CATEGORIES: &[&str] = &["水", "电"];

/// The estate of these tests.
struct Estate;

fn hit(text: impl Into<String>) -> Hit {
    let label = text.into();
    Hit {
        key: label.clone(),
        label,
    }
}

fn by_sound(names: &[&str], typed: &str) -> Vec<Hit> {
    names
        .iter()
        .filter(|name| pinyin::matches(name, typed))
        .map(|name| hit(*name))
        .collect()
}

impl IntakeLookup for Estate {
    fn homes_by_code(&self, typed: &str) -> Vec<Hit> {
        premises::candidates(typed, &|code| HOMES.contains(&code))
            .iter()
            .map(|code| hit(code.to_string()))
            .collect()
    }
    fn people_by_text(&self, typed: &str) -> Vec<Hit> {
        PEOPLE
            .iter()
            .filter(|(name, phone)| *phone == typed || pinyin::matches(name, typed))
            .map(|(name, _)| hit(*name))
            .collect()
    }
    fn by_last_digits(&self, typed: &str) -> (Vec<Hit>, Vec<Hit>) {
        let ends = |text: &str| text.ends_with(typed) && typed.len() > 2 && typed.len() < 7;
        let homes = HOMES
            .iter()
            .filter(|code| ends(code) && code.ends_with(&format!("-{typed}")));
        let people = PEOPLE.iter().filter(|(_, phone)| ends(phone));
        (
            homes.map(|code| hit(*code)).collect(),
            people.map(|(name, _)| hit(*name)).collect(),
        )
    }
    fn phrases(&self, typed: &str) -> Vec<Hit> {
        PHRASES
            .iter()
            .filter(|(code, text)| *code == typed || *text == typed)
            .map(|(_, text)| hit(*text))
            .collect()
    }
    fn workers(&self, typed: &str) -> Vec<Hit> {
        by_sound(WORKERS, typed)
    }
    fn categories(&self, typed: &str) -> Vec<Hit> {
        by_sound(CATEGORIES, typed)
    }
}

fn read(line: &str) -> Vec<Token> {
    let now = Instant::parse("2026-11-21T14:32:00+08:00").unwrap();
    parse(line, now, Zone::default(), &Estate)
}

/// Prints the tokens: `Room 3-2-1201 (32-1-201) | Urgent`.
fn shown(line: &str) -> String {
    let value = |value: &Value| match value {
        Value::Hit(hit) => format!(" {}", hit.label),
        Value::When(when) => {
            let window = when
                .window
                .map_or(String::new(), |w| format!(" {}-{}", w.from, w.to));
            format!(" {}{window}", when.day)
        }
        Value::Text(text) => format!(" '{text}'"),
        Value::None => String::new(),
    };
    let tokens: Vec<String> = read(line)
        .iter()
        .map(|token| {
            let others: Vec<String> = token
                .alternatives
                .iter()
                .map(|guess| format!(" ({:?}{})", guess.kind, value(&guess.value)))
                .collect();
            let others = others.concat();
            format!("{:?}{}{others}", token.kind, value(&token.value))
        })
        .collect();
    tokens.join(" | ")
}

#[test]
fn a_call_on_one_line() {
    for (line, tokens) in [
        (
            "321201 cfls 急 明天上午",
            "Room 3-2-1201 (Room 32-1-201) | Phrase 厨房漏水 | Urgent | When 2026-11-22 540-720",
        ),
        (
            "3-2-1201 水管漏水，要求今天修 快一点 @wsf #s !",
            "Room 3-2-1201 | Text '水管漏水，要求今天修 快一点' | Worker 王师傅 | Category 水 | Urgent",
        ),
        (
            "wjg cfls",
            "Person 王建国 (Phrase 未加工) | Phrase 厨房漏水",
        ),
        (
            "321201 wjg",
            "Room 3-2-1201 (Room 32-1-201) | Phrase 未加工",
        ),
        ("王建國 漏水", "Person 王建国 | Text '漏水'"),
        ("138 1234 5678 漏水", "Phone 王建国 | Text '漏水'"),
        ("138-1234-5678", "Phone 王建国"),
        ("2026-11-22 13812345678", "When 2026-11-22 | Phone 王建国"),
        ("13700000000", "Phone '13700000000'"),
        ("5-1 公共 电梯异响", "Room 5-1 公共 | Text '电梯异响'"),
        ("公共 路灯不亮", "Room 公共 | Text '路灯不亮'"),
        (
            "3-2-1201 11-22 14:30 next monday",
            "Room 3-2-1201 | When 2026-11-22 870-870 | When 2026-11-23",
        ),
        ("1-1-302 @xyz", "Room 1-1-0302 | Worker 'xyz'"),
        (
            "321201 投诉 太吵",
            "Room 3-2-1201 (Room 32-1-201) | About 投诉 | Text '太吵'",
        ),
        // A room nobody has is still a room, and said to be nobody's.
        ("9-9-9999 cfls", "Room '9-9-9999' | Phrase 厨房漏水"),
        ("999999 cfls", "Room '999999' | Phrase 厨房漏水"),
        ("11-1-0302 漏水", "Room '11-1-0302' | Text '漏水'"),
        ("9栋9单元9999", "Room '9栋9单元9999'"),
        (
            "321201 欠 12000 元",
            "Room 3-2-1201 (Room 32-1-201) | Text '欠 12000 元'",
        ),
        (
            "138-1234-5679 11-30",
            "Phone '13812345679' | When 2026-11-30",
        ),
        // A comma or a full stop ends a word, but for the comma in a number.
        (
            "3-2-1201，水龙头坏了。明天上午，急",
            "Room 3-2-1201 | Text '水龙头坏了' | When 2026-11-22 540-720 | Urgent",
        ),
        (
            "3-2-1201、cfls,@wsf",
            "Room 3-2-1201 | Phrase 厨房漏水 | Worker 王师傅",
        ),
        (
            "3-2-1201 欠 12,000 元，3,4 次",
            "Room 3-2-1201 | Text '欠 12,000 元，3,4 次'",
        ),
        ("三栋二单元1201，漏水", "Room 3-2-1201 | Text '漏水'"),
        // A room or the end of a number alone, where it can only be one; else everybody it could be.
        ("1201 漏水", "Room 3-2-1201 | Text '漏水'"),
        ("5678 漏水", "Phone 王建国 | Text '漏水'"),
        (
            "0302 漏水",
            "Room '0302' (Room 1-1-0302) (Room 6-1-0302) | Text '漏水'",
        ),
        ("3-2-1201 密码 5678", "Room 3-2-1201 | Text '密码 5678'"),
        // Who is called so is no part of the matter.
        (
            "3-2-1201 李先生 水管漏水",
            "Room 3-2-1201 | Person '李先生' | Text '水管漏水'",
        ),
        ("3-2-1201 找修车师傅", "Room 3-2-1201 | Text '找修车师傅'"),
        (
            "3-2-1201 明天，9点 漏水",
            "Room 3-2-1201 | When 2026-11-22 540-540 | Text '漏水'",
        ),
        ("", ""),
        ("  ", ""),
    ] {
        assert_eq!(shown(line), tokens, "{line}");
    }
}

#[test]
fn a_word_is_read_otherwise_as_often_as_it_can_be() {
    let mut token = read("wjg cfls").remove(0);
    let mut kinds = Vec::new();
    for _ in 0..3 {
        kinds.push(token.kind);
        token.turn(1);
    }
    assert_eq!(kinds, [Kind::Person, Kind::Phrase, Kind::Person]);
    token.turn(7);
    assert_eq!((token.kind, token.alternatives.len()), (Kind::Person, 1));
}

#[test]
fn several_matters_of_one_call() {
    let tokens = read("3-2-1201 cfls；灯不亮 ;; 急");
    let kinds: Vec<Vec<Kind>> = matters(&tokens)
        .map(|matter| matter.iter().map(|token| token.kind).collect())
        .collect();
    assert_eq!(
        kinds,
        [
            vec![Kind::Room, Kind::Phrase],
            vec![Kind::Text],
            vec![Kind::Urgent]
        ]
    );
}

/// Whether a character may stand between two tokens.
fn between(c: char) -> bool {
    c.is_whitespace() || "，、。,".contains(c)
}

proptest! {
    #[test]
    fn spans_cover_the_line(line in "([0-9a-z@#!;；急水王 　-]|公共|明天|9点|\\PC){0,30}") {
        let tokens = read(&line);
        let mut at = 0;
        for token in &tokens {
            prop_assert!(token.span.start < token.span.end);
            let gap = line.get(at..token.span.start);
            prop_assert!(gap.is_some_and(|gap| gap.chars().all(between)), "{:?}", gap);
            prop_assert!(line.is_char_boundary(token.span.end));
            at = token.span.end;
        }
        prop_assert!(line.get(at..).is_some_and(|gap| gap.chars().all(between)));
    }
}
