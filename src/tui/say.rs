//! Facts into words: refusals, outcomes, amounts, days and times.

use crate::domain::calendar::{Day, Instant, Zone};
use crate::domain::error::{Fact, FieldFault, Refusal, Why};
use crate::domain::money::Amount;
use crate::locale::{Arg, Words, cause_in, time};
use crate::tui::clock::Clock;
use crate::tui::keymap::Context;
use crate::tui::kit::Kit;
use crate::tui::theme::Tone;
use crate::wire::{Answer, Done};

/// The fact that names a line of the audit log, which tells the desk nothing.
const LINE_OF_AUDIT: &str = "seq";

/// The fuller sentences on what a command did, the fullest first; each is told where all its facts tell something.
const FULLER: [&str; 4] = [".counted", ".joined", ".most", ".more"];

/// Whether a fact tells anything.
fn tells(fact: &Fact) -> bool {
    match fact {
        Fact::Text(text) => !text.is_empty(),
        Fact::Money(amount) => *amount != Amount::ZERO,
        Fact::Several(facts) => !facts.is_empty(),
        _ => true,
    }
}

/// A sentence for the message line.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Said {
    /// The sentence.
    pub text: String,
    /// How it is meant.
    pub tone: Tone,
    /// Whether what it tells can be taken back now.
    pub undo: bool,
}

impl Said {
    /// A sentence that nothing follows from.
    pub fn new(text: impl Into<String>, tone: Tone) -> Self {
        Self {
            text: text.into(),
            tone,
            undo: false,
        }
    }
}

/// A language, and the day and zone of the office: all that facts need to become words.
#[derive(Debug, Clone, Copy)]
pub struct Speech<'a> {
    /// The words of the language.
    pub words: &'a Words,
    /// The office's zone.
    pub zone: Zone,
    /// The day there.
    pub today: Day,
    /// What stands before the facts of an outcome; it depends on what the terminal can draw.
    pub arrow: &'a str,
}

impl Speech<'_> {
    /// Returns a point of time: 今天 18:30, 11-23 09:00.
    pub fn instant(&self, at: Instant) -> String {
        let then = self.zone.day_of(at);
        let ahead = i64::from(then.since(self.today));
        let day = time::near_day(self.words, ahead).unwrap_or_else(|| near(self.today, then));
        format!("{day} {}", hour(self.zone, at))
    }

    /// Returns a point of time as it stands on paper: 11-21 18:30, with its year where that is wanted or is another.
    pub fn printed(&self, at: Instant, year: bool) -> String {
        let day = self.zone.day_of(at);
        let day = if year {
            day.to_string()
        } else {
            near(self.today, day)
        };
        format!("{day} {}", hour(self.zone, at))
    }

    /// Returns a fact in words.
    pub fn fact(&self, fact: &Fact) -> String {
        match fact {
            Fact::Text(text) => text.clone(),
            Fact::Count(count) => count.to_string(),
            Fact::Money(money) => sum(self.words, *money),
            Fact::Day(on) => near(self.today, *on),
            Fact::At(at) => self.instant(*at),
            Fact::Term(key) => match self.words.find(key) {
                Some(term) => term.into_owned(),
                None => key.clone(),
            },
            Fact::Told(key, facts) => self.told(facts, None, |args| self.words.with(key, args)),
            Fact::Several(facts) => {
                let texts: Vec<String> = facts.iter().map(|fact| self.fact(fact)).collect();
                texts.join(&self.words.get("said-or"))
            }
        }
    }

    /// Gives `say` these facts as arguments of a sentence.
    fn told<T>(
        &self,
        facts: &[(String, Fact)],
        number: Option<&str>,
        say: impl FnOnce(&[(&str, Arg<'_>)]) -> T,
    ) -> T {
        let texts: Vec<(&str, String)> = facts
            .iter()
            .map(|(name, value)| {
                let text = self.fact(value);
                let said = match name.as_str() {
                    // What the system said comes in its own words.
                    "detail" => cause_in(self.words, &text).into_owned(),
                    _ => text,
                };
                (name.as_str(), said)
            })
            .collect();
        let mut args: Vec<(&str, Arg<'_>)> = Vec::with_capacity(facts.len() + 1);
        args.extend(number.map(|number| ("number", Arg::Text(number))));
        for ((name, text), (_, value)) in texts.iter().zip(facts) {
            // A count stays a number: the plural forms of a language go by it.
            let arg = match value {
                Fact::Count(count) => Arg::Number(*count),
                _ => Arg::Text(text),
            };
            args.push((name, arg));
        }
        say(&args)
    }

    fn reason(&self, why: Why, facts: &[(String, Fact)]) -> String {
        let key = format!("refusal-{}", why.name());
        // With the facts that are not always there it says more.
        let more = format!("{key}.more");
        self.told(facts, None, |args| {
            let said = self.words.fill(&more, args);
            said.unwrap_or_else(|| self.words.with(&key, args))
        })
    }

    /// Returns what is wrong with a field.
    pub fn fault(&self, fault: &FieldFault) -> String {
        self.reason(fault.why, &fault.facts)
    }

    /// Returns what is wrong with a field behind the name of the field.
    fn named_fault(&self, fault: &FieldFault) -> String {
        let why = self.fault(fault);
        if fault.why == Why::UnknownArgument {
            // Its sentence names it, and there is no word for it.
            return why;
        }
        let field = label(self.words, &fault.field);
        self.words.with(
            "said-field",
            &[("field", Arg::Text(&field)), ("why", Arg::Text(&why))],
        )
    }

    /// Returns why something was refused, in one line; several wrong fields are told where they stand.
    pub fn refusal(&self, refusal: &Refusal) -> String {
        match (refusal.why, refusal.fields.as_slice()) {
            (Why::Fields, [only]) => self.named_fault(only),
            _ => begun(self.reason(refusal.why, &refusal.facts)),
        }
    }

    /// The same for the command line, where no form shows the fields: every fault, one behind another.
    pub fn whole_refusal(&self, refusal: &Refusal) -> String {
        if refusal.fields.is_empty() {
            // Advice that only the command line can follow stands apart.
            let own = format!("refusal-{}.cli", refusal.why.name());
            let own = self.told(&refusal.facts, None, |args| self.words.fill(&own, args));
            return own.map_or_else(|| self.refusal(refusal), begun);
        }
        let faults = refusal.fields.iter().map(|fault| self.named_fault(fault));
        let several = (refusal.why != Why::Fields).then(|| self.refusal(refusal));
        let told: Vec<String> = several.into_iter().chain(faults).collect();
        told.join(&self.words.get("said-and"))
    }

    /// Returns what a command did: its own sentence, else its name, the numbers and the facts.
    pub fn done(&self, command: &str, done: &Done) -> String {
        self.own(command, done)
            .unwrap_or_else(|| self.outcome(command, done))
    }

    /// Returns the command's own sentence on what it did, the fullest whose facts are there.
    pub fn own(&self, command: &str, done: &Done) -> Option<String> {
        let own = self.sentence_on(command);
        let number = done.number.map(|number| number.short(self.today));
        let fill = |key: &str, facts: &[(String, Fact)]| {
            self.told(facts, number.as_deref(), |args| self.words.fill(key, args))
        };
        let telling: Vec<(String, Fact)> = done
            .facts
            .iter()
            .filter(|(_, fact)| tells(fact))
            .cloned()
            .collect();
        FULLER
            .iter()
            .find_map(|end| fill(&format!("{own}{end}"), &telling))
            .or_else(|| fill(&own, &done.facts))
            // A fact there is nothing to say of leaves no gap.
            .map(|text| text.replace("  ", " ").trim_end().to_owned())
    }

    /// The key of a command's sentence; the commands of registers share theirs.
    fn sentence_on(&self, command: &str) -> String {
        let (group, act) = command.split_once('.').unwrap_or((command, ""));
        let declared = self.words.find(&format!("register-{group}")).is_some();
        match act {
            "batch" if declared => "done-registers-batch".to_owned(),
            "reveal" if declared => "done-registers-reveal".to_owned(),
            "purge" if declared => "done-registers-purge".to_owned(),
            _ if declared => "done-registers".to_owned(),
            _ => format!("done-{}", command.replace('.', "-")),
        }
    }

    /// Returns that a command waits for a second person.
    pub fn pending(&self, command: &str, done: &Done) -> String {
        let number = done.number.map(|number| number.short(self.today));
        self.told(&done.facts, number.as_deref(), |args| {
            self.words.fill("said-pending", args)
        })
        .unwrap_or_else(|| self.outcome(command, done))
    }

    fn outcome(&self, command: &str, done: &Done) -> String {
        let numbers: Vec<String> = done
            .number
            .iter()
            .chain(&done.also)
            .map(|number| number.short(self.today))
            .collect();
        let facts: Vec<String> = done
            .facts
            .iter()
            .filter(|(name, _)| name != LINE_OF_AUDIT)
            .map(|(_, value)| self.fact(value))
            // The numbers stand before the arrow already.
            .filter(|text| !text.is_empty() && !numbers.contains(text))
            .collect();
        let mut rest = String::new();
        if !facts.is_empty() {
            rest = format!(" {} {}", self.arrow, facts.join(" "));
        }
        let name = self.words.command(command);
        self.words.with(
            "said-done",
            &[
                ("command", Arg::Text(&name)),
                ("numbers", Arg::Text(&numbers.join(" "))),
                ("rest", Arg::Text(&rest)),
            ],
        )
    }
}

/// Returns the name of a field or argument, or its plain name where there is no word for it.
pub fn label(words: &Words, field: &str) -> String {
    match words.find(&format!("field-{field}")) {
        Some(label) => label.into_owned(),
        None => field.to_owned(),
    }
}

fn hour(zone: Zone, at: Instant) -> String {
    let minute = zone.minute_of(at);
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

fn near(today: Day, day: Day) -> String {
    let (year, month, date) = day.ymd();
    if year == today.year() {
        format!("{month:02}-{date:02}")
    } else {
        day.to_string()
    }
}

fn sum(words: &Words, amount: Amount) -> String {
    words.with("amount", &[("amount", Arg::Text(&amount.grouped()))])
}

/// The speech of the screen.
pub fn speech<'a>(kit: &'a Kit, clock: &Clock) -> Speech<'a> {
    Speech {
        words: &kit.words,
        zone: clock.zone(),
        today: clock.today(),
        arrow: kit.glyphs.arrow,
    }
}

/// Returns an amount with its sign.
pub fn amount(kit: &Kit, amount: Amount) -> String {
    sum(&kit.words, amount)
}

/// Returns `hh:mm`.
pub fn clock_time(clock: &Clock, at: Instant) -> String {
    hour(clock.zone(), at)
}

/// Returns a day as `11-23`, with its year where that is another one than this.
pub fn day(clock: &Clock, day: Day) -> String {
    near(clock.today(), day)
}

/// Returns a point of time: 今天 18:30, 11-23 09:00.
pub fn instant(kit: &Kit, clock: &Clock, at: Instant) -> String {
    speech(kit, clock).instant(at)
}

/// Returns a fact in words.
pub fn fact(kit: &Kit, clock: &Clock, fact: &Fact) -> String {
    speech(kit, clock).fact(fact)
}

/// The same refusal with the values a field can have in words.
pub fn worded(words: &Words, refusal: &Refusal) -> Refusal {
    let mut refusal = refusal.clone();
    for fault in &mut refusal.fields {
        for (name, fact) in &mut fault.facts {
            let Fact::Text(choices) = fact else { continue };
            if name == "choices" {
                let said = choices.split(' ').map(|choice| {
                    let key = format!("choice-{}-{choice}", fault.field);
                    let found = words.find(&key);
                    found.map_or_else(|| choice.to_owned(), std::borrow::Cow::into_owned)
                });
                *choices = said.collect::<Vec<_>>().join(" ");
            }
        }
    }
    refusal
}

/// Returns why something was refused.
pub fn refusal(kit: &Kit, clock: &Clock, refusal: &Refusal) -> String {
    speech(kit, clock).refusal(&worded(&kit.words, refusal))
}

/// Returns what is wrong with a field.
pub fn fault(kit: &Kit, clock: &Clock, fault: &FieldFault) -> String {
    speech(kit, clock).fault(fault)
}

/// Why money is not moved yet: the key was pressed before the terminal showed what it was pressed on.
pub fn not_shown(kit: &Kit) -> Said {
    let key = kit.keys(&[Context::Global], "redraw").unwrap_or_default();
    let text = kit
        .words
        .with("said-not-shown", &[("key", Arg::Text(&key))]);
    Said::new(text, Tone::Late)
}

/// The same refusal with each field by the name it has on the form of its command.
fn labelled(kit: &Kit, command: &str, refusal: &Refusal) -> Refusal {
    let mut refusal = refusal.clone();
    let args = kit.command(command).map_or(&[][..], |facts| facts.args);
    for fault in &mut refusal.fields {
        if let Some(arg) = args.iter().find(|arg| arg.name == fault.field) {
            arg.word.clone_into(&mut fault.field);
        }
    }
    refusal
}

/// Returns what came of a command.
pub fn answer(kit: &Kit, clock: &Clock, command: &str, answer: &Answer) -> Said {
    let speech = speech(kit, clock);
    match answer {
        Answer::Done(done) => Said {
            text: speech.done(command, done),
            tone: Tone::Good,
            undo: kit.restores(command) && !done.booked(),
        },
        Answer::Pending(done) => Said::new(speech.pending(command, done), Tone::Soon),
        Answer::Refused(why) => Said::new(
            refusal(kit, clock, &labelled(kit, command, why)),
            Tone::Late,
        ),
        Answer::Unknown(_) => Said::new(kit.words.get("said-unknown").into_owned(), Tone::Late),
    }
}

/// A sentence by itself begins with a capital; behind the name of a field it does not.
fn begun(sentence: String) -> String {
    let mut letters = sentence.chars();
    match letters.next() {
        Some(first) if first.is_ascii_lowercase() => {
            format!("{}{}", first.to_ascii_uppercase(), letters.as_str())
        }
        _ => sentence,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::{Letter, Number};
    use crate::domain::money::Amount;
    use crate::domain::staff::{Rank, Right, Side, lacking};
    use crate::locale::Language;

    fn today() -> Day {
        Day::from_ymd(2026, 11, 21).unwrap()
    }

    fn speaking<T>(language: Language, say: impl FnOnce(Speech<'_>) -> T) -> T {
        say(Speech {
            words: &Words::load(language),
            zone: Zone::default(),
            today: today(),
            arrow: "→",
        })
    }

    fn zh(refused: &Refusal) -> String {
        speaking(Language::ZhHans, |speech| speech.whole_refusal(refused))
    }

    #[test]
    fn terms_money_days_and_times_are_said_in_words() {
        let no_right = lacking(Right::Audit, "李芳", Rank::Receptionist, &[]);
        assert_eq!(
            zh(&no_right),
            "“查看审计”须由客服部经理以上或审计人员办理，李芳是前台接待"
        );
        // What binds an auditor is being one, whatever the rank.
        let auditor = lacking(Right::Cash, "审计员", Rank::Supervisor, &[Side::Auditor]);
        assert_eq!(zh(&auditor), "“收款”须由前台接待以上办理，审计员是审计");
        let owed = Refusal::new(Why::MoreThanOwed).with("owed", Amount::from_fen(123_600).unwrap());
        assert_eq!(zh(&owed), "超过了欠款 ￥1,236.00");
        let past =
            Refusal::new(Why::PastDay).with("day", Fact::Day(Day::from_ymd(2025, 11, 20).unwrap()));
        assert_eq!(zh(&past), "2025-11-20 已经过去");
        let at = Instant::parse("2026-11-21T14:32:05+08:00").unwrap();
        let stale = Refusal::new(Why::Stale)
            .with("number", "R1121-018")
            .with("by", "李芳")
            .with("at", Fact::At(at));
        assert!(zh(&stale).starts_with("李芳 在 今天 14:32 改过 R1121-018"));
        let paid = stale.with("receipt", "S1121-007");
        assert!(zh(&paid).starts_with("李芳 在 今天 14:32 已收 R1121-018 的款，收据 S1121-007"));
        let long = Refusal::new(Why::TooLong).with("limit", 200_usize);
        assert_eq!(zh(&long), "太长，最多 200 个字");
    }

    #[test]
    fn all_wrong_fields_are_named() {
        let refused = Refusal::fields(vec![
            Refusal::new(Why::UnknownPremises)
                .with("text", "9-9-9")
                .on("premises"),
            Refusal::new(Why::BadAmount).on("amount"),
            Refusal::new(Why::UnknownArgument)
                .with("text", "colour")
                .on("colour"),
        ]);
        assert_eq!(
            zh(&refused),
            "房号：没有“9-9-9”这户；金额：不是金额，例如 1236.50；没有“colour”这个参数"
        );
    }

    #[test]
    fn an_outcome_names_what_it_made() {
        let number = Number {
            letter: Letter::Repair,
            day: today(),
            count: 18,
            series: 1,
        };
        let made = Done {
            number: Some(number),
            facts: vec![("worker".to_owned(), Fact::Text("王师傅".to_owned()))],
            ..Done::default()
        };
        let said = |command: &str, done: &Done| {
            speaking(Language::ZhHans, |speech| speech.done(command, done))
        };
        let own = said("ticket.dispatch", &made);
        assert!(own.contains("R1121-018") && own.contains("王师傅"), "{own}");
        // Without the facts its sentence wants it is told by its name.
        let bare = Done {
            facts: Vec::new(),
            ..made
        };
        assert_eq!(said("ticket.dispatch", &bare), "已派工 R1121-018");
    }

    #[test]
    fn a_form_tells_one_fault_and_a_line_tells_all() {
        let both = Refusal::fields(vec![
            Refusal::new(Why::BadAmount).on("amount"),
            Refusal::new(Why::Missing).on("text"),
        ]);
        let brief = speaking(Language::En, |speech| speech.refusal(&both));
        let whole = speaking(Language::En, |speech| speech.whole_refusal(&both));
        assert!(whole.len() > brief.len() && whole.contains("; "), "{whole}");
    }

    #[test]
    fn every_reason_has_its_sentence_in_every_language() {
        for language in Language::ALL {
            let words = Words::load(language);
            for why in Why::ALL {
                // Words with placeholders cannot be asked for without them; their key is enough.
                let key = format!("refusal-{} =", why.name());
                let found = crate::locale::sources(language)
                    .iter()
                    .any(|(_, text)| text.contains(&key));
                assert!(found, "{key} in {:?}", words.language());
            }
        }
    }
}
