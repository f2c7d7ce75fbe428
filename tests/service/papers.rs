//! Papers that are printed: titles, fields in words, places to sign.

use frontdesk::domain::calendar::Zone;
use frontdesk::domain::error::{Fact, Why};
use frontdesk::locale::{Language, Words};
use frontdesk::service::command::Command;
use frontdesk::service::query::{Query, Reply};
use frontdesk::service::view::{Field, OfficePaper, PaperLine, Papers};
use frontdesk::tui::paper::sheets;
use frontdesk::tui::say::Speech;
use frontdesk::tui::text::{Ruler, Widths};

use super::desk::{DESK, MANAGER, SUPERVISOR, ask};
use super::details::everything;
use super::money::{HOME, estate, pay, run};

#[test]
fn papers_have_titles_and_places_to_sign() {
    let (estate, subjects) = everything();
    for (subject, title, sign) in [
        (subjects[0], "field-work_slip", "field-signature_customer"),
        (subjects[6], "field-receipt", "field-signature_desk"),
    ] {
        let Reply::Papers(papers) = estate.ask(&Query::Paper(subject)).unwrap() else {
            panic!();
        };
        let lines = papers.sheets.concat();
        assert!(lines.contains(&PaperLine::Title(title.into())));
        assert!(lines.contains(&PaperLine::Sign(sign.into())));
        for language in Language::ALL {
            let words = Words::load(language);
            for line in &lines {
                let key = match line {
                    PaperLine::Title(key) | PaperLine::Sign(key) => key.clone(),
                    PaperLine::Field(field) => format!("field-{}", field.name),
                    PaperLine::Text(_) | PaperLine::Rule | PaperLine::Row { .. } => continue,
                };
                assert!(words.find(&key).is_some(), "{key}");
            }
        }
    }
    let refusal = estate.ask(&Query::Paper(subjects[2])).unwrap_err();
    assert_eq!(refusal.into_refusal().why, Why::UnknownRecord);
}

/// Every shipped template tells every fact of its paper, in every language, and fits its columns.
#[test]
fn the_shipped_templates_tell_everything_there_is() {
    let mut world = estate();
    for month in ["2026-10", "2026-11"] {
        world.done(SUPERVISOR, run(month));
    }
    let receipt = world
        .done(DESK, pay(HOME, "500.55").arg("note", "找零已当面点清"))
        .number
        .unwrap();
    let close = Command::new("day.close").arg("n100", "4").arg("n05", "1");
    world.done(DESK, close.arg("reason", "有一张假币，已交派出所"));
    let decide = Command::new("day.settle").arg("day", "2026-11-21");
    world.done(MANAGER, decide.arg("decision", "由当班人补足"));
    let slip = super::desk::leak()
        .arg("caller", "王建国")
        .arg("phone", "13800135678");
    let ticket = world.opened(slip.arg("dispatch", "yes"));
    for (kind, name) in [
        ("receipt", receipt.full()),
        ("dunning_notice", HOME.to_owned()),
        ("hand_in", String::from("1")),
        ("work_slip", ticket.full()),
    ] {
        let Ok(Reply::Papers(papers)) = ask(&world, DESK, &Query::Papers(kind.into(), vec![name]))
        else {
            panic!("{kind}");
        };
        for language in Language::ALL {
            let words = Words::load(language);
            let speech = Speech {
                words: &words,
                zone: world.service.office().zone,
                today: world.service.office().today(world.now),
                arrow: "→",
            };
            for columns in [80, 48, 32] {
                let narrow = Papers {
                    columns,
                    ..(*papers).clone()
                };
                let laid = sheets(speech, &narrow);
                assert_eq!(laid.fault, None);
                let ruler = Ruler::new(Widths::default(), "");
                let wide = laid
                    .pages
                    .iter()
                    .flatten()
                    .find(|line| ruler.width(line) > columns as usize);
                assert_eq!(wide, None, "{kind} {language:?} {columns}");
            }
            let laid = sheets(speech, &papers);
            let text = laid.pages.concat().join("\n");
            for line in papers.sheets.iter().flatten() {
                match line {
                    PaperLine::Field(field) => {
                        let label = words.get(&format!("field-{}", field.name)).into_owned();
                        assert!(
                            text.contains(&label),
                            "{kind} does not tell {}:\n{text}",
                            field.name
                        );
                        if let Fact::Money(amount) = &field.value {
                            assert!(
                                text.contains(&amount.grouped()),
                                "{kind}: {amount:?} of {}",
                                field.name
                            );
                        }
                    }
                    PaperLine::Title(key) | PaperLine::Sign(key) => {
                        assert!(
                            text.contains(&*words.get(key)),
                            "{kind} does not tell {key}"
                        );
                    }
                    _ => {}
                }
            }
        }
    }
    // Who owes nothing gets no notice.
    let all = Query::Papers("dunning_notice".into(), vec!["6-1-201".into()]);
    let refusal = ask(&world, DESK, &all).unwrap_err();
    assert_eq!(refusal.why, Why::NothingOwed);
}

#[test]
fn a_template_of_the_office_that_fails_is_told_and_the_shipped_one_used() {
    let words = Words::load(Language::En);
    let speech = Speech {
        words: &words,
        zone: Zone::default(),
        today: "2026-11-21".parse().unwrap(),
        arrow: "→",
    };
    let papers = |source: &str| Papers {
        printer: String::new(),
        escpos: false,
        columns: 80,
        kind: "receipt".into(),
        sheets: vec![
            vec![
                PaperLine::Text("Lake".into()),
                PaperLine::Field(Field::new("number", "S20261121-001"))
            ];
            2
        ],
        template: Some(OfficePaper {
            file: "office/paper/receipt.txt".into(),
            source: source.into(),
        }),
        fault: None,
    };
    let own = sheets(speech, &papers("No. {{ f.number }} of {{ f.office }}\n"));
    assert_eq!(
        own.pages,
        vec![vec![String::from("No. S20261121-001 of Lake")]; 2]
    );
    let wrong = sheets(speech, &papers("a\n{{ row(\"nmber\") }}\n"));
    let fault = wrong.fault.unwrap();
    assert_eq!(
        (fault.file.as_str(), fault.line),
        ("office/paper/receipt.txt", 2)
    );
    assert!(
        wrong
            .pages
            .iter()
            .all(|page| page.iter().any(|line| line.contains("Receipt")))
    );
}
