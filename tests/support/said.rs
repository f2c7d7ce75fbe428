//! Whatever a test has done is told well: in the command's own sentence, whole, nothing twice.

use std::sync::LazyLock;

use frontdesk::domain::calendar::{Day, Zone};
use frontdesk::domain::error::{Fact, Refusal};
use frontdesk::locale::{Language, Words};
use frontdesk::service::answer::{Answer, Done};
use frontdesk::tui::say::Speech;

static LANGUAGES: LazyLock<[Words; 3]> = LazyLock::new(|| {
    frontdesk::tui::declared::learn();
    Language::ALL.map(Words::load)
});

fn in_language(words: &Words) -> Speech<'_> {
    Speech {
        words,
        zone: Zone::default(),
        today: Day::from_ymd(2026, 11, 21).unwrap(),
        arrow: "→",
    }
}

/// What is said of a command that was done, in simplified Chinese.
pub fn told(command: &str, done: &Done) -> String {
    in_language(&LANGUAGES[0]).own(command, done).unwrap()
}

/// Asserts that what came of a command reads well in every language.
#[track_caller]
pub fn well(command: &str, answer: &Answer) {
    for words in LANGUAGES.iter() {
        let speech = in_language(words);
        match answer {
            Answer::Done(done) => {
                let said = speech.own(command, done);
                let said = said.unwrap_or_else(|| panic!("{command} has no sentence for {done:?}"));
                whole(&said, done);
            }
            Answer::Pending(done) => whole(&speech.pending(command, done), done),
            Answer::Refused(refusal) => refused(&speech, refusal),
            Answer::Unknown(_) => {}
        }
    }
}

#[track_caller]
fn whole(said: &str, done: &Done) {
    let gap = ["  ", "（）", "()", "“”"]
        .iter()
        .any(|gap| said.contains(gap));
    // What somebody is called may end as it likes.
    let theirs = done.facts.iter().any(|(_, fact)| match fact {
        Fact::Text(text) => !text.is_empty() && said.ends_with(text.as_str()),
        _ => false,
    });
    let end = said.trim_end() != said || said.ends_with(['：', '，', ':', ',']);
    let end = end && !theirs;
    assert!(!gap && !end, "{said:?} of {done:?}");
    if let Some(number) = done.number {
        let short = number.short(Day::from_ymd(2026, 11, 21).unwrap());
        assert!(said.matches(&short).count() <= 1, "{said}");
    }
}

/// What a refusal offers is said in words: names of closed sets are not.
#[track_caller]
fn refused(speech: &Speech<'_>, refusal: &Refusal) {
    let said = speech.whole_refusal(refusal);
    let raw = ["choice-", "rank-", "role-", "right-", "state-", "field-"];
    assert!(!raw.iter().any(|key| said.contains(key)), "{said}");
}
