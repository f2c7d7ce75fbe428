//! The shipped keymaps keep what was promised; bad ones are refused with every fault named.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use frontdesk::config::Fault;
use frontdesk::locale::{self, Language, Words, faults};
use frontdesk::tui::keymap::{self, Chord, Context, Keymap, KeymapFile, Source};

use super::messages::{SHIPPED, all_messages, messages};

/// Returns the names of all commands that have words; names have no dashes of their own.
fn known_names() -> Vec<String> {
    all_messages(Language::En)
        .keys()
        .filter_map(|key| key.strip_prefix("command-"))
        .map(|name| name.replace('-', "."))
        .collect()
}

fn with_known<T>(f: impl FnOnce(&[&str]) -> T) -> T {
    let names = known_names();
    let known: Vec<&str> = names.iter().map(String::as_str).collect();
    f(&known)
}

#[test]
fn the_shipped_keymaps_have_no_faults() {
    with_known(|known| {
        for (name, text) in keymap::STYLES {
            let loaded = keymap::load(&[Source { name, text }], known);
            let faults: Vec<String> = loaded.faults.iter().map(Fault::to_string).collect();
            assert_eq!(faults, Vec::<String>::new(), "{name}");
        }
    });
}

#[test]
fn no_shipped_key_stops_a_serial_line() {
    for text in keymap::STYLES
        .map(|(_, text)| text)
        .iter()
        .chain([&keymap::DEFAULT])
    {
        let keymap = Keymap::of(&KeymapFile::parse("", text).0);
        for context in Context::all() {
            for bound in keymap::bound(&keymap, &[context]) {
                for key in &bound.chord.0 {
                    let printed = key.to_string();
                    assert!(!["C-s", "C-q"].contains(&printed.as_str()), "{context:?}");
                }
            }
        }
    }
}

#[test]
fn the_terminals_own_names_are_listed_at_the_head_of_the_default_keymap() {
    let (_, list) = keymap::DEFAULT
        .split_once("which move the eye and change no record:\n#\n")
        .unwrap();
    let listed: BTreeSet<&str> = list
        .lines()
        .take_while(|line| line.starts_with("#   "))
        .flat_map(|line| line.trim_start_matches('#').split_whitespace())
        .collect();
    let (_, own) = locale::sources(Language::En)
        .iter()
        .find(|(name, _)| name.ends_with("terminal.ftl"))
        .unwrap();
    let worded: Vec<String> = messages(own)
        .into_keys()
        .filter_map(|key| key.strip_prefix("command-").map(|n| n.replace('-', ".")))
        .collect();
    let worded: BTreeSet<&str> = worded.iter().map(String::as_str).collect();
    assert_eq!(listed, worded);
}

#[test]
fn every_key_that_is_bound_has_a_label_in_every_language() {
    let (file, _) = KeymapFile::parse("default.toml", keymap::DEFAULT);
    let keymap = Keymap::of(&file);
    for language in SHIPPED {
        let words = Words::load(language);
        for context in Context::all() {
            assert!(words.find(&format!("context-{}", context.name())).is_some());
            for keymap in keymap::STYLES.map(|(name, _)| laid(name)) {
                for bound in keymap::bound(&keymap, &[context]) {
                    assert!(!keymap::label(&words, &bound.chord).is_empty());
                }
            }
        }
    }
    let zh = Words::load(Language::ZhHans);
    let chord = keymap::shortest(&keymap, &[Context::Form], "form.save").unwrap();
    assert_eq!(keymap::label(&zh, &chord), "回车");
}

/// The keys product.md promises, so that a change of default.toml is a decision.
#[test]
fn the_default_keys_are_those_that_were_promised() {
    let (file, _) = KeymapFile::parse("default.toml", keymap::DEFAULT);
    let keymap = Keymap::of(&file);
    let contexts = [Context::Pane, Context::Counter, Context::Global];
    for (chord, command) in [
        ("j", "move.down"),
        ("k", "move.up"),
        ("enter", "open"),
        ("esc", "back"),
        ("space", "actions.open"),
        ("c", "contact.call"),
        ("v", "contact.visit"),
        ("/", "find.open"),
        (":", "palette.open"),
        ("?", "help.open"),
        ("r", "repair.new"),
        ("t", "complaint.new"),
        ("h", "home.open"),
        ("a", "ticket.dispatch"),
        ("s", "ticket.start"),
        ("w", "ticket.hold"),
        ("o", "ticket.resume"),
        ("b", "ticket.return"),
        ("d", "ticket.done"),
        ("X", "ticket.cancel"),
        ("m", "ticket.note"),
        ("E", "ticket.escalate"),
        ("+", "ticket.voice"),
        ("f", "followup.record"),
        ("p", "payment.take"),
        ("D", "dunning.record"),
        ("P", "promise.record"),
        ("n", "next.urgent"),
        ("e", "explain"),
        ("z", "person.reveal"),
        ("u", "undo"),
        ("U", "undo.list"),
        ("g c", "go.counter"),
        ("g t", "go.settings"),
        ("q", "screen.leave"),
        ("1", "pane.1"),
        ("tab", "pane.next"),
    ] {
        let chords = keymap::chords_for(&keymap, &contexts, command);
        let shown: Vec<String> = chords.iter().map(Chord::to_string).collect();
        assert!(shown.contains(&chord.to_owned()), "{command}: {shown:?}");
    }
}

/// The keys of the right half of a keyboard, with the arrows and the numeric pad, beside letters of either case.
const RIGHT_HALF: &str = "space enter backspace delete insert home end pageup pagedown up down left right \
    f5 f6 f7 f8 f9 f10 f11 f12 6 7 8 9 0 - = [ ] \\ ; ' , . / _ + { } | : \" < > ? ^ & * ( ) \
    1 2 3 4 5";
const RIGHT_LETTERS: &str = "yuiophjklnm";
/// Keys every program has, left in place beside those of the half, and never the one that is shown.
const EVERYWHERE: [&str; 3] = ["esc", "tab", "backtab"];

/// What a day at the desk is made of, place by place (product.md, key budgets and default keys).
const HOT: [(&[Context], &str); 7] = [
    (
        &[Context::Pane, Context::Counter],
        "contact.call contact.visit repair.new complaint.new contact.answer move.down move.up move.page_down \
         move.page_up move.first move.last pane.1 pane.2 pane.3 pane.4 pane.next pane.previous open back \
         actions.open home.open find.open palette.open help.open next.urgent explain undo undo.list drafts.open \
         person.reveal ticket.dispatch ticket.start ticket.hold ticket.resume ticket.return ticket.done ticket.note \
         ticket.voice followup.record payment.take promise.record dunning.record",
    ),
    (
        &[Context::Followup, Context::Counter],
        "choice.1 choice.2 choice.3 choice.4 choice.5 choice.6 choice.7 move.down move.up open back home.open \
         person.reveal contact.call",
    ),
    (
        &[Context::Detail, Context::Counter],
        "back ticket.dispatch ticket.done payment.take move.page_down",
    ),
    (
        &[Context::Home, Context::Counter],
        "back repair.new complaint.new payment.take person.reveal move.down",
    ),
    (
        &[Context::Actions, Context::Counter],
        "open back move.down move.up draft.drop",
    ),
    (
        &[Context::Form, Context::Text],
        "form.save form.save_only form.next form.previous form.choices form.look back contact.call contact.visit \
         ticket.voice move.down move.up edit.left edit.right edit.backspace edit.delete",
    ),
    (
        &[Context::Find, Context::Text],
        "open back move.down move.up edit.backspace",
    ),
];

/// A shipped keymap laid over the default.
fn laid(name: &str) -> Keymap {
    with_known(|known| keymap::load(&[keymap::style(name).unwrap()], known).keymap)
}

#[test]
fn one_hand_reaches_every_act_of_the_day() {
    let keymap = laid("one-hand");
    let in_half = |chord: &Chord| {
        chord.0.iter().all(|key| {
            let name = key.to_string();
            let letter = name.len() == 1 && RIGHT_LETTERS.contains(&name.to_lowercase());
            letter || RIGHT_HALF.split_whitespace().any(|right| right == name)
        })
    };
    let mut outside = Vec::new();
    for (places, acts) in HOT {
        let contexts = [places, &[Context::Global]].concat();
        for act in acts.split_whitespace() {
            let mut chords = keymap::chords_for(&keymap, &contexts, act);
            // What help and hints show is the first; turning panes has its arrows beside Tab.
            if act.starts_with("pane.") {
                chords.sort_by_key(|chord| !in_half(chord));
            }
            let shown = chords.first().is_some_and(in_half);
            let rest = chords.iter().skip(1);
            let rest = rest.filter(|chord| !in_half(chord)).map(Chord::to_string);
            let rest: Vec<String> = rest
                .filter(|key| !EVERYWHERE.contains(&key.as_str()))
                .collect();
            // F1 is help in every program.
            if !shown || rest.iter().any(|key| key != "f1") {
                let keys: Vec<String> = chords.iter().map(Chord::to_string).collect();
                outside.push(format!("{} {act}: {keys:?}", places[0].name()));
            }
        }
    }
    assert_eq!(outside, Vec::<String>::new());
}

/// Returns the faults of a user's file as stable text.
fn faults_of(text: &str) -> (String, Vec<Fault>) {
    let source = Source {
        name: "keys.toml",
        text,
    };
    let loaded = with_known(|known| keymap::load(&[source], known));
    let plain = with_known(|known| keymap::load(&[], known));
    assert_eq!(loaded.keymap, plain.keymap, "on a fault the default stands");
    let lines: Vec<String> = loaded.faults.iter().map(Fault::to_string).collect();
    (lines.join("\n") + "\n", loaded.faults)
}

#[test]
fn bad_keymaps_are_refused_with_every_fault_named() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad_keymaps");
    let mut seen = 0;
    let mut different = Vec::new();
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "toml") {
            continue;
        }
        seen += 1;
        let (said, faults) = faults_of(&fs::read_to_string(&path).unwrap());
        let expected = fs::read_to_string(path.with_extension("expected")).unwrap_or_default();
        if said != expected {
            let name = path.file_stem().unwrap().display().to_string();
            different.push(format!("--- {name}\n{said}"));
        }
        for words in SHIPPED.map(Words::load) {
            for fault in &faults {
                let text =
                    faults::sentence(&words, &fault.file, fault.line, fault.code, &fault.facts);
                assert!(text.starts_with("keys.toml:"), "{text}");
            }
        }
    }
    assert!(different.is_empty(), "\n{}", different.join(""));
    assert!(seen >= 12, "{seen} files");
}
