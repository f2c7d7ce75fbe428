//! The kinds of intake, the order of their fields, and several matters as one argument.

/// Arguments that are set by the kind of form and by which key saves it, not typed.
pub(super) const IMPLIED: [&str; 4] = ["channel", "ticket", "dispatch", "matters"];
/// The fields that come first, most wanted first; the others follow in the order of the table.
pub(super) const FIRST: [&str; 10] = [
    "premises",
    "caller",
    "phone",
    "text",
    "category",
    "place",
    "priority",
    "appointment",
    "worker",
    "answer",
];

/// A kind of intake: its form, its title, the way the contact came, the ticket it makes in any case.
pub(super) struct Form {
    pub(super) kind: &'static str,
    pub(super) title: &'static str,
    pub(super) channel: &'static str,
    pub(super) ticket: &'static str,
}

pub(super) const FORMS: [Form; 4] = [
    Form {
        kind: "call",
        title: "command-contact-call",
        channel: "call",
        ticket: "",
    },
    Form {
        kind: "visit",
        title: "command-contact-visit",
        channel: "visit",
        ticket: "",
    },
    Form {
        kind: "repair",
        title: "command-repair-new",
        channel: "call",
        ticket: "repair",
    },
    Form {
        kind: "complaint",
        title: "command-complaint-new",
        channel: "call",
        ticket: "complaint",
    },
];

/// The further matters of the call, a line each: `category|text|place|urgent`.
pub(super) fn matters(further: &[Vec<(String, String)>]) -> String {
    let lines: Vec<String> = further
        .iter()
        .map(|fields| {
            let of = |wanted: &str| {
                let found = fields.iter().find(|(name, _)| name == wanted);
                let text = found.map_or("", |(_, text)| text.as_str());
                text.replace(['|', '\n'], " ")
            };
            let said = [of("text"), of("summary")].join("");
            format!(
                "{}|{said}|{}|{}",
                of("category"),
                of("place"),
                of("priority")
            )
        })
        .collect();
    lines.join("\n")
}
