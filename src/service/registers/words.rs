//! The words registers bring along, by the keys under which everything else has its words.

use crate::domain::register::{Label, Register};

use super::rows::{ADD, BATCH, EDIT, PURGE, REVEAL, word};
use super::set;

/// What a key says.
pub enum Said {
    /// These words of the declaration.
    Label(&'static Label),
    /// The state that follows a move.
    Becomes(&'static Label),
    /// The same as another key of the word files.
    As(&'static str),
}

/// Every word of every register: its key, what it says. Where two have the same key the first is meant.
pub fn words() -> Vec<(String, Said)> {
    let mut all = Vec::new();
    for declared in set().all() {
        of(declared.register, &mut all);
    }
    all
}

fn of(register: &'static Register, all: &mut Vec<(String, Said)>) {
    let name = &register.name;
    let mut put = |key: String, said: Said| all.push((key, said));
    put(format!("register-{name}"), Said::Label(&register.label));
    let paper = register.paper.as_ref().unwrap_or(&register.label);
    put(format!("paper-{name}"), Said::Label(paper));
    // What comes of it is what there is to say of a move beside its name; else what it is about.
    let mut command = |act: &str, label: &'static Label, to: Option<&str>| {
        let key = format!("command-{name}-{act}");
        let state = register
            .states
            .iter()
            .find(|one| Some(one.id.as_str()) == to);
        let doc = state.map_or(Said::Label(&register.label), |one| {
            Said::Becomes(&one.label)
        });
        put(format!("{key}.doc"), doc);
        put(key, Said::Label(label));
    };
    command(ADD, &register.opening.label, None);
    if let Some(label) = &register.opening.several {
        command(BATCH, label, None);
    }
    for step in &register.moves {
        command(&step.id, &step.label, step.to.as_deref());
    }
    if let Some(correction) = &register.correction {
        command(EDIT, &correction.label, None);
    }
    let mut put = |key: String, label: &'static Label| all.push((key, Said::Label(label)));
    for field in &register.fields {
        let own = word(name, &field.id);
        put(format!("field-{own}"), &field.label);
        // Faults name a field as its argument is called.
        put(format!("field-{}", field.id), &field.label);
        for option in &field.options {
            put(format!("choice-{own}-{}", option.id), &option.label);
        }
    }
    for state in &register.states {
        put(format!("state-{name}-{}", state.id), &state.label);
        put(format!("state-{name}-{}.short", state.id), &state.label);
    }
    for deadline in &register.deadlines {
        put(format!("field-{name}-due-{}", deadline.id), &deadline.label);
    }
    for (act, same, doc) in [
        (REVEAL, "command-person-reveal", "command-person-reveal.doc"),
        (PURGE, "registers-purge", "registers-purge.doc"),
    ] {
        let key = format!("command-{name}-{act}");
        all.push((key.clone(), Said::As(same)));
        all.push((key + ".doc", Said::As(doc)));
    }
}
