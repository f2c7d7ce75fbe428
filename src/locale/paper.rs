//! The shipped templates of papers; their words stand in the word files of each language.

/// Kind, template.
const SHIPPED: [(&str, &str); 4] = [
    ("work_slip", include_str!("paper/work_slip.txt")),
    ("receipt", include_str!("paper/receipt.txt")),
    ("dunning_notice", include_str!("paper/dunning_notice.txt")),
    ("hand_in", include_str!("paper/hand_in.txt")),
];

/// The shipped template of a kind of paper.
pub fn shipped(kind: &str) -> Option<&'static str> {
    let found = SHIPPED.iter().find(|(known, _)| *known == kind);
    found.map(|(_, template)| *template)
}
