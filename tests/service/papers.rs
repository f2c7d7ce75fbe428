//! Papers that are printed: titles, fields in words, places to sign.

use frontdesk::domain::error::Why;
use frontdesk::locale::{Language, Words};
use frontdesk::service::query::{Query, Reply};
use frontdesk::service::view::PaperLine;

use super::details::everything;

#[test]
fn papers_have_titles_and_places_to_sign() {
    let (estate, subjects) = everything();
    for (subject, title, sign) in [
        (subjects[0], "field-work_slip", "field-signature_customer"),
        (subjects[6], "field-receipt", "field-signature_desk"),
    ] {
        let Reply::Paper(lines) = estate.ask(&Query::Paper(subject)).unwrap() else {
            panic!();
        };
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
