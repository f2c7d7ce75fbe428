//! Five hundred hostile strings by every way in, and past every way out (REL S1, S2, S5).

use std::ffi::OsString;
use std::io::Cursor;
use std::os::unix::ffi::OsStringExt;
use std::sync::Arc;

use calamine::Reader;
use frontdesk::domain::error::Fact;
use frontdesk::domain::household::Person;
use frontdesk::domain::ledger::Payment;
use frontdesk::domain::safe_text::{Limit, SafeBlock, is_unseen};
use frontdesk::domain::ticket::Ticket;
use frontdesk::exchange::community::{Known, stage};
use frontdesk::exchange::fault;
use frontdesk::exchange::mapping::Mapping;
use frontdesk::service::answer::Answer;
use frontdesk::service::command::Command;
use frontdesk::service::queries::list;
use frontdesk::service::query::{ListQuery, Query, Reply};
use frontdesk::service::subject::Subject;
use frontdesk::service::view::{Cell, PaperLine};
use frontdesk::storage::record::Record;
use frontdesk::terminal::input::{Decoder, Input};
use frontdesk::tui::turn::Event;
use frontdesk::wire::{Ask, Body};

use super::books;
use super::commands::{arguments, command, is_text};
use super::families::{Hostile, strings};
use super::office::{self, Office};
use super::raw;
use super::screen::{Line, WAYS};
use crate::cli::desk::{Desk, Ran};
use crate::exchange::fixtures::read_text;
use crate::support::campaign::size;

/// Most bytes of one string that are typed key by key.
const TYPED: usize = 300;
/// Strings one terminal is given before another takes its place.
const A_TERMINAL: usize = 10;

/// Ways to where a text can be entered.
const ENTRIES: &[&str] = &[
    "c", "v", "r", "t", "/", ":", "2 e", "2 m", "2 d", "3", "g s",
];

/// Every text the office keeps, as it is kept: nothing in it hides or steers.
#[track_caller]
fn keeps_only_safe_text(office: &Office) -> usize {
    let limit = Limit::new(0, usize::MAX, usize::MAX);
    let mut looked_at = 0;
    for what in list::names() {
        let query = ListQuery {
            what: what.to_owned(),
            conditions: Vec::new(),
            limit: 1000,
            reveal: true,
            after: None,
            export: false,
        };
        let told = office::told(office, &Ask::Query(Box::new(Query::List(query))));
        let Body::Reply(reply) = told else {
            panic!("{what}: {told:?}");
        };
        let Reply::List(found) = *reply else {
            panic!("{what}");
        };
        for cell in found.rows.into_iter().flatten() {
            let texts = match cell {
                Cell::Text(text) => vec![text],
                Cell::Texts(texts) => texts,
                _ => continue,
            };
            for text in texts {
                let fault = SafeBlock::strict(&text, limit).err();
                assert_eq!(fault, None, "{what}: {text:?}");
                looked_at += 1;
            }
        }
    }
    looked_at
}

/// Every work slip and every receipt: a line is text that hides and steers nothing; returns how many lines there are.
#[track_caller]
fn prints_only_safe_paper(office: &Office) -> usize {
    let limit = Limit::new(0, usize::MAX, usize::MAX);
    let mut texts = Vec::new();
    for kind in [Ticket::KIND, Payment::KIND] {
        for id in 1.. {
            let ask = Ask::Query(Box::new(Query::Paper(Subject { kind, id })));
            let Body::Reply(reply) = office::told(office, &ask) else {
                assert!(id > 1, "no paper of kind {kind}");
                break;
            };
            let Reply::Papers(papers) = *reply else {
                panic!("{reply:?}");
            };
            for line in papers.sheets.concat() {
                match line {
                    PaperLine::Text(text) => texts.push(text),
                    PaperLine::Field(field) => match field.value {
                        Fact::Text(text) => texts.push(text),
                        other => texts.push(format!("{other:?}")),
                    },
                    PaperLine::Row { rest, .. } => {
                        texts.extend(rest.into_iter().map(|fact| match fact {
                            Fact::Text(text) => text,
                            other => format!("{other:?}"),
                        }));
                    }
                    PaperLine::Title(_) | PaperLine::Sign(_) | PaperLine::Rule => {}
                }
            }
        }
    }
    for text in &texts {
        assert_eq!(SafeBlock::strict(text, limit).err(), None, "{text:?}");
    }
    texts.len()
}

#[track_caller]
fn printed_safely(ran: &Ran, why: &dyn std::fmt::Debug) {
    for printed in [&ran.out, &ran.err] {
        assert_eq!(raw(printed), None, "{why:?}: {printed:?}");
    }
}

#[test]
fn as_an_argument_of_any_command_each_is_refused_or_kept_safely() {
    let office = office::open();
    let texts: Vec<_> = arguments().filter(|(_, arg)| is_text(arg)).collect();
    let mut turn = texts.iter().cycle();
    let (mut taken, mut refused) = (0, 0);
    for hostile in strings() {
        for (row, arg) in turn.by_ref().take(3) {
            let answer = office
                .lock()
                .unwrap()
                .ask(office::WHO, command(row, arg, &hostile.text()));
            match answer {
                Answer::Done(_) | Answer::Pending(_) => taken += 1,
                Answer::Refused(_) => refused += 1,
                Answer::Unknown(why) => panic!("{why}"),
            }
        }
    }
    // Whoever pays is named on the receipt.
    for hostile in strings() {
        let pays = Command::new("payment.take")
            .about("3-2-1201")
            .arg("amount", "1")
            .arg("method", "cash")
            .arg("advance", "yes")
            .arg("payer", hostile.text());
        let answer = office.lock().unwrap().ask(office::WHO, pays);
        assert!(matches!(answer, Answer::Done(_) | Answer::Refused(_)));
    }
    let kept = keeps_only_safe_text(&office);
    let printed = prints_only_safe_paper(&office);
    assert!(printed > 20, "{printed} lines");
    assert!(
        taken > 60 && refused > 500 && kept > 500,
        "{taken} taken, {refused} refused, {kept} kept"
    );
    exported_as_data(office);
}

/// Nothing in any file we write is a formula.
fn exported_as_data(office: Office) {
    let desk = Desk::new(move |ask| Some(office::told(&office, ask)));
    for what in list::names() {
        let ran = desk.run(&["export", what]);
        assert_eq!(ran.code, 0, "{what}: {}", ran.err);
        printed_safely(&ran, &what);
        let out = ran.out.trim_start_matches('\u{feff}');
        for record in csv::Reader::from_reader(out.as_bytes()).records() {
            for cell in &record.unwrap() {
                let first = cell.trim_start_matches(' ').chars().next();
                let formula = first.is_some_and(|c| "=+-@＝＋－＠\t\r".contains(c));
                assert!(!formula || cell.parse::<f64>().is_ok(), "{what}: {cell:?}");
            }
        }
        let path = desk.path(&format!("{what}.xlsx"));
        let ran = desk.run(&["export", what, "--format", "xlsx", "--out", &path]);
        assert_eq!(ran.code, 0, "{what}: {}", ran.err);
        let bytes = Cursor::new(std::fs::read(path).unwrap());
        let mut book: calamine::Xlsx<_> = calamine::open_workbook_from_rs(bytes).unwrap();
        for sheet in book.sheet_names() {
            let formulas = book.worksheet_formula(&sheet).unwrap();
            assert_eq!(formulas.used_cells().count(), 0, "{what}");
        }
    }
}

#[test]
fn typed_and_pasted_as_bytes_each_leaves_the_terminal_as_it_was() {
    let office = office::open();
    // Every family comes up in the everyday run as well.
    let all: Vec<Hostile> = strings().into_iter().step_by(size(9, 1, 1)).collect();
    for (at, part) in all.chunks(A_TERMINAL).enumerate() {
        let mut line = Line::to(&office);
        for (n, hostile) in part.iter().enumerate() {
            let way = ENTRIES[(at * A_TERMINAL + n) % ENTRIES.len()];
            let pasted = [b"\x1b[200~", hostile.bytes.as_slice(), b"\x1b[201~"].concat();
            let typed = &hostile.bytes[..hostile.bytes.len().min(TYPED)];
            for bytes in [pasted.as_slice(), typed] {
                line.screen.keys(way);
                for input in decoded(bytes) {
                    match input {
                        Input::Key(key) => line.screen.event(Event::Key(key)),
                        Input::Paste { text, cut } => line.screen.event(Event::Paste(text, cut)),
                        Input::CursorReport { .. } | Input::Ready => {}
                    }
                }
                line.look();
                line.screen.keys("enter");
                line.look();
                line.screen.keys("esc esc esc esc esc");
            }
        }
        line.look();
    }
    keeps_only_safe_text(&office);
}

/// What the terminal's bytes mean once nothing more comes.
fn decoded(bytes: &[u8]) -> Vec<Input> {
    let mut decoder = Decoder::new();
    let mut inputs = decoder.feed(bytes, 0);
    while let Some(deadline) = decoder.deadline() {
        inputs.extend(decoder.tick(deadline));
    }
    inputs
}

#[test]
fn in_the_books_already_each_is_shown_and_printed_safely() {
    let all = strings();
    let mut texts = all.iter().map(Hostile::text);
    let mut at = 0;
    let lists: Vec<&str> = list::names().collect();
    while texts.len() > 0 {
        let office = books::spoilt_with(|| texts.next().unwrap_or_default());
        for way in WAYS.iter().cycle().skip(at).take(size(2, 6, 6)) {
            let mut line = Line::to(&office);
            line.screen.keys(way);
            line.look();
            line.screen.keys("tab down");
            line.look();
        }
        let asked = Arc::clone(&office);
        let desk = Desk::new(move |ask| Some(office::told(&asked, ask)));
        for what in lists.iter().cycle().skip(at).take(size(3, 6, 6)) {
            printed_safely(&desk.run(&["list", what, "--reveal"]), what);
            printed_safely(&desk.run(&["list", what, "--json", "--reveal"]), what);
            printed_safely(&desk.run(&["export", what, "--reveal"]), what);
        }
        for number in ["R1121-001", "C1121-001", "3-2-1201"] {
            printed_safely(&desk.run(&["show", number]), &number);
        }
        at += 3;
    }
}

#[test]
fn on_the_command_line_each_is_repeated_safely() {
    let office = office::open();
    let asked = Arc::clone(&office);
    let desk = Desk::new(move |ask| Some(office::told(&asked, ask)));
    let ways: &[(&[&str], &str)] = &[
        (&["do", "ticket.note", "R1121-001"], "text="),
        (&["do", "contact.log"], "caller="),
        (&["list", "tickets", "--where"], "text ~ "),
        (&["list", "people", "--where"], ""),
        (&["show"], ""),
        (&["import", "community"], ""),
        (&["export", "tickets", "--format"], ""),
        (&["--as"], ""),
        (&[], ""),
    ];
    for (at, hostile) in strings().iter().enumerate() {
        let (before, begin) = ways[at % ways.len()];
        let bytes = hostile.bytes.iter().copied().filter(|byte| *byte != 0);
        let last: Vec<u8> = begin.bytes().chain(bytes).collect();
        let mut args: Vec<OsString> = before.iter().map(OsString::from).collect();
        args.push(OsString::from_vec(last));
        printed_safely(&desk.run_os(&args), &(hostile.family, &args));
    }
    keeps_only_safe_text(&office);
}

#[test]
fn in_an_imported_file_each_is_read_safely_or_refused() {
    let limit = Limit::new(0, usize::MAX, usize::MAX);
    let (mut read, mut refused) = (0, 0);
    for hostile in strings() {
        let mut quoted = Vec::new();
        for byte in &hostile.bytes {
            quoted.extend(std::iter::repeat_n(*byte, 1 + usize::from(*byte == b'"')));
        }
        let file = [
            "楼号,单元,房间,建筑面积,房屋状态,业主名称,手机号,业主类型\n1,1,101,88.5,已入住,\""
                .as_bytes(),
            &quoted,
            "\",13900000101,业主\n".as_bytes(),
        ]
        .concat();
        let Ok(workbook) = read_text(&file) else {
            refused += 1;
            continue;
        };
        let staged = stage(&workbook, &Mapping::default(), &Known::default());
        for person in &staged.people {
            // Whoever had marks nobody sees in the name is told apart.
            let marks = hostile.text().chars().filter(|c| is_unseen(*c)).count();
            assert_eq!(person.unseen, marks, "{hostile:?}");
            let fault = SafeBlock::strict(&person.name, limit).err();
            assert_eq!(fault, None, "{hostile:?}: {:?}", person.name);
            read += 1;
        }
        let told = staged.faults.iter().map(|found| fault::facts(&found.kind));
        for (_, facts) in told.chain(staged.notes.iter().map(|note| fault::facts(&note.kind))) {
            for (name, value) in facts {
                assert_eq!(raw(&value), None, "{hostile:?}: {name}");
            }
        }
    }
    assert!(read > 150 && refused > 20, "{read} read, {refused} refused");
}

/// A name that only looks like another is marked on the card of the home; the plain one is not.
#[test]
fn a_name_that_looks_like_another_is_marked_on_the_card() {
    for (name, marked) in [
        ("王建国", false),
        ("Wаng Wei", true),
        ("\u{2f3a}建国", true),
    ] {
        let office = office::open();
        let edit = Command::new("person.edit").about("P4").arg("name", name);
        let answer = office.lock().unwrap().ask(office::WHO, edit);
        assert!(!marked || matches!(answer, Answer::Done(_)), "{answer:?}");
        let mut line = Line::to(&office);
        line.screen.keys("2 h");
        let card = line.look();
        assert!(card.contains(name), "{card}");
        assert_eq!(card.contains("含形近异体字符"), marked, "{card}");
    }
}

/// A name from which an import took marks nobody sees is marked until it is written anew.
#[test]
fn a_name_that_had_unseen_marks_is_marked_on_the_card() {
    const SAID: &str = "曾含隐形字符";
    let office = office::open();
    let mut person: Person = office.lock().unwrap().get(4);
    person.unseen = Some(2);
    office.lock().unwrap().put(&mut person);
    let card = |office: &Office| {
        let mut line = Line::to(office);
        line.screen.keys("2 h");
        line.look()
    };
    assert!(card(&office).contains(SAID), "{}", card(&office));
    let edit = |name: &str| Command::new("person.edit").about("P4").arg("name", name);
    let ask = |command| office.lock().unwrap().ask(office::WHO, command);
    let same = ask(edit(&person.name).arg("note", "问过"));
    assert!(matches!(same, Answer::Done(_)), "{same:?}");
    assert!(card(&office).contains(SAID));
    let anew = ask(edit("王建军"));
    assert!(matches!(anew, Answer::Done(_)), "{anew:?}");
    assert!(!card(&office).contains(SAID));
}
