//! Lists, records and exports as scripts and people get them.

use frontdesk::domain::calendar::{Day, Instant, Month};
use frontdesk::domain::error::{Fact, Refusal, Why};
use frontdesk::domain::id::Letter;
use frontdesk::domain::money::Amount;
use frontdesk::service::answer::{Answer, Done};
use frontdesk::service::query::{Query, Reply};
use frontdesk::service::subject::Subject;
use frontdesk::service::view::{
    Cell, Detail, Explanation, Field, HistoryLine, Listing, PaperLine, Papers,
};
use frontdesk::wire::{Ask, Body};

use super::desk::{Desk, number};

const COLUMNS: [&str; 8] = [
    "premises",
    "payer",
    "amount",
    "months",
    "oldest_due_on",
    "at",
    "overdue",
    "period",
];

fn row(name: &str) -> Vec<Cell> {
    vec![
        Cell::Text("3-2-1201".to_owned()),
        Cell::Text(name.to_owned()),
        Cell::Money(Amount::from_fen(123_605).unwrap()),
        Cell::Whole(7),
        Cell::Day(Day::from_ymd(2026, 4, 30).unwrap()),
        Cell::At(Instant::parse("2026-11-21T14:32:05+08:00").unwrap()),
        Cell::Yes(true),
        Cell::Month(Month::new(2026, 11).unwrap()),
    ]
}

/// A server with these rows, given out two at a time.
fn listing(names: &[&str]) -> Desk {
    let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    Desk::new(move |ask| {
        let Ask::Query(query) = ask else { return None };
        let Query::List(query) = &**query else {
            return None;
        };
        let from = query
            .after
            .as_ref()
            .map_or(0, |after| usize::from(after[0]));
        let to = names.len().min(from + 2.min(query.limit as usize));
        Some(Body::Reply(Box::new(Reply::List(Listing {
            columns: COLUMNS.map(str::to_owned).to_vec(),
            rows: names[from..to].iter().map(|name| row(name)).collect(),
            next: (to < names.len()).then(|| vec![u8::try_from(to).unwrap()]),
            zone: 480,
            ..Listing::default()
        }))))
    })
}

#[test]
fn a_row_is_a_json_object_on_a_line() {
    let ran = listing(&["王建国", "周敏", "刘洋"]).run(&["list", "arrears", "--json"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let lines: Vec<&str> = ran.out.lines().collect();
    assert_eq!(lines.len(), 3, "all pages");
    assert_eq!(
        lines[0],
        "{\"premises\":\"3-2-1201\",\"payer\":\"王建国\",\"amount\":\"1236.05\",\"months\":7,\
         \"oldest_due_on\":\"2026-04-30\",\"at\":\"2026-11-21T14:32:05+08:00\",\"overdue\":true,\
         \"period\":\"2026-11\"}"
    );
}

#[test]
fn conditions_and_limit_are_passed_on() {
    let desk = listing(&["a", "b", "c", "d", "e"]);
    let ran = desk.run(&[
        "list",
        "arrears",
        "--where",
        "amount > 100",
        "--where",
        "overdue = true",
        "--limit",
        "3",
        "--json",
    ]);
    assert_eq!(ran.out.lines().count(), 3);
    let Ask::Query(query) = &ran.asked[0] else {
        panic!("{:?}", ran.asked);
    };
    let Query::List(query) = &**query else {
        panic!("{query:?}");
    };
    assert_eq!(query.what, "arrears");
    assert_eq!(query.conditions, ["amount > 100", "overdue = true"]);
    assert!(!query.reveal);
    assert_eq!(desk.run(&["list", "arrears", "--limit", "0"]).code, 0);
}

#[test]
fn hostile_records_do_not_reach_the_terminal() {
    let hostile = "\u{1b}]0;x\u{7}\u{9b}2J\u{202e}王\r\n";
    let desk = listing(&[hostile]);
    for args in [
        &["list", "arrears"][..],
        &["list", "arrears", "--json"],
        &["export", "arrears", "--format", "json"],
        &["export", "arrears"],
    ] {
        let ran = desk.run(args);
        assert_eq!(ran.code, 0);
        let bad = ran
            .out
            .trim_start_matches('\u{feff}')
            .chars()
            .find(|c| *c != '\n' && *c != '\r' && frontdesk::domain::safe_text::is_hidden(*c));
        assert_eq!(bad, None, "{args:?} {:?}", ran.out);
    }
    let json = desk.run(&["list", "arrears", "--json"]).out;
    assert_eq!(json.lines().count(), 1);
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(value["payer"], hostile, "nothing is lost");
}

#[test]
fn people_get_a_table_with_headings() {
    let ran = listing(&["王建国", "李"]).run(&["--lang", "zh-Hans", "list", "arrears"]);
    let lines: Vec<&str> = ran.out.lines().collect();
    assert_eq!(lines.len(), 3);
    assert!(lines[0].starts_with("房号"), "{}", lines[0]);
    assert!(lines[1].contains("1,236.05"), "{}", lines[1]);
    assert!(lines[2].contains("2026-11-21 14:32"), "{}", lines[2]);
}

#[test]
fn an_export_opens_as_data() {
    let desk = listing(&["=1+1", "+86", "-x", "@x", "＝1", "李"]);
    let csv = desk.path("a.csv");
    let ran = desk.run(&["export", "arrears", "--out", &csv]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let text = std::fs::read_to_string(&csv).unwrap();
    for guarded in ["'=1+1", "'+86", "'-x", "'@x", "'＝1", ",李,"] {
        assert!(text.contains(guarded), "{guarded} in {text}");
    }
    assert!(text.contains(",1236.05,7,"), "numbers stay numbers: {text}");
    let mode =
        std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(&csv).unwrap().permissions());
    assert_eq!(mode & 0o777, 0o600);
    let ran = desk.run(&["export", "arrears", "--out", &csv]);
    assert_eq!(ran.code, 1, "nothing is replaced unasked");
    let ran = desk.run(&["export", "arrears", "--out", &csv, "--replace"]);
    assert_eq!(ran.code, 0);
    let link = desk.path("link.csv");
    std::os::unix::fs::symlink(&csv, &link).unwrap();
    let ran = desk.run(&["export", "arrears", "--out", &link, "--replace"]);
    assert_eq!(ran.code, 1, "no link is followed");
}

#[test]
fn a_workbook_is_written_into_a_file_only() {
    let desk = listing(&["=1+1"]);
    assert_eq!(desk.run(&["export", "arrears", "--format", "xlsx"]).code, 2);
    let file = desk.path("a.xlsx");
    let ran = desk.run(&["export", "arrears", "--format", "xlsx", "--out", &file]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(std::fs::read(&file).unwrap().starts_with(b"PK"));
}

fn record() -> Desk {
    Desk::new(|ask| {
        let Ask::Query(query) = ask else { return None };
        let at = Instant::parse("2026-11-20T09:00:00+08:00").unwrap();
        Some(Body::Reply(Box::new(match &**query {
            Query::Show(_) => Reply::Detail(Detail {
                subject: Subject { kind: 1, id: 2 },
                version: 4,
                name: "R20261121-018".to_owned(),
                kind: "repair".to_owned(),
                state: "dispatched".to_owned(),
                fields: vec![
                    Field::new("premises", "3-2-1201"),
                    Field::new("due_at", Fact::At(at)),
                    Field::new("voices", "陈淑芬"),
                    Field::new("voices", "刘洋"),
                ],
                text: "厨房水管漏水\u{1b}[2J".to_owned(),
                history: vec![HistoryLine {
                    at,
                    by: "李芳".to_owned(),
                    command: "ticket.dispatch".to_owned(),
                    kind: "move".to_owned(),
                    before: "received".to_owned(),
                    after: "dispatched".to_owned(),
                    field: String::new(),
                    text: String::new(),
                }],
                household: None,
                number: Some(number(Letter::Repair, 18)),
                ended: false,
                entries: Vec::new(),
            }),
            Query::Explain(_) => Reply::Explain(vec![Explanation::of(
                "repair.dispatch.normal",
                vec![Field::new("due_at", Fact::At(at))],
            )]),
            Query::Record(_) => Reply::List(Listing::default()),
            Query::Paper(_) => Reply::Papers(Box::new(Papers {
                printer: String::new(),
                escpos: false,
                columns: 80,
                kind: String::from("work_log"),
                template: None,
                fault: None,
                sheets: vec![vec![
                    PaperLine::Text("翠湖花园".to_owned()),
                    PaperLine::Title("field-work_slip".to_owned()),
                    PaperLine::Rule,
                    PaperLine::Field(Field::new("number", "R20261121-018")),
                    PaperLine::Field(Field::new("place", "厨房\u{202e}水管".repeat(20))),
                    PaperLine::Text("漏水".repeat(50)),
                    PaperLine::Sign("field-signature_worker".to_owned()),
                ]],
            })),
            _ => return None,
        })))
    })
}

#[test]
fn a_shift_is_printed_on_eighty_columns() {
    let at = |time: &str| Fact::At(Instant::parse(&format!("2026-11-20T{time}:00+08:00")).unwrap());
    let row = |lead: Fact, number: Option<&str>, rest: &[Fact]| PaperLine::Row {
        lead,
        number: number.map(str::to_owned),
        rest: rest.to_vec(),
    };
    let term = |key: &str| Fact::Term(key.to_owned());
    let desk = Desk::new(move |ask| {
        let Ask::Query(query) = ask else {
            return None;
        };
        let Query::WorkLog(day, person) = &**query else {
            return None;
        };
        assert_eq!(day.unwrap().to_string(), "2026-11-20");
        assert_eq!(person.as_deref(), Some("李芳"));
        Some(Body::Reply(Box::new(Reply::Paper(vec![
            PaperLine::Text("翠湖花园".to_owned()),
            PaperLine::Title("field-work_log".to_owned()),
            PaperLine::Rule,
            PaperLine::Field(Field::new("began_at", at("07:44"))),
            PaperLine::Rule,
            row(
                at("08:01"),
                Some("C20261120-001"),
                &[
                    term("command-contact-log"),
                    "3-2-1201".into(),
                    "厨房漏水".repeat(12).into(),
                ],
            ),
            row(
                at("09:30"),
                None,
                &[
                    term("field-own_line"),
                    "".into(),
                    "二号楼电梯厂家来人".into(),
                ],
            ),
            PaperLine::Title("field-handover".to_owned()),
            PaperLine::Rule,
            row(
                term("choice-handover-late"),
                Some("R20261120-014"),
                &["2-1-0801".into(), "跳闸".into(), at("12:00")],
            ),
            PaperLine::Sign("field-handed_by".to_owned()),
        ]))))
    });
    let args = [
        "--lang",
        "zh-Hans",
        "shift",
        "--day",
        "2026-11-20",
        "--person",
        "李芳",
    ];
    let ran = desk.run(&args);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    insta::assert_snapshot!(ran.out);
    for line in ran.out.lines() {
        assert!(unicode_width::UnicodeWidthStr::width(line) <= 80, "{line}");
    }
    let ran = desk.run(&["shift", "--day", "31.2."]);
    assert_eq!(ran.code, 1, "{}", ran.err);
}

#[test]
fn a_record_is_shown_with_its_history_and_its_reasons() {
    let ran = record().run(&["show", "R1121-018", "--json"]);
    let value: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(value["number"], "R20261121-018");
    assert_eq!(value["state"], "dispatched");
    assert_eq!(value["due_at"], "2026-11-20T09:00:00+08:00");
    assert_eq!(value["voices"], serde_json::json!(["陈淑芬", "刘洋"]));
    assert_eq!(value["history"][0]["after"], "dispatched");
    assert_eq!(value["explanation"][0]["name"], "due_at");
    let ran = record().run(&["--lang", "zh-Hans", "show", "R1121-018"]);
    assert_eq!(ran.code, 0);
    for part in [
        "R20261121-018  已派工",
        "<U+001B>[2J",
        "已受理 → 已派工",
        "期限      昨天 09:00",
    ] {
        assert!(ran.out.contains(part), "{part} in\n{}", ran.out);
    }
}

#[test]
fn a_slip_is_eighty_columns_of_plain_text() {
    let ran = record().run(&["--lang", "zh-Hans", "show", "R1121-018", "--paper"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let ruler = frontdesk::tui::text::Ruler::new(frontdesk::tui::text::Widths::default(), "");
    for line in ran.out.lines() {
        assert!(ruler.width(line) <= 80, "{line}");
    }
    let lines: Vec<&str> = ran.out.lines().collect();
    assert_eq!(lines[1].trim(), "派工单");
    assert_eq!(lines[2], "-".repeat(80));
    assert_eq!(lines[3], "单号          R20261121-018");
    assert!(lines[4].contains("<U+202E>"), "{}", ran.out);
    assert!(lines.iter().any(|line| line.starts_with("              ")));
    assert!(ran.out.matches("漏水").count() >= 49, "{}", ran.out);
    assert!(lines.last().unwrap().ends_with(&"_".repeat(40)));
    let both = record().run(&["show", "R1121-018", "--paper", "--json"]);
    assert_eq!(both.code, 2);
}

/// What is on paper must be in the log: a receipt is counted before it is printed, and not printed where that is refused.
#[test]
fn a_receipt_is_counted_before_it_is_printed() {
    let desk = |allowed: bool| {
        Desk::new(move |ask| match ask {
            Ask::Do { command, .. } => {
                assert_eq!(command.name, "payment.print");
                assert_eq!(command.subject.as_deref(), Some("S20261121-003"));
                Some(Body::Answer(if allowed {
                    Answer::Done(Done::default())
                } else {
                    Answer::Refused(Refusal::new(Why::NotSignedOn))
                }))
            }
            Ask::Query(query) => Some(Body::Reply(Box::new(match &**query {
                Query::Show(_) => Reply::Detail(Detail {
                    subject: Subject { kind: 12, id: 3 },
                    version: 1,
                    name: "S20261121-003".to_owned(),
                    kind: "payment".to_owned(),
                    state: String::new(),
                    fields: Vec::new(),
                    text: String::new(),
                    history: Vec::new(),
                    household: None,
                    number: Some(number(Letter::Receipt, 3)),
                    ended: false,
                    entries: Vec::new(),
                }),
                Query::Paper(_) => Reply::Papers(Box::new(Papers {
                    columns: 80,
                    kind: "none".to_owned(),
                    sheets: vec![vec![PaperLine::Title("field-receipt".to_owned())]],
                    ..Papers::default()
                })),
                _ => return None,
            }))),
            _ => None,
        })
    };
    let ran = desk(true).run(&["--lang", "zh-Hans", "show", "S1121-003", "--paper"]);
    assert_eq!((ran.code, ran.out.trim()), (0, "收据"), "{}", ran.err);
    let counted = |ask: &Ask| matches!(ask, Ask::Do { .. });
    let printed =
        |ask: &Ask| matches!(ask, Ask::Query(query) if matches!(**query, Query::Paper(_)));
    let counted = ran.asked.iter().position(counted).unwrap();
    assert!(counted < ran.asked.iter().position(printed).unwrap());
    let ran = desk(false).run(&["show", "S1121-003", "--paper"]);
    assert!(ran.code != 0 && ran.out.is_empty(), "{}", ran.out);
}

#[test]
fn on_a_terminal_a_list_takes_one_line_a_row_and_says_what_it_leaves_out() {
    let mut desk = listing(&[
        "王建国",
        "李芳，住在很远的地方，名字也很长很长很长很长",
        "孙丽",
    ]);
    let whole = desk.run(&["list", "arrears"]);
    assert!(
        whole.out.contains("Paid") || whole.out.contains("2026-11"),
        "{}",
        whole.out
    );
    assert_eq!(whole.err, "");
    desk.room = Some(40);
    let ran = desk.run(&["list", "arrears"]);
    assert_eq!((ran.code, ran.out.lines().count()), (0, 4), "{}", ran.out);
    let ruler = frontdesk::tui::text::Ruler::new(frontdesk::tui::text::Widths::default(), "…");
    for line in ran.out.lines() {
        assert!(ruler.width(line) <= 40, "{line}");
    }
    assert!(
        ran.out.contains("3-2-1201") && ran.out.contains("1,236.05"),
        "{}",
        ran.out
    );
    assert!(!ran.out.contains("2026-04-30"), "{}", ran.out);
    assert_eq!(ran.err.lines().count(), 1, "{}", ran.err);
    assert!(ran.err.contains("--json"), "{}", ran.err);
    // A script gets everything, on a terminal too.
    let json = desk.run(&["list", "arrears", "--json"]);
    assert!(json.out.contains("2026-04-30") && json.err.is_empty());
}

#[test]
fn a_list_without_rows_has_its_headings_and_says_that_there_are_none() {
    let desk = listing(&[]);
    let ran = desk.run(&["list", "arrears"]);
    assert_eq!((ran.code, ran.out.lines().count()), (0, 1), "{}", ran.out);
    assert_eq!(ran.err, "There are none.\n");
    let json = desk.run(&["list", "arrears", "--json"]);
    assert_eq!((json.out.as_str(), json.err.as_str()), ("", ""));
}

#[test]
fn settings_are_listed_by_key_and_by_name() {
    let text = |text: &str| Cell::Text(text.to_owned());
    let rows = vec![
        vec![text("fee.due_day"), text("20"), text("15")],
        vec![
            text("limit.repair.dispatch.normal"),
            text("2h"),
            text("30m"),
        ],
        vec![text("complaint.level2_by_manager"), text("yes"), text("no")],
    ];
    let mut desk = Desk::new(move |ask| match ask {
        Ask::Query(_) => Some(Body::Reply(Box::new(Reply::List(Listing {
            columns: ["setting", "value", "default"].map(str::to_owned).to_vec(),
            rows: rows.clone(),
            next: None,
            zone: 480,
            ..Listing::default()
        })))),
        _ => None,
    });
    desk.language = "zh-Hans";
    let ran = desk.run(&["list", "settings"]);
    for part in [
        "fee.due_day",
        "每月应缴日",
        "limit.repair.dispatch.normal",
        "2 小时",
        "是",
    ] {
        assert!(ran.out.contains(part), "{part} in\n{}", ran.out);
    }
    assert!(
        !ran.out.contains("yes") && !ran.out.contains("2h"),
        "{}",
        ran.out
    );
    let json = desk.run(&["list", "settings", "--json"]);
    assert!(json.out.contains("\"value\":\"2h\""), "{}", json.out);
}
