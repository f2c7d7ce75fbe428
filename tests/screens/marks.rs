//! Marked rows, and the form of one act on all of them.

use frontdesk::domain::error::{Fact, Refusal, Why};
use frontdesk::domain::office::Draft;
use frontdesk::tui::layers::print::Print;
use frontdesk::wire::{Answer, Ask, Body, Command, Message, Pane, Query, Reply, Subject};

use super::day;
use crate::support::screen::Screen;

/// The one command that was sent, with its arguments.
#[track_caller]
fn sent(screen: &mut Screen) -> Command {
    let mut commands = screen.take_commands();
    assert_eq!(commands.len(), 1, "{}", screen.picture());
    commands.remove(0)
}

fn arg<'a>(command: &'a Command, name: &str) -> &'a str {
    let found = command.args.iter().find(|(known, _)| known == name);
    found.map_or("", |(_, text)| text.as_str())
}

#[test]
fn what_is_marked_keeps_its_hour_where_the_line_is_short() {
    let ends = |cols| {
        let picture = day::screen(cols, 24).keys("2 M M m").picture();
        let rows = picture.lines().filter(|row| row.starts_with("  R"));
        let ends = |row: &str| {
            let mut words = row.split_whitespace();
            (
                words.next().map(str::to_owned),
                words.next_back().map(str::to_owned),
            )
        };
        let ends: Vec<_> = rows.map(ends).collect();
        assert_eq!(ends.len(), 2, "{cols}: {picture}");
        ends
    };
    let whole = ends(120);
    for cols in [42, 48, 54, 60, 70, 80] {
        assert_eq!(ends(cols), whole, "{cols}");
    }
}

#[test]
fn marked_rows_are_seen_without_colour_and_counted() {
    let mut screen = day::screen(80, 24);
    insta::assert_snapshot!(screen.keys("M M j M").picture());
}

#[test]
fn a_mark_is_taken_off_by_the_same_key_and_all_by_esc() {
    let mut screen = day::screen(80, 24);
    assert!(screen.keys("M M").picture().contains("已标记 2"));
    assert!(screen.keys("k M").picture().contains("已标记 1"));
    let picture = screen.keys("esc").picture();
    assert!(!picture.contains("已标记 "), "{picture}");
    assert!(picture.contains("已取消全部标记"));
}

#[test]
fn the_form_tells_who_is_sent_to_each_and_sends_one_command() {
    let mut screen = day::screen(80, 24);
    insta::assert_snapshot!(screen.keys("M M M a").picture());
    screen.take_asked();
    // Another one for the second alone; the third is left out.
    screen
        .keys("tab tab C-u")
        .types("李师傅")
        .keys("tab C-u enter");
    let command = sent(&mut screen);
    assert_eq!(
        (command.name.as_str(), arg(&command, "act")),
        ("ticket.bulk", "dispatch")
    );
    assert_eq!(
        arg(&command, "tickets"),
        "R1121-014@3:王师傅,R1121-009@3:李师傅"
    );
    assert!(
        !screen.picture().contains("已标记 "),
        "what was done is not marked any more"
    );
}

#[test]
fn all_go_to_the_one_named_above_them() {
    let mut screen = day::screen(80, 24);
    screen.keys("M M a").types("赵师傅");
    let picture = screen.picture();
    assert_eq!(
        picture.matches("赵师傅").count(),
        3,
        "above, and in both rows: {picture}"
    );
    screen.take_asked();
    screen.keys("enter");
    let command = sent(&mut screen);
    assert_eq!(arg(&command, "worker"), "赵师傅");
    assert_eq!(arg(&command, "tickets"), "R1121-014@3,R1121-009@3");
}

#[test]
fn what_does_not_take_it_is_named_and_the_others_are_offered() {
    let mut screen = day::screen(80, 24);
    screen.keys("j j M j M M M w");
    insta::assert_snapshot!(screen.picture());
    screen.take_asked();
    screen.types("缺料").keys("tab").types("明天").keys("enter");
    let command = sent(&mut screen);
    assert_eq!(
        arg(&command, "tickets"),
        "R1121-011@3,R1120-027@3,R1120-031@3"
    );
    assert_eq!(
        (arg(&command, "reason"), arg(&command, "until")),
        ("缺料", "明天")
    );
}

/// A server that refuses an act on several because of one of them.
fn refusing(why: Why, number: &'static str) -> crate::support::screen::Script {
    let mut usual = day::script();
    Box::new(move |ask| match ask {
        Ask::Do { command, .. } if command.name == "ticket.bulk" => {
            let fault = Refusal::new(why)
                .with("by", "张敏")
                .with("at", Fact::At(day::at("14:31")))
                .with("number", number)
                .with("state", Fact::Term("state-repair-closed".to_owned()));
            let mut refusal = Refusal::new(Why::SomeCannot).with("count", 1).with("of", 2);
            refusal.fields = vec![fault.on(number)];
            Some(Body::Answer(Answer::Refused(refusal)))
        }
        _ => usual(ask),
    })
}

#[test]
fn if_one_cannot_none_is_done_and_the_next_enter_does_the_others() {
    let mut screen = day::screen(80, 24);
    screen.link.script(refusing(Why::NotFromHere, "R1121-009"));
    screen.keys("M M m").types("已联系").keys("enter");
    insta::assert_snapshot!(screen.picture());
    screen.take_asked();
    screen.keys("enter");
    assert_eq!(arg(&sent(&mut screen), "tickets"), "R1121-014@3");
    // What somebody changed meanwhile is shown; it is done all the same by who has seen it.
    let mut screen = day::screen(80, 24);
    screen.link.script(refusing(Why::Stale, "R1121-009"));
    screen.keys("M M m").types("已联系").keys("enter");
    let picture = screen.picture();
    assert!(picture.contains("张敏 在 今天 14:31 改过"), "{picture}");
    screen.take_asked();
    screen.keys("enter");
    assert_eq!(
        arg(&sent(&mut screen), "tickets"),
        "R1121-014@3,R1121-009@3"
    );
}

#[test]
fn marks_stay_through_changes_and_go_with_their_rows() {
    let mut screen = day::screen(80, 24);
    screen.keys("M M");
    let touched = vec![Subject { kind: 2, id: 9 }];
    screen.message(Message::Notice {
        seq: 9,
        touched: touched.clone(),
    });
    assert!(screen.picture().contains("已标记 2"));
    // Somebody closed one of them: it is not in the list, and its mark neither.
    let mut usual = day::script();
    screen.link.script(Box::new(move |ask| {
        let mut body = usual(ask)?;
        if let Body::Reply(reply) = &mut body {
            match &mut **reply {
                Reply::Pane(rows) => rows
                    .rows
                    .retain(|row| (row.subject.kind, row.subject.id) != (2, 2)),
                Reply::Several(known) => {
                    for one in known.iter_mut().filter(|one| one.row.subject.id == 2) {
                        one.standing = false;
                    }
                }
                _ => {}
            }
        }
        Some(body)
    }));
    screen.message(Message::Notice { seq: 10, touched });
    let picture = screen.picture();
    assert!(picture.contains("已标记 1"), "{picture}");
    assert!(
        picture.contains("R1121-009 已不在列表里，标记已取消"),
        "{picture}"
    );
}

#[test]
fn what_is_done_to_one_at_a_time_is_not_done_to_the_marked() {
    let mut screen = day::screen(80, 24);
    screen.keys("M M d");
    let picture = screen.picture();
    assert!(picture.contains("只能一张一张办"), "{picture}");
    assert!(screen.take_commands().is_empty());
    // Elsewhere the marks mean nothing, and nothing else can be marked.
    let picture = screen.keys("3 M").picture();
    assert!(picture.contains("只能标记“报修工单”窗格"), "{picture}");
}

#[test]
fn another_person_finds_no_marks() {
    let mut screen = day::screen(80, 24);
    screen.keys("M M");
    screen.app.panes.clear();
    assert!(screen.app.panes.marks.is_empty());
}

#[test]
fn a_form_on_several_that_was_put_away_is_opened_again() {
    let mut screen = day::screen(80, 24);
    screen.keys("M M w").types("缺料");
    screen.take_asked();
    screen.keys("esc");
    let drafts: Vec<Draft> = screen
        .take_asked()
        .into_iter()
        .filter_map(|ask| match ask {
            Ask::SaveDraft(draft) => Some(draft),
            _ => None,
        })
        .collect();
    let kept = drafts.last().unwrap().clone();
    assert_eq!(kept.form, "ticket.bulk");
    let mut usual = day::script();
    screen.link.script(Box::new(move |ask| match ask {
        Ask::Query(query) if **query == Query::Drafts => {
            let drafts = Reply::Drafts(vec![kept.clone()], Vec::new());
            Some(Body::Reply(Box::new(drafts)))
        }
        _ => usual(ask),
    }));
    screen.keys("g u enter");
    let picture = screen.picture();
    assert!(picture.contains("挂起  2 张"), "{picture}");
    assert!(picture.contains("缺料"), "{picture}");
}

#[test]
fn the_pane_asks_for_its_marks_only_where_there_are_some() {
    let mut screen = day::screen(80, 24);
    let asks = |screen: &mut Screen| {
        screen.take_asked();
        screen.message(Message::Notice {
            seq: 9,
            touched: Vec::new(),
        });
        let asked = screen.take_asked();
        let of = |wanted: fn(&Query) -> bool| {
            let mut asked = asked.iter();
            asked.any(|ask| matches!(ask, Ask::Query(query) if wanted(query)))
        };
        assert!(of(|query| matches!(query, Query::Pane(Pane::Tickets, _))));
        of(|query| matches!(query, Query::Several(..)))
    };
    assert!(!asks(&mut screen));
    screen.keys("M");
    assert!(asks(&mut screen));
}

/// A server that has the slips of whatever is asked for, and this printer.
fn printing(printer: &'static str) -> crate::support::screen::Script {
    use frontdesk::wire::view::{OfficePaper, PaperLine, Papers};
    let mut usual = day::script();
    Box::new(move |ask| match ask {
        Ask::Query(query) if matches!(**query, Query::Papers(..)) => {
            let Query::Papers(kind, names) = &**query else {
                return None;
            };
            let slip = |name: &String| vec![PaperLine::Rule, PaperLine::Text(name.clone())];
            let reply = Reply::Papers(Box::new(Papers {
                printer: printer.to_owned(),
                escpos: false,
                columns: 80,
                kind: kind.clone(),
                sheets: names.iter().map(slip).collect(),
                template: Some(OfficePaper {
                    file: String::from("office/paper/work_slip.txt"),
                    source: String::from(
                        "{{ rule() }}\n{% for text in texts %}\n{{ text }}\n{% endfor %}\n{{ f.office }}\n",
                    ),
                }),
                fault: None,
            }));
            Some(Body::Reply(Box::new(reply)))
        }
        _ => usual(ask),
    })
}

#[test]
fn the_slips_of_all_marked_are_one_job_and_without_a_printer_one_file() {
    let folder = tempfile::tempdir().unwrap();
    let mut screen = day::screen(80, 24);
    screen.link.script(printing(""));
    screen.app.papers = Some(folder.path().join("slips"));
    screen.keys("M M L");
    assert!(screen.picture().contains("2 张单据已存到 /"));
    let file = folder.path().join("slips/R20261121-014+1.txt");
    let text = std::fs::read_to_string(file).unwrap();
    let pages: Vec<&str> = text.split('\u{c}').collect();
    assert_eq!(pages.len(), 2);
    for (page, number) in pages.iter().zip(["R20261121-014", "R20261121-009"]) {
        assert_eq!(*page, format!("{}\n{number}\n", "-".repeat(80)));
    }
    // What was printed stays marked: it may still be dispatched.
    assert!(screen.picture().contains("已标记 2"));
    // Without marks it is the ticket the eye is on.
    screen.keys("esc L");
    assert!(folder.path().join("slips/R20261121-011.txt").exists());
}

#[test]
fn where_slips_go_nowhere_that_is_said() {
    let mut screen = day::screen(80, 24);
    screen.link.script(printing(""));
    let picture = screen.keys("L").picture();
    assert!(picture.contains("没有打印，也没有存下"), "{picture}");
}

/// Every print of a receipt after the first is a copy, so none leaves without being counted.
#[test]
fn a_receipt_is_counted_before_it_is_printed() {
    let mut screen = day::screen(80, 24);
    screen.take_asked();
    let names = vec!["S20261121-003".to_owned()];
    screen
        .app
        .push(Box::new(Print::new("receipt", names, None)));
    screen.keys("f5");
    let asked = screen.take_asked();
    let at = |wanted: &dyn Fn(&Ask) -> bool| asked.iter().position(wanted);
    let counted = at(&|ask| {
        matches!(ask, Ask::Do { command, .. }
            if command.name == "payment.print" && command.subject.as_deref() == Some("S20261121-003"))
    });
    let printed =
        at(&|ask| matches!(ask, Ask::Query(query) if matches!(**query, Query::Papers(..))));
    assert!(counted.is_some() && counted < printed, "{asked:?}");
}
