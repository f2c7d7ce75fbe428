//! The one-line entry: what each word of a line typed during a call stands for.

mod token;
mod words;

use crate::domain::calendar::Instant;
use crate::domain::calendar::Zone;
use crate::domain::calendar::parse_when;
use crate::domain::fold::fold;
use crate::domain::premises;

pub use token::{Guess, Hit, Kind, Token, Value};
use words::{WORDS, Word, cut};

/// Words that may make up a day and time: `next monday 9 am`.
const WHEN_WORDS: usize = 4;
/// Words that may make up a phone number or a public area: `138 1234 5678`, `5-1 公共`.
const JOINED_WORDS: usize = 3;
/// Digits of the shortest and longest phone number.
const PHONE_DIGITS: std::ops::RangeInclusive<usize> = 7..=13;

/// Characters of a surname.
const SURNAME: std::ops::RangeInclusive<usize> = 1..=2;

/// Digits of a room without its building.
const ROOM_DIGITS: std::ops::RangeInclusive<usize> = 3..=4;
/// Digits of a mobile number.
const MOBILE_DIGITS: usize = 11;

/// What the line is looked up in. Every answer is best first; texts come as typed.
pub trait IntakeLookup {
    /// Homes and public areas by a code in any form (`premises::candidates`).
    fn homes_by_code(&self, typed: &str) -> Vec<Hit>;
    /// People by phone number (digits only), name, sound, plate or the number of a record of theirs.
    fn people_by_text(&self, typed: &str) -> Vec<Hit>;
    /// Homes by their room alone, and people by the last digits of their phone.
    fn by_last_digits(&self, typed: &str) -> (Vec<Hit>, Vec<Hit>);
    /// Phrases of the phrase book by their code or their very words.
    fn phrases(&self, typed: &str) -> Vec<Hit>;
    /// Workers by name, sound or initials.
    fn workers(&self, typed: &str) -> Vec<Hit>;
    /// Categories by name, sound or initials.
    fn categories(&self, typed: &str) -> Vec<Hit>;
}

/// Reads a line: its tokens in order, together covering everything but the spaces, commas and full stops between them.
pub fn parse(line: &str, now: Instant, zone: Zone, lookup: &dyn IntakeLookup) -> Vec<Token> {
    let words = cut(line);
    let mut reader = Reader {
        line,
        now,
        zone,
        lookup,
        someone: false,
        tokens: Vec::new(),
    };
    let mut rest = words.as_slice();
    while !rest.is_empty() {
        let taken = reader.take(rest).max(1);
        rest = rest.get(taken..).unwrap_or_default();
    }
    reader.tokens
}

/// Returns the tokens of each matter of the line; breaks belong to none, and no matter is empty.
pub fn matters(tokens: &[Token]) -> impl Iterator<Item = &[Token]> {
    tokens
        .split(|token| token.kind == Kind::Break)
        .filter(|matter| !matter.is_empty())
}

/// A line half read.
struct Reader<'a> {
    line: &'a str,
    now: Instant,
    zone: Zone,
    lookup: &'a dyn IntakeLookup,
    /// Whether it is known yet whom or which home the line is about.
    someone: bool,
    tokens: Vec<Token>,
}

impl Reader<'_> {
    /// Takes the next token off `rest` and returns how many words it had.
    fn take(&mut self, rest: &[Word<'_>]) -> usize {
        let Some(first) = rest.first() else {
            return 0;
        };
        if first.is_break {
            self.push(rest, 1, vec![Guess::bare(Kind::Break)]);
            return 1;
        }
        let line_of = |count: usize| rest.get(..count).and_then(|words| run(self.line, words));
        for (count, text) in (1..=WHEN_WORDS.max(JOINED_WORDS))
            .rev()
            .filter_map(|count| Some((count, line_of(count)?)))
        {
            let guesses = if count == 1 {
                self.word(text)
            } else {
                self.joined(count, text)
            };
            if !guesses.is_empty() {
                self.push(rest, count, guesses);
                return count;
            }
        }
        self.push_text(first);
        1
    }

    /// Returns what several words together stand for.
    fn joined(&self, count: usize, text: &str) -> Vec<Guess> {
        let mut guesses = Vec::new();
        if count <= JOINED_WORDS {
            guesses.extend(self.homes(text));
        }
        if count <= WHEN_WORDS && guesses.is_empty() {
            guesses.extend(self.when(text));
        }
        // A room and a date side by side are digits too; a mobile number has three groups of its own.
        let spaced = text.chars().all(|c| c.is_numeric() || c.is_whitespace());
        if count <= JOINED_WORDS
            && guesses.is_empty()
            && spaced
            && digits(text).len() == MOBILE_DIGITS
        {
            guesses.extend(self.phone(text));
        }
        guesses
    }

    /// Returns what one word stands for, likeliest first.
    fn word(&self, text: &str) -> Vec<Guess> {
        let folded = fold(text);
        if WORDS.urgent.contains(&folded) {
            return vec![Guess::bare(Kind::Urgent)];
        }
        if let Some((kind, _)) = WORDS
            .kinds
            .iter()
            .find(|(_, words)| words.contains(&folded))
        {
            let hit = Hit {
                key: kind.clone(),
                label: text.to_owned(),
            };
            return hits(Kind::About, vec![hit]);
        }
        if let Some(name) = after(text, &WORDS.worker) {
            return marked(Kind::Worker, name, self.lookup.workers(name));
        }
        if let Some(name) = after(text, &WORDS.category) {
            return marked(Kind::Category, name, self.lookup.categories(name));
        }
        let mut homes = self.homes(text);
        if let Some(ending) = self.room_alone(&folded, &homes) {
            homes = ending;
        }
        let when = self.when(text);
        let mut phone = self.phone(text);
        let room = homes.is_empty() && premises::resembles(text, !self.someone);
        if room {
            // 11-1-0302 is rather a room nobody has than a number nobody has.
            phone.retain(|guess| guess.value.is_known());
        }
        let phrases = hits(Kind::Phrase, self.lookup.phrases(&folded));
        let people = if phone.is_empty() {
            hits(Kind::Person, self.lookup.people_by_text(text))
        } else {
            Vec::new()
        };
        // Once somebody is known, a word is rather about the matter, and where it is, about nobody else.
        let order = if self.someone {
            let people = if phrases.is_empty() {
                people
            } else {
                Vec::new()
            };
            [when, phrases, homes, phone, people]
        } else {
            [homes, when, phone, people, phrases]
        };
        let mut guesses = order.concat();
        // A number that is nobody's is only shown as one if it is nothing else.
        if guesses.len() > 1 {
            guesses.retain(|guess| guess.kind != Kind::Phone || guess.value.is_known());
        }
        if guesses.is_empty() && !self.someone {
            guesses = self.last_digits(&folded);
        }
        if guesses.is_empty() && room {
            guesses = marked(Kind::Room, text, Vec::new());
        }
        if guesses.is_empty() && is_title(&folded) {
            let value = Value::Text(text.to_owned());
            let kind = Kind::Person;
            guesses.push(Guess { kind, value });
        }
        guesses
    }

    /// Returns the homes and people whose room or number ends so: the only one there is, else the digits themselves
    /// with everybody it could be, as none is likelier than another.
    fn last_digits(&self, text: &str) -> Vec<Guess> {
        if !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Vec::new();
        }
        let (homes, people) = self.lookup.by_last_digits(text);
        let mut guesses = hits(Kind::Room, homes);
        guesses.extend(hits(Kind::Phone, people));
        undecided(text, guesses)
    }

    /// Returns the homes few digits could be, where they are read as a whole code only by leaving out a unit or a zero:
    /// 1201 is rather room 1201 of any building than 1-1-0201.
    fn room_alone(&self, text: &str, codes: &[Guess]) -> Option<Vec<Guess>> {
        let plain = text.bytes().all(|byte| byte.is_ascii_digit());
        if !plain || self.someone || codes.is_empty() || !ROOM_DIGITS.contains(&text.len()) {
            return None;
        }
        let whole = codes.iter().any(|guess| match &guess.value {
            Value::Hit(hit) => digits(&hit.label) == text,
            _ => false,
        });
        let (homes, _) = self.lookup.by_last_digits(text);
        let mut guesses = hits(Kind::Room, homes);
        if whole || guesses.is_empty() {
            return None;
        }
        guesses.extend(codes.iter().cloned());
        Some(undecided(text, guesses))
    }

    /// Returns the homes of a code.
    fn homes(&self, text: &str) -> Vec<Guess> {
        hits(Kind::Room, self.lookup.homes_by_code(text))
    }

    /// Returns the day and time, if `text` is one.
    fn when(&self, text: &str) -> Vec<Guess> {
        parse_when(text, self.now, self.zone)
            .map(|when| Guess {
                kind: Kind::When,
                value: Value::When(when),
            })
            .into_iter()
            .collect()
    }

    /// Returns whose phone number it is, or the number itself if it looks like one and is nobody's.
    fn phone(&self, text: &str) -> Vec<Guess> {
        let folded = fold(text);
        let plain = folded
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '-' | ' ' | '+' | '(' | ')'));
        let digits = digits(text);
        if !plain || !PHONE_DIGITS.contains(&digits.len()) {
            return Vec::new();
        }
        let known = hits(Kind::Phone, self.lookup.people_by_text(&digits));
        if known.is_empty() {
            vec![Guess {
                kind: Kind::Phone,
                value: Value::Text(digits),
            }]
        } else {
            known
        }
    }

    /// Adds a token of the first `count` words of `rest`.
    fn push(&mut self, rest: &[Word<'_>], count: usize, guesses: Vec<Guess>) {
        let ends = rest.first().zip(rest.get(count.saturating_sub(1)));
        let mut guesses = guesses.into_iter();
        let (Some((first, last)), Some(best)) = (ends, guesses.next()) else {
            return;
        };
        match best.kind {
            Kind::Room | Kind::Person | Kind::Phone => self.someone = true,
            _ => {}
        }
        self.tokens.push(Token {
            span: first.start..last.end(),
            kind: best.kind,
            value: best.value,
            alternatives: guesses.collect(),
        });
    }

    /// Adds free text, to the token before if that is free text too.
    fn push_text(&mut self, word: &Word<'_>) {
        if let Some(last) = self.tokens.last_mut()
            && last.kind == Kind::Text
        {
            last.span.end = word.end();
            last.value = Value::Text(
                self.line
                    .get(last.span.clone())
                    .unwrap_or_default()
                    .to_owned(),
            );
            return;
        }
        self.tokens.push(Token {
            span: word.start..word.end(),
            kind: Kind::Text,
            value: Value::Text(word.text.to_owned()),
            alternatives: Vec::new(),
        });
    }
}

/// Whether a word is a surname and how its bearer is addressed: 李先生.
fn is_title(folded: &str) -> bool {
    let name = WORDS
        .titles
        .iter()
        .find_map(|title| folded.strip_suffix(title.as_str()));
    name.is_some_and(|name| {
        let hanzi = name.chars().all(|c| !c.is_ascii() && c.is_alphabetic());
        hanzi && SURNAME.contains(&name.chars().count())
    })
}

/// Returns the digits of `text`, wide ones too.
fn digits(text: &str) -> String {
    fold(text).chars().filter(char::is_ascii_digit).collect()
}

/// Returns the part of `line` that `words` cover; none if a break lies among them.
fn run<'a>(line: &'a str, words: &[Word<'_>]) -> Option<&'a str> {
    let (first, last) = words.first().zip(words.last())?;
    if words.iter().any(|word| word.is_break) {
        return None;
    }
    line.get(first.start..last.end())
}

/// Returns what stands after one of `marks` at the beginning of `text`, if anything does.
fn after<'a>(text: &'a str, marks: &[String]) -> Option<&'a str> {
    let mut chars = text.chars();
    let mark = chars.next().map(|c| fold(&c.to_string()))?;
    let rest = chars.as_str();
    (marks.contains(&mark) && !rest.is_empty()).then_some(rest)
}

/// Returns the hits of a word of one kind; the word itself if there are none, so that it can be shown as unknown.
fn marked(kind: Kind, text: &str, found: Vec<Hit>) -> Vec<Guess> {
    if found.is_empty() {
        return vec![Guess {
            kind,
            value: Value::Text(text.to_owned()),
        }];
    }
    hits(kind, found)
}

/// Puts the digits themselves before what they could be, where that is more than one.
fn undecided(text: &str, mut guesses: Vec<Guess>) -> Vec<Guess> {
    if guesses.len() > 1 {
        guesses.splice(0..0, marked(Kind::Room, text, Vec::new()));
    }
    guesses
}

/// Returns a guess of `kind` for each hit.
fn hits(kind: Kind, found: Vec<Hit>) -> Vec<Guess> {
    found
        .into_iter()
        .map(|hit| Guess {
            kind,
            value: Value::Hit(hit),
        })
        .collect()
}
