//! Forms: prefilled, offered values, faults beside the field, drafts, lost lines.

use frontdesk::domain::error::{FieldFault, Refusal, Why};
use frontdesk::tui::turn::Event;
use frontdesk::wire::{Answer, Ask, Body, Query, Reply};

use super::day;
use crate::support::screen::Screen;

fn dispatched(screen: &mut Screen) -> Vec<(String, String)> {
    let command = screen.take_commands().remove(0);
    assert_eq!(command.name, "ticket.dispatch");
    assert_eq!(command.subject.as_deref(), Some("R20261121-014"));
    assert_eq!(command.seen, Some(3));
    command.args
}

fn worker(name: &str) -> Vec<(String, String)> {
    vec![("worker".to_owned(), name.to_owned())]
}

#[test]
fn the_proposed_worker_takes_two_keys() {
    let mut screen = day::screen(80, 24);
    screen.keys("a");
    insta::assert_snapshot!(screen.picture());
    screen.keys("enter");
    assert_eq!(dispatched(&mut screen), worker("王师傅"));
    assert!(screen.picture().contains("已派工"));
}

#[test]
fn another_worker_takes_four() {
    let mut screen = day::screen(80, 24);
    screen.keys("a C-u").types("l");
    insta::assert_snapshot!(screen.picture());
    screen.keys("down enter");
    assert_eq!(dispatched(&mut screen), worker("李师傅"));
}

#[test]
fn enter_before_the_form_has_begun_saves_it_as_it_begins() {
    let mut screen = day::screen(80, 24);
    screen.silence();
    screen.keys("a enter");
    assert_eq!(screen.take_commands(), []);
    screen.link.script(day::script());
    screen.catch_up();
    assert_eq!(dispatched(&mut screen), worker("王师傅"));
}

#[test]
fn what_is_wrong_stands_at_its_field() {
    let mut screen = day::screen(80, 24);
    screen.link.script(Box::new(|ask| {
        if let Ask::Do { .. } = ask {
            let fault = |field: &str, why| FieldFault {
                field: field.to_owned(),
                why,
                facts: Vec::new(),
            };
            let faults = vec![fault("until", Why::BadDay), fault("reason", Why::TooShort)];
            let mut refusal = Refusal::fields(faults);
            refusal.fields[1]
                .facts
                .push(("limit".to_owned(), 2_usize.into()));
            return Some(Body::Answer(Answer::Refused(refusal)));
        }
        day::script()(ask)
    }));
    screen.keys("w").types("x").keys("enter");
    insta::assert_snapshot!(screen.picture());
}

#[test]
fn letters_are_text_in_a_form() {
    let mut screen = day::screen(80, 24);
    screen.keys("m").types("q 123 /:?");
    let picture = screen.picture();
    assert!(picture.contains("q 123 /:?▏"), "{picture}");
}

#[test]
fn the_cursor_is_never_in_the_last_row() {
    for (cols, rows) in [(80, 24), (59, 19), (40, 10), (120, 36)] {
        let mut screen = day::screen(cols, rows);
        screen.keys("c").types("321201");
        for _ in 0..40 {
            let (_, cursor) = screen.frame();
            assert!(
                cursor.is_some_and(|at| at.y + 1 < rows),
                "{cols}x{rows} {cursor:?}"
            );
            screen.keys("tab");
        }
    }
}

#[test]
fn text_is_with_the_server_two_seconds_after_the_key() {
    let mut screen = day::screen(80, 24);
    screen.keys("m").types("等电梯");
    screen.take_asked();
    screen.pass(1_000);
    assert_eq!(drafts(&mut screen), Vec::<String>::new());
    screen.pass(1_000);
    assert_eq!(drafts(&mut screen), ["等电梯"]);
    // Nothing new, nothing sent.
    screen.pass(10_000);
    assert_eq!(drafts(&mut screen), Vec::<String>::new());
    screen.types("。").keys("esc");
    assert_eq!(drafts(&mut screen), ["等电梯。"]);
    assert!(screen.picture().contains("草稿已存"));
}

fn drafts(screen: &mut Screen) -> Vec<String> {
    screen
        .take_asked()
        .into_iter()
        .filter_map(|ask| match ask {
            Ask::SaveDraft(draft) => draft
                .fields
                .into_iter()
                .find(|(name, _)| name == "text")
                .map(|(_, text)| text),
            _ => None,
        })
        .collect()
}

#[test]
fn a_pin_is_never_in_a_draft() {
    let mut screen = day::screen(80, 24);
    screen.keys(":").types("staff.pin").keys("enter");
    let picture = screen.picture();
    assert!(picture.contains("设置密码"), "{picture}");
    screen
        .keys("tab")
        .types("135790")
        .keys("tab")
        .types("135790");
    assert!(screen.picture().contains("******"), "{}", screen.picture());
    screen.pass(3_000);
    for ask in screen.take_asked() {
        if let Ask::SaveDraft(draft) = ask {
            assert!(
                draft
                    .fields
                    .iter()
                    .all(|(_, value)| !value.contains("135790"))
            );
        }
    }
}

/// The ids of the commands asked for since.
fn requests(screen: &mut Screen) -> Vec<[u8; 16]> {
    let asked = screen.take_asked().into_iter();
    asked
        .filter_map(|ask| match ask {
            Ask::Do { request, .. } => Some(request),
            _ => None,
        })
        .collect()
}

#[test]
fn a_lost_line_keeps_the_text_and_asks_again_under_the_same_id() {
    let mut screen = day::screen(80, 24);
    screen.keys("m").types("等电梯");
    screen.silence();
    screen.take_asked();
    screen.keys("enter");
    // The draft goes first and is not answered; then the line is cut.
    screen.link.script(Box::new(|ask| match ask {
        Ask::Do { .. } => None,
        other => day::script()(other),
    }));
    screen.catch_up();
    let first = requests(&mut screen);
    assert_eq!(first.len(), 1);
    screen.cut();
    let picture = screen.picture();
    assert!(
        picture.contains("等电梯") && picture.contains("正在重连"),
        "{picture}"
    );
    sent_again(&mut screen, &first);
}

/// The line is mended: what was sent is sent again under the same id, and its form is done with.
#[track_caller]
fn sent_again(screen: &mut Screen, first: &[[u8; 16]]) {
    screen.link.script(day::script());
    screen.mend();
    assert_eq!(requests(screen), first);
    let picture = screen.picture();
    assert!(picture.contains("已记进展"), "{picture}");
    assert!(!picture.contains("等电梯"), "{picture}");
}

#[test]
fn an_unknown_outcome_is_called_so_and_asked_for_again_under_the_same_id() {
    let mut screen = day::screen(80, 24);
    screen.keys("m").types("等电梯");
    screen.link.script(Box::new(|ask| match ask {
        Ask::Do { .. } => Some(Body::Answer(Answer::Unknown(String::new()))),
        other => day::script()(other),
    }));
    screen.take_asked();
    screen.keys("enter");
    let first = requests(&mut screen);
    assert_eq!(first.len(), 1);
    let picture = screen.picture();
    assert!(
        picture.contains("不知道有没有存下") && picture.contains("等电梯"),
        "{picture}"
    );
    // The server stops now; the next one is asked.
    screen.cut();
    sent_again(&mut screen, &first);
}

#[test]
fn stale_data_is_refused_with_what_changed_and_saved_on_the_second_enter() {
    let mut screen = day::screen(80, 24);
    let mut times = 0;
    screen.link.script(Box::new(move |ask| {
        if let Ask::Do { .. } = ask {
            times += 1;
            if times == 1 {
                let refusal = Refusal::new(Why::Stale)
                    .with("number", "R1121-014")
                    .with("by", "张敏")
                    .with("at", frontdesk::domain::error::Fact::At(day::at("14:31")));
                return Some(Body::Answer(Answer::Refused(refusal)));
            }
        }
        let mut body = day::script()(ask)?;
        if let Body::Reply(reply) = &mut body
            && let Reply::Detail(detail) = &mut **reply
        {
            detail.version = 8;
        }
        Some(body)
    }));
    screen.keys("a enter");
    assert!(screen.picture().contains("张敏"), "{}", screen.picture());
    screen.keys("enter");
    let seen: Vec<Option<u32>> = screen
        .take_commands()
        .iter()
        .map(|command| command.seen)
        .collect();
    assert_eq!(seen, [Some(3), Some(8)]);
}

#[test]
fn an_offer_taken_is_kept_like_typed_text() {
    let mut screen = day::screen(80, 24);
    screen.keys("a C-u").types("l");
    screen.pass(2_000);
    screen.take_asked();
    screen.keys("down tab");
    screen.pass(2_000);
    let kept = screen.take_asked().into_iter().find_map(|ask| match ask {
        Ask::SaveDraft(draft) => Some(draft.fields),
        _ => None,
    });
    let named = |fields: &[(String, String)]| fields.contains(&worker("李师傅")[0]);
    assert!(kept.as_deref().is_some_and(named), "{kept:?}");
}

#[test]
fn a_hang_up_sends_what_was_typed() {
    let mut screen = day::screen(80, 24);
    screen.keys("m").types("等电梯");
    screen.take_asked();
    frontdesk::tui::seating::save_drafts(&mut screen.app);
    let asked = std::sync::Arc::clone(&screen.asked);
    screen.app.outbox.flush(&mut screen.link);
    assert!(matches!(
        asked.lock().unwrap().as_slice(),
        [Ask::SaveDraft(_)]
    ));
}

#[test]
fn drafts_are_offered_at_the_start_and_go_on_where_they_were() {
    use frontdesk::domain::id::StaffId;
    use frontdesk::domain::office::Draft;
    let draft = Draft {
        id: vec![7; 16],
        staff: StaffId(1),
        form: "ticket.note".to_owned(),
        subject: None,
        fields: vec![
            ("text".to_owned(), "等电梯".to_owned()),
            ("subject".to_owned(), "R20261121-014".to_owned()),
        ],
        at_field: "text".to_owned(),
        saved_at: day::at("14:20"),
        depth: 0,
        parked: true,
    };
    let setup = crate::support::screen::Setup::of(80, 24);
    let script = move |ask: &Ask| match ask {
        Ask::Query(query) if **query == frontdesk::wire::Query::Drafts => Some(Body::Reply(
            Box::new(Reply::Drafts(vec![draft.clone()], Vec::new())),
        )),
        other => day::script()(other),
    };
    let mut screen = Screen::start(&setup, Box::new(script));
    insta::assert_snapshot!(screen.picture());
    screen.keys("enter");
    assert!(screen.picture().contains("等电梯▏"), "{}", screen.picture());
    screen.take_asked();
    screen.keys("enter");
    let asked = screen.take_asked();
    assert!(
        asked
            .iter()
            .any(|ask| matches!(ask, Ask::Do { request, .. } if *request == [7; 16]))
    );
}

#[test]
fn a_paste_is_one_line_of_text() {
    let mut screen = day::screen(80, 24);
    screen.keys("m");
    screen.event(Event::Paste("两行\n文字".to_owned(), true));
    let picture = screen.picture();
    assert!(
        picture.contains("两行 文字▏") && picture.contains("太长"),
        "{picture}"
    );
}

/// The command line refuses it too; what stood there before stays.
#[test]
fn a_paste_with_control_characters_is_refused_whole() {
    for hidden in ["\u{1b}", "\u{7}", "\u{202e}"] {
        for keys in ["m", "c", "/"] {
            let mut screen = day::screen(80, 24);
            screen.keys(keys).types("前");
            screen.event(Event::Paste(format!("后{hidden}[2J"), false));
            let picture = screen.picture();
            assert!(
                picture.contains("前▏") && picture.contains("看不见的控制字符（U+"),
                "{picture}"
            );
        }
    }
}

#[test]
fn a_paste_is_taken_as_far_as_a_line_goes() {
    for keys in ["m", "c"] {
        let mut screen = day::screen(80, 24);
        screen.keys(keys);
        screen.take_asked();
        screen.event(Event::Paste("漏".repeat(18_000), false));
        let picture = screen.picture();
        assert!(picture.contains("后面的没有收下"), "{picture}");
        screen.pass(2_000);
        let draft = screen.take_asked().into_iter().find_map(|ask| match ask {
            Ask::SaveDraft(draft) => Some(draft.fields),
            _ => None,
        });
        let kept = draft
            .into_iter()
            .flatten()
            .map(|(_, text)| text.chars().count());
        assert_eq!(kept.max(), Some(10_000));
    }
}

/// A draft's fate as the server was asked: kept or dropped.
fn fates(screen: &mut Screen) -> Vec<&'static str> {
    let asked = screen.take_asked().into_iter();
    asked
        .filter_map(|ask| match ask {
            Ask::SaveDraft(_) => Some("kept"),
            Ask::DropDraft(_) => Some("dropped"),
            _ => None,
        })
        .collect()
}

#[test]
fn a_form_left_with_nothing_typed_leaves_no_draft() {
    let mut screen = day::screen(80, 24);
    screen.take_asked();
    for keys in ["a esc", "m tab esc", "c esc", "c tab tab esc"] {
        screen.keys(keys);
        screen.pass(3_000);
        assert_eq!(fates(&mut screen), Vec::<&str>::new(), "{keys}");
        assert!(!screen.picture().contains("草稿"), "{keys}");
    }
    // What was typed and taken out again is not kept either.
    screen.keys("m").types("等");
    screen.pass(3_000);
    screen.keys("backspace esc");
    assert_eq!(fates(&mut screen), ["kept", "dropped"]);
}

#[test]
fn a_draft_that_was_not_taken_is_not_called_kept() {
    let mut screen = day::screen(80, 24);
    screen.link.script(Box::new(|ask| match ask {
        Ask::SaveDraft(_) => {
            let why = Refusal::new(Why::TooManyDrafts).with("limit", 20_usize);
            Some(Body::Refused(why))
        }
        other => day::script()(other),
    }));
    screen.keys("m").types("等电梯");
    screen.pass(3_000);
    let picture = screen.picture();
    assert!(picture.contains("草稿没有存上"), "{picture}");
    screen.keys("esc");
    let picture = screen.picture();
    assert!(
        !picture.contains("草稿已存") && picture.contains("草稿太多"),
        "{picture}"
    );
}

#[test]
fn the_first_key_replaces_what_a_field_began_with() {
    let mut screen = day::screen(80, 24);
    screen.keys("a").types("李");
    assert!(
        !screen.picture().contains("王师傅李"),
        "{}",
        screen.picture()
    );
    screen.keys("esc esc");
    // Who moves in it first goes on where the cursor is.
    screen.keys("a end").types("傅");
    assert!(
        screen.picture().contains("王师傅傅▏"),
        "{}",
        screen.picture()
    );
}

#[test]
fn an_act_that_cannot_be_done_says_what_can_instead_of_opening_its_form() {
    let mut screen = day::screen(80, 24);
    screen.link.script(Box::new(|ask| match ask {
        Ask::Query(query) if matches!(**query, frontdesk::wire::Query::Form(..)) => {
            let state = frontdesk::domain::error::Fact::Term("state-repair-received".to_owned());
            let why = Refusal::new(Why::NotFromHere).with("state", state);
            Some(Body::Refused(why))
        }
        other => day::script()(other),
    }));
    screen.keys("b");
    let picture = screen.picture();
    assert!(!picture.contains("━退单"), "{picture}");
    assert!(picture.contains("现在可以：a 派工、m 记进展"), "{picture}");
}

#[test]
fn the_lock_key_says_where_there_is_nothing_to_lock() {
    let mut screen = day::screen(80, 24);
    screen.keys("g l");
    assert!(
        screen.picture().contains("不用锁屏"),
        "{}",
        screen.picture()
    );
}

#[test]
fn drafts_are_told_in_words() {
    let kept = |id: u8, form: &str, fields: &[(&str, &str)]| frontdesk::domain::office::Draft {
        id: vec![id; 16],
        staff: frontdesk::domain::id::StaffId(1),
        form: form.to_owned(),
        subject: None,
        fields: fields
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect(),
        at_field: String::new(),
        saved_at: day::at("14:20"),
        depth: 0,
        parked: false,
    };
    let drafts = vec![
        kept(
            1,
            "contact.log",
            &[("line", "321201 cfls"), ("form", "call")],
        ),
        kept(
            2,
            "payment.take",
            &[
                ("amount", "500"),
                ("method", "cash"),
                ("subject", "2-3-0502"),
            ],
        ),
        // A person is told by name and home, not by a number nobody knows.
        kept(
            3,
            "person.edit",
            &[("note", "换了电话"), ("subject", "P271")],
        ),
    ];
    let named = vec![frontdesk::wire::view::Named {
        typed: "P271".to_owned(),
        name: "王建国".to_owned(),
        premises: "3-2-1201".to_owned(),
    }];
    let mut screen = day::screen(80, 24);
    screen.link.script(Box::new(move |ask| match ask {
        Ask::Query(query) if **query == frontdesk::wire::Query::Drafts => Some(Body::Reply(
            Box::new(Reply::Drafts(drafts.clone(), named.clone())),
        )),
        other => day::script()(other),
    }));
    screen.keys("g u");
    insta::assert_snapshot!(screen.picture());
}

#[test]
fn a_correction_that_names_its_record_begins_when_it_is_named() {
    let mut screen = day::screen(80, 24);
    screen.link.script(Box::new(|ask| match ask {
        Ask::Query(query) => match &**query {
            frontdesk::wire::Query::Begun(_, named) => {
                assert_eq!(named, "车位费");
                let fixed = ("fixed".to_owned(), "150.00".to_owned());
                Some(Body::Reply(Box::new(Reply::Begun(
                    vec![fixed],
                    Vec::new(),
                    None,
                ))))
            }
            _ => day::script()(ask),
        },
        other => day::script()(other),
    }));
    screen.keys(":").types("fee_item.edit").keys("enter");
    screen.types("车位费").keys("tab");
    assert!(screen.picture().contains("150.00"), "{}", screen.picture());
    screen.keys("tab tab tab").types("160").keys("enter");
    let command = screen.take_commands().remove(0);
    let sent = [("item", "车位费"), ("fixed", "160")];
    assert_eq!(
        command.args,
        sent.map(|(name, text)| (name.to_owned(), text.to_owned()))
    );
}

/// An argument of the same name would offer its own values, and where there is none the service knows no such field.
#[test]
fn a_form_that_asks_for_its_record_asks_for_records() {
    for (command, typed) in [("payment.reverse", "R"), ("staff.edit", "w")] {
        let mut screen = day::screen(80, 24);
        screen.keys(":").types(command).keys("enter");
        screen.take_asked();
        screen.types(typed);
        let asked = screen.take_asked();
        let records = |ask: &Ask| {
            matches!(ask, Ask::Query(query)
                if matches!(&**query, Query::Choices(of, field, _) if of == command && field == "subject"))
        };
        assert!(asked.iter().any(records), "{command}: {asked:?}");
    }
}
