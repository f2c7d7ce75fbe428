//! What is fuzzed, and for each a broken form of it that must be found.

use std::io::Cursor;

use frontdesk::domain::error::Why;
use frontdesk::exchange::limits::Limits;
use frontdesk::exchange::{csv, zip};
use frontdesk::service::command::Command;
use frontdesk::service::query::{ListQuery, Query};
use frontdesk::terminal::input::{Decoder, Input};
use frontdesk::tui::commands::known_names;
use frontdesk::tui::keymap::{self, Keymap, KeymapFile, Loaded, Source};
use frontdesk::wire::frame;
use frontdesk::wire::hello::{Hello, Status};
use frontdesk::wire::{Ask, Request};

use super::{find, stands};
use crate::exchange::fixtures::{minimal, sheet_xml, zip as zipped};
use crate::service::desk::{DESK, ask, desk, leak};
use crate::support::campaign::size;

fn rounds() -> usize {
    size(5_000, 30_000, 3_000_000)
}

fn list(condition: &str) -> Query {
    Query::List(ListQuery {
        what: "tickets".into(),
        conditions: vec![condition.to_owned()],
        limit: 20,
        reveal: false,
        after: None,
        export: false,
    })
}

fn requests() -> Vec<Vec<u8>> {
    let command = Command::new("ticket.open")
        .about("R1")
        .arg("text", "漏水")
        .seen(3);
    let asks = [
        Ask::Do {
            request: [1; 16],
            command,
        },
        Ask::Query(Box::new(list("state = working"))),
        Ask::Query(Box::new(Query::Find("3-2-1201".into(), 20))),
        Ask::SignOn {
            name: "李芳".into(),
            pin: "1234".into(),
        },
        Ask::Status,
    ];
    let requests = asks
        .into_iter()
        .map(|ask| frame::encode(&Request { id: 7, ask }).unwrap());
    requests
        .chain([Hello::ours(Status::Ok).to_bytes()])
        .collect()
}

/// What reads as a request is written as one that reads the same.
fn read_twice(bytes: &[u8], write: impl Fn(&Request) -> Vec<u8>) -> Result<(), String> {
    drop(Hello::parse(bytes));
    drop(frame::read(&mut &*bytes, frame::MOST));
    let Ok(read) = frame::decode::<Request>(bytes) else {
        return Ok(());
    };
    match frame::decode::<Request>(&write(&read)) {
        Ok(again) if again == read => Ok(()),
        other => Err(format!("{read:?} became {other:?}")),
    }
}

#[test]
fn frames() {
    let seeds = requests();
    stands(&seeds, rounds(), &mut |bytes| {
        read_twice(bytes, |request| frame::encode(request).unwrap())
    });
    // One that forgets every number but one is found.
    let broken = find(&seeds, rounds(), &mut |bytes| {
        read_twice(bytes, |request| {
            let id = if request.id == 7 { 7 } else { 0 };
            frame::encode(&Request {
                id,
                ask: request.ask.clone(),
            })
            .unwrap()
        })
    });
    assert!(broken.is_some());
}

/// What bytes mean when they come in these pieces.
fn decoded<'b>(pieces: impl Iterator<Item = &'b [u8]>) -> Vec<Input> {
    let mut decoder = Decoder::new();
    let mut inputs: Vec<Input> = pieces.flat_map(|piece| decoder.feed(piece, 0)).collect();
    for _ in 0..100 {
        let Some(deadline) = decoder.deadline() else {
            return inputs;
        };
        inputs.extend(decoder.tick(deadline));
    }
    panic!("it waits for ever");
}

#[test]
fn keys() {
    let seeds: Vec<Vec<u8>> = [
        "a王\r",
        "\x1b[1;5A\x1bOB",
        "\x1b[200~王\r\nx\x1b[201~q",
        "\x1b[12;40R",
        "\x1b[27;5;13~",
        "\x1b[3^\x1b[[A",
    ]
    .map(|keys| keys.as_bytes().to_vec())
    .into();
    stands(&seeds, rounds(), &mut |bytes| {
        let whole = decoded([bytes].into_iter());
        let apart = decoded(bytes.chunks(1));
        let same = whole == apart;
        same.then_some(())
            .ok_or(format!("{whole:?} is not {apart:?}"))
    });
    // A decoder that is asked anew for every byte is found.
    let broken = find(&seeds, rounds(), &mut |bytes| {
        let whole = decoded([bytes].into_iter());
        let apart: Vec<Input> = bytes
            .chunks(1)
            .flat_map(|byte| decoded([byte].into_iter()))
            .collect();
        (whole == apart).then_some(()).ok_or_else(String::new)
    });
    assert!(broken.is_some());
}

/// A table that is read keeps to the limits, and its rows go up.
fn table(bytes: &[u8], limits: &Limits, held: &Limits) -> Result<(), String> {
    let Ok((book, _)) = csv::read(Cursor::new(bytes), limits) else {
        return Ok(());
    };
    let mut last = 0;
    for row in book.sheets.iter().flat_map(|sheet| &sheet.rows) {
        if row.number <= last
            || row.cells.iter().filter(|cell| !cell.is_blank()).count() > held.columns
        {
            return Err(format!(
                "row {} after {last} of {} cells",
                row.number,
                row.cells.len()
            ));
        }
        last = row.number;
    }
    Ok(())
}

#[test]
fn text_tables() {
    let seeds: Vec<Vec<u8>> = [
        "楼号,单元,房间,业主名称\n1,1,101,\"王,\"\"建国\"\n1,1,102,\r\n",
        "a;b\r1;2\r",
        "\u{feff}a\tb\n1\t2\n",
    ]
    .map(|text| text.as_bytes().to_vec())
    .into();
    let few = Limits {
        columns: 6,
        ..Limits::default()
    };
    stands(&seeds, rounds(), &mut |bytes| table(bytes, &few, &few));
    // A reader that lets one column more pass is found.
    let more = Limits {
        columns: 7,
        ..Limits::default()
    };
    assert!(find(&seeds, rounds(), &mut |bytes| table(bytes, &more, &few)).is_some());
}

#[test]
fn archives() {
    let row = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row>"#;
    let seeds = [zipped(&minimal(&sheet_xml(row)))];
    let mut refused = 0;
    stands(&seeds, rounds() / 5, &mut |bytes| {
        refused += usize::from(zip::check(bytes, &Limits::default()).is_err());
        Ok(())
    });
    assert!(refused > 100, "only {refused} were refused");
    // A reader that takes the length of a name at its word is found.
    let broken = find(&seeds, rounds() / 5, &mut |bytes| {
        let field = [26, 27].map(|at| bytes.get(at).copied().unwrap_or_default());
        let length = usize::from(u16::from_le_bytes(field));
        let name = bytes.is_empty() || bytes.get(30..30 + length).is_some();
        name.then_some(()).ok_or_else(String::new)
    });
    assert!(broken.is_some());
}

/// With any fault the default stands alone, and every fault names a line of the file.
fn laid(bytes: &[u8], load: impl Fn(Source<'_>) -> Loaded) -> Result<(), String> {
    let text = String::from_utf8_lossy(bytes);
    let loaded = load(Source {
        name: "own",
        text: &text,
    });
    let lines = text.lines().count() + 1;
    if let Some(fault) = loaded.faults.iter().find(|fault| fault.line > lines) {
        return Err(format!("line {} of {lines}", fault.line));
    }
    let alone = loaded.keymap == default_keymap();
    (loaded.faults.is_empty() || alone)
        .then_some(())
        .ok_or_else(|| "half of it is in force".to_owned())
}

fn default_keymap() -> Keymap {
    Keymap::of(&KeymapFile::parse("default.toml", keymap::DEFAULT).0)
}

#[test]
fn keymaps() {
    let seeds: Vec<Vec<u8>> = [
        "[counter]\nx = \"ticket.done\"\n\"g x\" = \"none\"\n",
        "[home]\n\"C-x\" = { a = \"help\" }\n[form]\nF5 = \"quit\" # 键\n",
    ]
    .map(|text| text.as_bytes().to_vec())
    .into();
    let rounds = size(150, 1_000, 50_000);
    let known = known_names();
    stands(&seeds, rounds, &mut |bytes| {
        laid(bytes, |source| keymap::load(&[source], &known))
    });
    // One that lays over what it could read of a faulty file is found.
    let broken = find(&seeds, rounds, &mut |bytes| {
        laid(bytes, |source| {
            let mut loaded = keymap::load(&[source], &known);
            loaded
                .keymap
                .lay_over(&KeymapFile::parse(source.name, source.text).0);
            loaded
        })
    });
    assert!(broken.is_some());
}

#[test]
fn questions() {
    let mut world = desk();
    world.opened(leak());
    let seeds: Vec<Vec<u8>> = [
        "state = received",
        "due_at < 2026-12-01",
        "premises != 3-2-1201",
        "text ~ 水",
        "received_at >= 上周",
        "voices > 1",
    ]
    .map(|text| text.as_bytes().to_vec())
    .into();
    let mut answered = 0;
    let mut asked = |bytes: &[u8], also: Why| {
        let text = String::from_utf8_lossy(bytes);
        let usual = [
            Why::BadCharacter,
            Why::SeveralLines,
            Why::TooLong,
            Why::BadCondition,
            also,
        ];
        match ask(&world, DESK, &list(&text)) {
            Ok(_) => answered += 1,
            Err(refusal) if usual.contains(&refusal.why) => {}
            Err(other) => return Err(format!("{other:?}")),
        }
        Ok(())
    };
    stands(&seeds, rounds() / 5, &mut |bytes| {
        asked(bytes, Why::UnknownColumn)
    });
    // A refusal nobody expects is found.
    assert!(
        find(&seeds, rounds() / 5, &mut |bytes| asked(
            bytes,
            Why::BadCondition
        ))
        .is_some()
    );
    assert!(answered > 20, "only {answered} were answered");
}
