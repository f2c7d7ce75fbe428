//! Files the command line reads and writes: backups, keymaps, imports.

use std::fs;

use frontdesk::domain::calendar::Day;
use frontdesk::domain::error::{Fact, Refusal, Why};
use frontdesk::domain::id::Number;
use frontdesk::service::answer::{Answer, Done};
use frontdesk::service::loading;
use frontdesk::service::query::{Query, Reply};
use frontdesk::service::subject::Subject;
use frontdesk::service::view::{DutyHealth, Hit, Hits, Verified};
use frontdesk::wire::{Ask, Body, Status};

use super::desk::Desk;

#[test]
fn a_backup_is_fetched_whole_or_not_at_all() {
    let data: Vec<u8> = (0..100_000_u32).flat_map(u32::to_le_bytes).collect();
    let served = data.clone();
    let desk = Desk::new(move |ask| match ask {
        Ask::Backup { name, from } => {
            assert_eq!(name.is_none(), *from == 0, "the name comes back");
            let from = usize::try_from(*from).unwrap();
            let to = served.len().min(from + 150_000);
            Some(Body::Piece {
                name: "asked-1.redb".to_owned(),
                bytes: served[from..to].to_vec(),
                total: served.len() as u64,
            })
        }
        // There are no files of follow-ups.
        Ask::Kept { .. } => Some(Body::Piece {
            name: String::new(),
            bytes: Vec::new(),
            total: 0,
        }),
        _ => None,
    });
    let file = desk.path("backup.redb");
    let ran = desk.run(&["backup", &file]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(fs::read(&file).unwrap(), data);
    assert_eq!(desk.run(&["backup", &file]).code, 1, "never over another");

    let mut pieces = 0;
    let broken = Desk::new(move |ask| match ask {
        Ask::Backup { .. } if pieces == 0 => {
            pieces += 1;
            Some(Body::Piece {
                name: "asked-1.redb".to_owned(),
                bytes: vec![1; 10],
                total: 20,
            })
        }
        _ => None,
    });
    let file = broken.path("backup.redb");
    assert_eq!(broken.run(&["backup", &file]).code, 1);
    let left = fs::read_dir(broken.path("")).unwrap().count();
    assert_eq!(left, 0, "nothing half is left");
}

#[test]
fn a_file_that_is_no_backup_is_not_restored() {
    let desk = Desk::new(|_| None);
    let file = desk.path("note.txt");
    fs::write(&file, "hello").unwrap();
    let ran = desk.run(&["restore", &file]);
    assert_eq!(ran.code, 1);
    assert_eq!(ran.err.lines().count(), 1, "{}", ran.err);
    assert!(!fs::exists(desk.path("data/frontdesk.redb")).unwrap());
    assert_eq!(desk.run(&["restore", &desk.path("none")]).code, 1);
}

#[test]
fn keys_are_printed_and_checked() {
    let desk = Desk::new(|_| None);
    let ran = desk.run(&["keys", "--print"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(ran.out.lines().count() > 40, "{}", ran.out);
    assert!(ran.out.lines().any(|line| line.contains("ticket.dispatch")));
    let vim = desk.run(&["--keymap", "vim", "keys"]).out;
    assert_ne!(vim, ran.out);
    assert_eq!(desk.run(&["--keymap", "emacs", "keys"]).code, 2);

    let file = desk.path("keys.toml");
    fs::write(&file, "[counter]\nx = \"ticket.done\"\n").unwrap();
    assert_eq!(desk.run(&["keys", "--check", &file]).code, 0);
    fs::write(&file, "[counter]\nx = \"ticket.dnoe\"\ny = \"nix\"\n").unwrap();
    let ran = desk.run(&["keys", "--check", &file]);
    assert_eq!((ran.code, ran.err.lines().count()), (1, 2), "{}", ran.err);
    assert!(ran.err.contains("keys.toml:2:") && ran.err.contains("ticket.done"));
    assert_eq!(desk.run(&["keys", "--check", &desk.path("none")]).code, 1);
}

#[test]
fn the_users_own_faults_are_told_and_the_default_stands() {
    let desk = Desk::new(|_| None);
    fs::create_dir_all(desk.path("config/frontdesk")).unwrap();
    fs::write(
        desk.path("config/frontdesk/keys.toml"),
        "[counter]\nx = 1\n",
    )
    .unwrap();
    let plain = Desk::new(|_| None).run(&["keys"]);
    let ran = desk.run(&["keys"]);
    assert_eq!((ran.code, &ran.out), (0, &plain.out));
    assert_eq!(ran.err.lines().count(), 2, "{}", ran.err);
}

/// What a server says of an import that brought one payment.
fn loaded() -> Done {
    let counted = ["buildings", "fees", "homes", "people", "ties", "payments"];
    let counts = counted.iter().flat_map(|name| {
        let added = i64::from(*name == "payments");
        [
            (format!("{name}_added"), Fact::Count(added)),
            (format!("{name}_known"), Fact::Count(0)),
        ]
    });
    let file = ("file".to_owned(), Fact::Text("paid.csv".to_owned()));
    let left_out = ("left_out".to_owned(), Fact::Count(0));
    Done {
        facts: counts.chain([file, left_out]).collect(),
        ..Done::default()
    }
}

fn empty_office() -> Desk {
    Desk::new(|ask| match ask {
        Ask::Query(query) if matches!(**query, Query::Known(..)) => {
            Some(Body::Reply(Box::new(Reply::Known(Box::default()))))
        }
        Ask::Import { .. } => Some(Body::Answer(Answer::Done(loaded()))),
        _ => None,
    })
}

#[test]
fn what_is_loaded_is_sent_in_the_terms_of_the_books() {
    let desk = empty_office();
    let file = desk.path("paid.csv");
    let text = "房号,收费项目,开始时间,结束时间,缴费日期,实收金额,收款人\n\
                1-1-101,物业费,2026-01-01,2026-03-31,2026-01-05,300.50,李芳\n";
    fs::write(&file, text).unwrap();
    let unsaid = desk.run(&["import", "paid", &file]);
    assert_eq!(unsaid.code, 1);
    assert!(
        unsaid.err.contains("1 payment of ¥300.50"),
        "{}",
        unsaid.err
    );
    let sum = ["import", "paid", &file, "--count", "1", "--total"];
    let differs = desk.run(&[&sum[..], &["300.49"]].concat());
    assert_eq!(differs.code, 1);
    assert!(differs.err.contains("difference ¥0.01"), "{}", differs.err);
    let sent = |ask: &Ask| matches!(ask, Ask::Import { .. });
    let asked = unsaid.asked.iter().chain(&differs.asked);
    assert!(!asked.clone().any(sent), "nothing is sent");
    let ran = desk.run(&[&sum[..], &["300.50"]].concat());
    assert_eq!(ran.code, 0, "{} {}", ran.out, ran.err);
    assert!(ran.out.starts_with("Imported paid.csv"), "{}", ran.out);
    let sent = ran.asked.iter().find_map(|ask| match ask {
        Ask::Import { piece, done, .. } => Some((piece, done)),
        _ => None,
    });
    let (piece, done) = sent.unwrap();
    assert!(done);
    let staged = loading::read(piece).unwrap();
    assert_eq!(staged.file, "paid.csv");
    assert_eq!(
        staged.digest,
        blake3::hash(text.as_bytes()).to_hex().as_str()
    );
    let paid = &staged.payments[0];
    assert_eq!(
        (paid.home.as_str(), paid.item.as_str()),
        ("1-1-101", "物业费")
    );
    assert_eq!((paid.months, paid.paid.fen()), (3, 30_050));
    assert!(paid.note.contains("李芳"), "{}", paid.note);
}

#[test]
fn a_trial_import_names_each_fault_with_its_place() {
    let desk = empty_office();
    let file = desk.path("paid.csv");
    let text = "房号,收费项目,缴费周期,开始时间,结束时间,缴费日期,应收金额,实收金额\n\
                1-1-101,物业费,1,2026-01-01,2026-01-31,2026-01-05,100,百元\n";
    fs::write(&file, text).unwrap();
    let ran = desk.run(&["--lang", "zh-Hans", "import", "paid", &file, "--dry-run"]);
    assert_eq!(ran.code, 1, "{} {}", ran.out, ran.err);
    assert!(ran.out.contains("第 2 行"), "{}", ran.out);
    assert!(ran.err.contains("没有导入"), "{}", ran.err);
    assert!(
        !ran.asked
            .iter()
            .any(|ask| matches!(ask, Ask::Import { .. })),
        "nothing is sent"
    );
}

#[test]
fn a_file_that_is_no_table_is_refused_by_name() {
    let desk = empty_office();
    for (name, bytes, part) in [
        ("a.xlsx", &b"%PDF-1.4"[..], "a PDF"),
        ("b.csv", b"", "is empty"),
        ("c.csv", b"\x7FELF\x02", "a program"),
    ] {
        let file = desk.path(name);
        fs::write(&file, bytes).unwrap();
        let ran = desk.run(&["import", "community", &file]);
        assert_eq!(ran.code, 1);
        assert!(ran.err.contains(part), "{name}: {}", ran.err);
    }
    assert_eq!(
        desk.run(&["import", "community", &desk.path("none")]).code,
        1
    );
}

#[test]
fn a_map_that_is_wrong_is_told_with_its_line() {
    let desk = empty_office();
    let map = desk.path("map.toml");
    fs::write(&map, "community = \"翠湖花园\"\n[owner]\n6 = \"\"\n").unwrap();
    let ran = desk.run(&["import", "community", "x.csv", "--map", &map]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("map.toml:3:"), "{}", ran.err);
}

#[test]
fn verify_tells_every_fault_and_fails() {
    let verified = |faults: &[&str]| {
        let found = Verified {
            counts: vec![("tickets".to_owned(), 3)],
            faults: faults.iter().map(|fault| (*fault).to_owned()).collect(),
            seq: 9,
            hash: vec![0xab; 32],
        };
        Desk::new(move |ask| match ask {
            Ask::Query(_) => Some(Body::Reply(Box::new(Reply::Verify(found.clone())))),
            _ => None,
        })
    };
    let ran = verified(&[]).run(&["verify"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(ran.out.contains("tickets 3") && ran.out.contains("abab"));
    let ran = verified(&["one\u{1b}[2J", "two"]).run(&["verify"]);
    assert_eq!(ran.code, 1);
    assert!(
        ran.err.starts_with("one<U+001B>[2J\ntwo\n2 faults"),
        "{}",
        ran.err
    );
}

#[test]
fn status_is_told_in_json_too() {
    let desk = Desk::new(|ask| match ask {
        Ask::Status => Some(Body::Status(Status {
            pid: 7,
            seq: 12,
            terminals: 2,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            ..Status::default()
        })),
        Ask::Do { .. } => Some(Body::Refused(Refusal::new(Why::BadPhone))),
        Ask::Query(query) if **query == Query::DutyHealth => {
            let health = DutyHealth {
                on: 7,
                ..DutyHealth::default()
            };
            Some(Body::Reply(Box::new(Reply::DutyHealth(health))))
        }
        _ => None,
    });
    let ran = desk.run(&["status", "--json"]);
    let value: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(
        (&value["pid"], &value["seq"], &value["terminals"]),
        (&7.into(), &12.into(), &2.into())
    );
    assert!(value["version"].is_string() && value["data"].is_string());
    let ran = desk.run(&["ring", "abc"]);
    assert_eq!(
        (ran.code, ran.err.as_str()),
        (1, "This is not a phone number.\n")
    );
    let ran = desk.run(&["doctor"]);
    assert_eq!(ran.code, 0);
    assert!(ran.out.contains("7 duties, none counted"), "{}", ran.out);
}

#[test]
fn a_ring_says_who_calls_and_on_how_many_counters_it_is_shown() {
    let desk = |counters: u32, known: bool| {
        Desk::new(move |ask| match ask {
            Ask::Do { command, .. } => {
                assert_eq!(command.name, "contact.ring");
                Some(Body::Answer(Answer::Done(Done {
                    number: Number::parse("C20261121-004", Day::from_ymd(2026, 11, 21).unwrap()),
                    facts: vec![(
                        "state".to_owned(),
                        Fact::Term("state-contact-ringing".to_owned()),
                    )],
                    ..Done::default()
                })))
            }
            Ask::Status => Some(Body::Status(Status {
                counters,
                ..Status::default()
            })),
            Ask::Query(query) if matches!(**query, Query::Find(..)) => {
                Some(Body::Reply(Box::new(Reply::Found(Hits {
                    hits: Vec::from_iter(known.then(|| Hit {
                        subject: Subject { kind: 2, id: 1 },
                        kind: "person".to_owned(),
                        name: "王建国".to_owned(),
                        text: "3-2-1201".to_owned(),
                        household: None,
                        why: "phone".to_owned(),
                        at: None,
                    })),
                    ..Hits::default()
                }))))
            }
            _ => None,
        })
    };
    let ring = ["--lang", "zh-Hans", "ring", "138 0013 5678"];
    let ran = desk(2, true).run(&ring);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let told = "138 0013 5678 来电：王建国 3-2-1201；C1121-004 振铃中；已显示在 2 个终端上\n";
    assert_eq!(ran.out, told);
    let ran = desk(1, false).run(&["ring", "13800135678"]);
    assert!(ran.out.ends_with("shown on 1 terminal\n") && ran.out.contains("nobody is known"));
    // It is written down all the same: whoever sits down finds a missed call.
    let ran = desk(0, true).run(&ring);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(ran.out.contains("没有人坐在前台"), "{}", ran.out);
    let ran = desk(2, true).run(&["--lang", "zh-Hans", "ring", "13800135678", "--ended"]);
    assert_eq!(ran.out, "C1121-004 振铃中\n");
}
