//! A complaint of thousands of characters: short in lists, whole page by page.

use frontdesk::domain::error::Fact;
use frontdesk::wire::view::{Detail, Field};
use frontdesk::wire::{Ask, Body, Query, Reply};

use super::day;
use crate::support::screen::{Screen, Setup};

/// May not begin a line.
const CLOSING: &str = "。，、）”";

/// What was said: numbered, so that a page left out is seen to be.
fn said() -> String {
    let sentences = (0..400).map(|at| format!("第{at:03}句，“夜间施工”（A3区）扰民。"));
    let mut text = String::new();
    for (at, sentence) in sentences.enumerate() {
        text.push_str(&sentence);
        if at % 40 == 39 {
            text.push_str("\n\n");
        }
    }
    text.trim().to_owned()
}

fn screen(cols: u16, rows: u16) -> Screen {
    let script = |ask: &Ask| {
        let mut body = day::script()(ask)?;
        let detailed = matches!(ask, Ask::Query(query) if matches!(**query, Query::Detail(_)));
        if let (true, Body::Reply(reply)) = (detailed, &mut body)
            && let Reply::Detail(detail) = &mut **reply
        {
            let at = |text: &str| Fact::At(day::at(text));
            *detail = Detail {
                name: "T20190801-001".into(),
                kind: "complaint".into(),
                state: "closed".into(),
                fields: vec![
                    detail.fields[0].clone(),
                    Field::new("caller", "A00028571"),
                    Field::new(
                        "summary",
                        "A3区中海国际社区三期与四期中间空地夜间施工噪音扰民",
                    ),
                    Field::new("received_at", at("11:25")),
                    Field::new("imported_at", at("14:00")),
                    Field::new("external_number", "220273"),
                ],
                text: said(),
                ended: true,
                entries: Vec::new(),
                ..detail.clone()
            };
        }
        Some(body)
    };
    Screen::start(&Setup::of(cols, rows), Box::new(script))
}

#[test]
fn it_opens_at_its_facts_and_says_how_long_it_is() {
    let mut screen = screen(80, 24);
    insta::assert_snapshot!(screen.keys("enter").picture());
    insta::assert_snapshot!(screen.keys("pagedown").picture());
}

#[test]
fn every_sentence_is_seen_on_the_way_down_and_no_line_begins_with_a_closing_mark() {
    for (cols, rows, key) in [(80, 24, "pagedown"), (40, 12, "pagedown"), (80, 24, "j")] {
        let mut screen = screen(cols, rows);
        screen.keys("enter");
        let mut seen = String::new();
        let mut last = String::new();
        loop {
            let picture = screen.picture();
            if picture == last {
                break;
            }
            for line in picture.lines() {
                let line = line.trim_start();
                assert!(!line.starts_with(|one| CLOSING.contains(one)), "{line}");
                assert!(!line.contains('…'), "cut: {line}");
                seen.push_str(line.split("  ").next().unwrap_or_default());
            }
            last = picture;
            screen.keys(key);
        }
        for at in 0..400 {
            assert!(
                seen.contains(&format!("第{at:03}句")),
                "{key}: sentence {at}"
            );
        }
        assert!(
            last.contains("已告知排队中"),
            "the history is below: {last}"
        );
        // And back: the first key to the top, where its home can be opened again.
        let top = screen.keys("home").picture();
        let home = top.lines().find(|line| line.contains("2-1-0801"));
        assert!(home.is_some_and(|line| line.starts_with('>')), "{top}");
    }
}
