//! The one-line entry: what it fills, what the desk sees beside it.

use frontdesk::domain::error::Why;
use frontdesk::domain::likeness::Near;
use frontdesk::domain::ticket::Voice;
use frontdesk::service::query::{IntakeQuery, Query, Reply};
use frontdesk::service::view::{Intake, RowView};

use super::estate::{Estate, now};

pub(super) fn estate() -> Estate {
    let mut estate = Estate::new();
    let home = estate.home("3-2-1201");
    estate.person("王建国", "13800005678", &home);
    let below = estate.home("3-2-1101");
    estate.person("李雷", "13900001111", &below);
    estate.home("32-1-201");
    estate.read_search();
    estate
}

fn intake_with(estate: &Estate, line: &str, fields: &[(&str, &str)]) -> Intake {
    let query = IntakeQuery {
        line: line.into(),
        fields: fields
            .iter()
            .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
            .collect(),
        form: "call".into(),
        turned: Vec::new(),
    };
    match estate.ask(&Query::Intake(query)).unwrap() {
        Reply::Intake(intake) => intake,
        other => panic!("{other:?}"),
    }
}

pub(super) fn intake(estate: &Estate, line: &str) -> Intake {
    intake_with(estate, line, &[])
}

fn field<'i>(intake: &'i Intake, name: &str) -> &'i str {
    intake
        .fields
        .iter()
        .find(|(known, _)| known == name)
        .map_or("", |(_, text)| text.as_str())
}

#[test]
fn a_line_fills_the_fields() {
    let estate = estate();
    let seen = intake(&estate, "3-2-1201 kfls 急 明天上午 @wsf");
    assert_eq!(seen.premises, "3-2-1201");
    assert_eq!(field(&seen, "premises"), "3-2-1201");
    assert_eq!(field(&seen, "priority"), "urgent");
    assert_eq!(field(&seen, "worker"), "王师傅");
    let seen = intake(&estate, "3-2-1201 cfls");
    assert_eq!(field(&seen, "text"), "厨房漏水");
    assert_eq!(field(&seen, "category"), "water");
    assert_eq!(field(&seen, "place"), "厨房");
    assert_eq!(seen.matters[0].worker, "王师傅", "proposed");
    let kinds: Vec<&str> = seen
        .tokens
        .iter()
        .map(|token| token.kind.as_str())
        .collect();
    assert_eq!(kinds, ["room", "phrase"]);
    assert_eq!(seen.tokens[0].span, (0, 8));
}

/// What is put into the field is read as the same day and time by the command.
#[test]
fn an_appointment_survives_as_text() {
    use frontdesk::domain::calendar::{Zone, parse_when};
    let estate = estate();
    for typed in ["明天上午", "明天", "11-23 14:30", "今晚", "下周一 9点"] {
        let seen = intake(&estate, &format!("3-2-1201 {typed}"));
        let text = field(&seen, "appointment");
        let zone = Zone::default();
        assert!(!text.is_empty(), "{typed}");
        assert_eq!(
            parse_when(text, now(), zone),
            parse_when(typed, now(), zone),
            "{typed} as {text}"
        );
    }
}

#[test]
fn people_are_found_by_phone_name_and_sound() {
    let estate = estate();
    for typed in ["13800005678", "王建国", "wjg", "wangjianguo"] {
        let seen = intake(&estate, typed);
        assert_eq!(field(&seen, "person"), "P1", "{typed}");
        assert_eq!(field(&seen, "caller"), "王建国", "{typed}");
        assert_eq!(seen.premises, "3-2-1201", "{typed}");
        let told = format!("{seen:?}");
        assert!(!told.contains("13800005678"), "{told}");
    }
    let stranger = intake(&estate, "13700009999");
    assert_eq!(field(&stranger, "phone"), "13700009999");
    assert_eq!(stranger.household, None);
}

/// Until people are read in, a name is not called unknown but not yet known.
#[test]
fn names_still_being_read_in_are_told() {
    use frontdesk::service::search::SearchText;
    let mut estate = estate();
    assert!(!intake(&estate, "王建国").loading);
    estate.search = Some(SearchText::new(usize::MAX));
    let seen = intake(&estate, "王建国");
    assert!(seen.loading && seen.household.is_none());
    assert_eq!(intake(&estate, "3-2-1201").premises, "3-2-1201");
}

#[test]
fn several_homes_are_offered() {
    let seen = intake(&estate(), "321201");
    assert_eq!(seen.premises, "3-2-1201");
    assert_eq!(seen.candidates, ["32-1-201"]);
}

#[test]
fn what_was_filled_by_hand_wins() {
    let estate = estate();
    let seen = intake_with(
        &estate,
        "321201 cfls",
        &[("premises", "3栋2单元1101"), ("category", "electric")],
    );
    assert_eq!(seen.premises, "3-2-1101");
    assert_eq!(field(&seen, "category"), "electric");
    assert_eq!(field(&seen, "text"), "厨房漏水");
    assert_eq!(seen.matters[0].worker, "李师傅");
}

#[test]
fn a_public_area_without_a_record_has_its_place() {
    let estate = estate();
    let seen = intake(&estate, "5-1 公共 #水");
    assert_eq!(field(&seen, "area"), "5-1 公共");
    assert_eq!(seen.household, None);
    assert_eq!(seen.matters[0].worker, "王师傅");
    assert_eq!(field(&intake(&estate, "9-1公共"), "area"), "");
}

#[test]
fn several_matters_of_one_call() {
    let seen = intake(&estate(), "3-2-1201 cfls；客厅跳闸 急");
    assert_eq!(field(&seen, "text"), "厨房漏水");
    let second: Vec<(&str, &str)> = seen.matters[1]
        .fields
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    assert_eq!(seen.matters.len(), 2);
    for expected in [
        ("category", "electric"),
        ("text", "客厅跳闸"),
        ("place", "客厅"),
        ("priority", "urgent"),
    ] {
        assert!(second.contains(&expected), "{expected:?} in {second:?}");
    }
}

#[test]
fn the_desk_sees_what_is_open_and_what_may_be_the_same() {
    let estate = estate();
    let below: frontdesk::domain::household::Household = estate.get(2);
    let mine: frontdesk::domain::household::Household = estate.get(1);
    let mut leak = estate.ticket(&below, now().plus_minutes(-40));
    let mut other = estate.ticket(&mine, now().plus_minutes(-90));
    other.category = "electric".into();
    other.summary = "客厅跳闸".into();
    other.text = "客厅跳闸".into();
    estate.put(&mut other);
    leak.voices = vec![Voice {
        household: Some(mine.id),
        premises: mine.code.clone(),
        person: None,
        name: String::new(),
        phone: String::new(),
        contact: None,
        at: now(),
    }];
    estate.put(&mut leak);
    estate.outage(&["3-2"], now().plus_minutes(60));
    estate.outage(&["4"], now().plus_minutes(60));
    estate.charge(&mine, "2026-09", "246.50");

    let seen = intake(&estate, "3-2-1201 cfls");
    let numbers = |rows: &[frontdesk::service::view::PlacedRow]| -> Vec<String> {
        rows.iter()
            .map(|placed| match &placed.row {
                RowView::Ticket(row) => row.number.full(),
                other => panic!("{other:?}"),
            })
            .collect()
    };
    assert_eq!(numbers(&seen.open), ["R20261121-001", "R20261121-002"]);
    assert_eq!(
        numbers(&seen.same),
        ["R20261121-001"],
        "same riser, same category"
    );
    let why = &seen.why[0];
    // The home itself joined in: it has reported the matter.
    assert_eq!((why.near, why.category, why.hours), (Near::Home, true, 1));
    assert_eq!(seen.notices.len(), 1);
    assert_eq!(seen.notices[0].reported, 2, "the home and its voice");
    assert_eq!(
        seen.debt.as_ref().unwrap().amount,
        super::estate::yuan("246.50")
    );
    let phones = &seen.people[0].phones;
    assert_eq!(phones, &["138****5678"]);

    // Without a category nothing can be said to be the same.
    assert!(intake(&estate, "3-2-1201").same.is_empty());
}

/// What is wrong with a line: field, why.
fn faults(intake: &Intake) -> Vec<(&str, Why)> {
    let faults = intake.faults.iter();
    faults
        .map(|fault| (fault.field.as_str(), fault.why))
        .collect()
}

#[test]
fn what_is_missing_is_known_before_it_is_saved() {
    let estate = estate();
    for (line, expected) in [
        ("3-2-1201 cfls", vec![]),
        ("3-2-1201", vec![("text", Why::NoMatter)]),
        ("3-2-1201 客厅吊顶有奇怪响声", vec![("kind", Why::NoKind)]),
        ("3-2-1201 #水", vec![]),
        ("9-9-9999 cfls", vec![("premises", Why::UnknownPremises)]),
        ("999999 cfls", vec![("premises", Why::UnknownPremises)]),
        ("11-1-0302 cfls", vec![("premises", Why::UnknownPremises)]),
        (
            "3-2-1201 漏水 #外星 @某某 昨天上午",
            vec![
                ("category", Why::UnknownCategory),
                ("appointment", Why::PastDay),
                ("worker", Why::UnknownStaff),
            ],
        ),
        (
            "3-2-1201 cfls；停车费怎么算；吵 #外星",
            vec![("kind2", Why::NoKind), ("category3", Why::UnknownCategory)],
        ),
    ] {
        let seen = intake(&estate, line);
        assert_eq!(faults(&seen), expected, "{line}");
        let marked = seen.tokens.iter().filter_map(|token| token.fault.as_ref());
        let words = expected
            .iter()
            .filter(|(_, why)| !matches!(why, Why::NoKind | Why::NoMatter));
        assert_eq!(marked.count(), words.count(), "{line}");
    }
}

#[test]
fn a_kind_said_by_hand_or_by_the_form_goes_before_the_phrase() {
    let estate = estate();
    let seen = intake_with(&estate, "3-2-1201 cfls", &[("kind", "complaint")]);
    assert_eq!(field(&seen, "kind"), "complaint");
    assert_eq!(field(&seen, "category"), "", "water is no complaint");
    assert_eq!(faults(&seen), []);
    let seen = intake_with(&estate, "3-2-1201 响", &[("kind", "repair")]);
    assert_eq!(faults(&seen), [("category", Why::NoCategory)]);
    let seen = intake_with(&estate, "3-2-1201 问", &[("answer", "凭验收单退")]);
    assert_eq!(field(&seen, "kind"), "enquiry");
    let seen = intake(&estate, "3-2-1201 咨询 厨房漏水怎么赔");
    assert_eq!(
        (field(&seen, "kind"), field(&seen, "category")),
        ("enquiry", "")
    );
    assert_eq!(
        (field(&seen, "text"), faults(&seen)),
        ("厨房漏水怎么赔", vec![])
    );
    let line = "3-2-1201 cfls；怎么收费；响";
    let seen = intake_with(
        &estate,
        line,
        &[("kind2", "enquiry"), ("category3", "electric")],
    );
    let kinds: Vec<&str> = seen
        .matters
        .iter()
        .map(|matter| matter.get("kind"))
        .collect();
    assert_eq!(kinds, ["repair", "enquiry", "repair"]);
    assert_eq!(faults(&seen), []);
}

/// What is said in whole sentences is understood where a phrase is in it.
#[test]
fn a_sentence_is_about_the_phrase_it_holds() {
    let estate = estate();
    let seen = intake(&estate, "3-2-1201 厨房漏水，要求今天修");
    assert_eq!(field(&seen, "text"), "厨房漏水，要求今天修");
    assert_eq!(field(&seen, "category"), "water");
    assert_eq!(field(&seen, "place"), "厨房");
    assert_eq!(faults(&seen), []);
    let seen = intake(&estate, "3-2-1201 厨房漏水，要求今天修 #电");
    assert_eq!(field(&seen, "category"), "electric", "what was said stays");
    let seen = intake_with(&estate, "3-2-1201 厨房漏水没人来", &[("kind", "enquiry")]);
    assert_eq!(field(&seen, "category"), "");
}

/// The mark that stood between two parts of what was said stays between them.
#[test]
fn a_comma_ends_a_word() {
    let estate = estate();
    for room in ["3-2-1201", "三栋二单元1201"] {
        let seen = intake(&estate, &format!("{room}，水龙头坏了，明天上午，快一点"));
        assert_eq!(seen.premises, "3-2-1201");
        assert_eq!(field(&seen, "text"), "水龙头坏了，快一点");
        assert_eq!(field(&seen, "category"), "water");
        assert!(!field(&seen, "appointment").is_empty());
        assert_eq!(faults(&seen), []);
    }
}

/// What no phrase says is told by the word it begins with and the words in it.
#[test]
fn plain_words_say_the_kind_and_the_category() {
    let estate = estate();
    for (line, kind, category) in [
        ("水管漏水", "repair", "water"),
        ("家里没电", "repair", "electric"),
        ("楼上太吵", "complaint", "noise"),
        ("投诉楼上吵", "complaint", "noise"),
        ("投诉水管漏水没人修", "complaint", ""),
        ("问一下装修押金", "enquiry", ""),
        ("问物业费多少钱", "enquiry", ""),
        ("咨询水管漏水怎么赔", "enquiry", ""),
        ("客厅吊顶有奇怪响声 @wsf", "repair", ""),
        // The office has no such category.
        ("电梯坏了", "", ""),
        ("投诉 cfls", "complaint", ""),
    ] {
        let seen = intake(&estate, &format!("3-2-1201 {line}"));
        let got = (field(&seen, "kind"), field(&seen, "category"));
        assert_eq!(got, (kind, category), "{line}");
    }
    let seen = intake(&estate, "3-2-1201 投诉楼上吵");
    assert_eq!(field(&seen, "text"), "投诉楼上吵", "said as it was said");
    let seen = intake(&estate, "3-2-1201 厨房漏水，灯也不亮");
    assert_eq!(field(&seen, "category"), "water", "a phrase knows better");
    let seen = intake_with(&estate, "3-2-1201 水管漏水", &[("category", "electric")]);
    assert_eq!(field(&seen, "category"), "electric", "by hand");
}

/// A ticket is told as what it will be only once its kind is one and somewhere to go is known.
#[test]
fn nothing_is_promised_that_is_not_known() {
    let estate = estate();
    let seen = intake_with(&estate, "3-2-1201 响", &[("kind", "cwangjianguo")]);
    assert_eq!(seen.matters[0].get("kind"), "");
    assert!(faults(&seen).contains(&("kind", Why::BadChoice)));
    let seen = intake(&estate, "cfls");
    assert_eq!(seen.matters[0].get("kind"), "repair");
    assert_eq!(seen.matters[0].worker, "");
    assert_eq!(
        intake(&estate, "3-2-1201 cfls；灯不亮").matters[1].worker,
        "李师傅"
    );
}

/// Several categories that sound so are named, not called unknown.
#[test]
fn several_categories_are_said_to_be_several() {
    let estate = estate();
    estate.put(&mut frontdesk::domain::office::Category {
        id: 90,
        version: 0,
        code: "sewage".into(),
        kind: frontdesk::domain::ticket::TicketKind::Repair,
        name: "疏通".into(),
        trade: String::new(),
        head_start: 0,
        active: true,
    });
    for (typed, why) in [
        ("s", Why::SeveralCategories),
        ("外星", Why::UnknownCategory),
    ] {
        let seen = intake_with(
            &estate,
            "3-2-1201 响",
            &[("kind", "repair"), ("category", typed)],
        );
        assert_eq!(faults(&seen), [("category", why)], "{typed}");
    }
}

#[test]
fn what_else_is_named_stays_in_the_text() {
    let estate = estate();
    let seen = intake(&estate, "3-2-1201 3-2-1101 漏水 9-9-9999");
    assert_eq!(seen.premises, "3-2-1201");
    assert_eq!(field(&seen, "text"), "3-2-1101 漏水 9-9-9999");
}

#[test]
fn a_word_is_read_otherwise_on_demand() {
    let mut estate = estate();
    let home = estate.home("5-1-0101");
    estate.person("王强桂", "13900002222", &home);
    estate.person("魏建刚", "13900003333", &home);
    estate.read_search();
    let ask = |times: u32| {
        let query = IntakeQuery {
            line: "wjg".into(),
            turned: vec![("wjg".into(), times)],
            form: "call".into(),
            fields: Vec::new(),
        };
        match estate.ask(&Query::Intake(query)).unwrap() {
            Reply::Intake(intake) => (field(&intake, "caller").to_owned(), intake.premises),
            other => panic!("{other:?}"),
        }
    };
    let first = intake(&estate, "wjg");
    assert_eq!(
        first.tokens[0].others,
        ["王建国 3-2-1201", "王强桂 5-1-0101"],
        "who is usually called so comes first"
    );
    let pair = |name: &str, home: &str| (name.to_owned(), home.to_owned());
    assert_eq!(ask(0), pair("魏建刚", "5-1-0101"));
    assert_eq!(ask(1), pair("王建国", "3-2-1201"));
    assert_eq!(ask(2), pair("王强桂", "5-1-0101"));
    assert_eq!(ask(3), ask(0));
}

#[test]
fn any_line_is_borne() {
    let estate = estate();
    for line in [
        "",
        " ",
        "；；",
        "@",
        "#",
        "@谁",
        "#啥",
        "|||",
        "P1",
        "公共",
        "\u{202e}3",
    ] {
        intake(&estate, line);
    }
}

#[test]
fn a_room_or_the_end_of_a_number_alone_is_looked_up() {
    let mut estate = estate();
    let seen = intake(&estate, "1101 cfls");
    assert_eq!(
        (seen.premises.as_str(), field(&seen, "text")),
        ("3-2-1101", "厨房漏水")
    );
    let seen = intake(&estate, "5678 cfls");
    assert_eq!(
        (seen.premises.as_str(), field(&seen, "caller")),
        ("3-2-1201", "王建国")
    );
    estate.home("6-1-1201");
    estate.read_search();
    let seen = intake(&estate, "1201 cfls");
    assert_eq!(
        (seen.premises.as_str(), seen.household),
        ("", None),
        "none is likelier"
    );
    assert_eq!(seen.candidates, ["3-2-1201", "6-1-1201"]);
    // Not even where the digits could be read as a code without its unit.
    estate.home("1-1-0201");
    estate.read_search();
    let seen = intake(&estate, "1201 cfls");
    assert_eq!((seen.premises.as_str(), seen.household), ("", None));
    assert_eq!(faults(&seen), [("premises", Why::SeveralPremises)]);
    let chosen = intake_with(&estate, "1201 cfls", &[("premises", "6-1-1201")]);
    assert_eq!(
        (chosen.premises.as_str(), faults(&chosen).len()),
        ("6-1-1201", 0)
    );
}

#[test]
fn who_nobody_knows_by_that_name_is_the_caller() {
    let seen = intake(&estate(), "3-2-1201 李先生 水管漏水");
    assert_eq!(field(&seen, "caller"), "李先生");
    assert_eq!(field(&seen, "text"), "水管漏水");
    assert_eq!(seen.premises, "3-2-1201");
}

#[test]
fn a_further_matter_in_a_public_area_is_filed_there() {
    let seen = intake(
        &estate(),
        "3-2-1201 cfls；地下车库灯坏了；报修电梯异响；客厅跳闸",
    );
    let areas: Vec<&str> = seen
        .matters
        .iter()
        .map(|matter| matter.get("area"))
        .collect();
    assert_eq!(areas, ["", "公共", "3-2 公共", ""]);
}
