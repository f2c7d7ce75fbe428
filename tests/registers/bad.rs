//! A bad declaration is refused with all its faults at once, each with its line and what was meant.

use frontdesk::domain::register::{Fault, Known, What, read};

const GOOD: &str = include_str!("parcel.toml");

fn faults(text: &str) -> Vec<(u32, What, String)> {
    let found = read("parcel.toml", text, &Known::shipped(&["ticket"])).unwrap_err();
    let plain = |fault: Fault| (fault.line, fault.what, fault.text);
    found.into_iter().map(plain).collect()
}

/// The line on which this stands.
#[track_caller]
fn line(text: &str, of: &str) -> u32 {
    let at = text
        .lines()
        .collect::<Vec<_>>()
        .iter()
        .rposition(|line| line.contains(of));
    u32::try_from(at.unwrap_or_else(|| panic!("no {of}")) + 1).unwrap()
}

#[track_caller]
fn changed(from: &str, to: &str) -> String {
    assert!(GOOD.contains(from), "{from}");
    GOOD.replacen(from, to, 1)
}

/// One change, one fault, on the line of the change.
#[track_caller]
fn case(from: &str, to: &str, what: What, text: &str, mark: &str) {
    let bad = changed(from, to);
    let found = faults(&bad);
    let wanted = (line(&bad, mark), what, text.to_owned());
    assert!(found.contains(&wanted), "{wanted:?} in {found:?}");
}

#[test]
fn the_good_one_has_no_fault() {
    let read = read("parcel.toml", GOOD, &Known::shipped(&["ticket"]));
    assert!(read.is_ok(), "{read:?}");
}

#[test]
fn each_fault_is_said_where_it_is() {
    case(
        "name = \"parcel\"",
        "name = \"Parcel\"",
        What::BadName,
        "Parcel",
        "name = \"Parcel\"",
    );
    case(
        "name = \"parcel\"",
        "name = \"ticket\"",
        What::Taken,
        "ticket",
        "name = \"ticket\"",
    );
    case(
        "letter = \"B\"",
        "letter = \"R\"",
        What::BadLetter,
        "R",
        "letter = \"R\"",
    );
    case(
        "sort = \"due\"",
        "sort = \"dew\"",
        What::UnknownField,
        "dew",
        "sort = ",
    );
    case(
        "kind = \"text\"",
        "kind = \"words\"",
        What::Syntax,
        "unknown variant `words`, expected one of `text`, `block`, `lines`, `choice`, `day`, `moment`, `amount`, `number`, `phone`, `yes_no`, `home`, `person`, `staff`, `record`, `charge`, `entry`, `file`",
        "kind = \"words\"",
    );
    case(
        "longest = 8",
        "longst = 8",
        What::UnknownKey,
        "longst",
        "longst",
    );
    case(
        "required = true",
        "required = true\nrequried = true",
        What::UnknownKey,
        "requried",
        "requried",
    );
}

#[test]
fn each_name_that_leads_nowhere_is_said_where_it_is() {
    case(
        "to = \"told\"",
        "to = \"tolled\"",
        What::UnknownState,
        "tolled",
        "to = \"tolled\"",
    );
    case(
        "needs = [\"taker\"]",
        "needs = [\"tacker\"]",
        What::UnknownField,
        "tacker",
        "needs = [\"tacker\"]",
    );
    case(
        "starts = [\"collect\"]",
        "starts = [\"colect\"]",
        What::UnknownDeadline,
        "colect",
        "starts = [\"colect\"]",
    );
    case(
        "within = \"3d\"",
        "within = \"3 days\"",
        What::BadLimit,
        "3 days",
        "within = ",
    );
    case(
        "guards = [\"all_yes\"]",
        "guards = [\"al_yes\"]",
        What::UnknownGuard,
        "al_yes",
        "guards = [\"al_yes\"]",
    );
    case(
        "id = \"shelf\"",
        "id = \"state\"",
        What::Reserved,
        "state",
        "id = \"state\"",
    );
    case(
        "id = \"shelf\"",
        "id = \"carrier\"",
        What::Twice,
        "carrier",
        "id = \"carrier\"",
    );
    case(
        "effects = []",
        "effects = [\"raise_charge\"]",
        What::LacksField,
        "raise_charge",
        "effects = [\"raise_charge\"]",
    );
}

#[test]
fn what_recurs_names_states_a_period_and_what_the_program_may_do_by_itself() {
    let good = "[recurring]\nstates = [\"told\"]\nevery = \"month\"\neffects = [\"follow_up\"]\n";
    let with = |from: &str, to: &str| format!("{GOOD}\n{}", good.replacen(from, to, 1));
    let known = Known::shipped(&["ticket"]);
    assert!(read("parcel.toml", &with("", ""), &known).is_ok());
    for (from, to, what) in [
        ("told", "tolled", What::UnknownState),
        ("month", "moon", What::BadTiming),
        // A choice says how often where each of its values does.
        ("month", "carrier", What::BadTiming),
        ("follow_up", "raise_charge", What::UnknownEffect),
        ("states", "state", What::UnknownKey),
    ] {
        let bad = with(from, to);
        let found = faults(&bad);
        let wanted = (line(&bad, to), what, to.to_owned());
        assert!(found.contains(&wanted), "{wanted:?} in {found:?}");
    }
}

#[test]
fn a_register_without_a_beginning_is_refused_once_for_all_its_states() {
    let bad = changed("group = \"initial\"", "group = \"active\"");
    let found = faults(&bad);
    assert_eq!(found[0].1, What::Initial, "{found:?}");
    assert!(
        found
            .iter()
            .any(|(_, what, text)| (*what, text.as_str()) == (What::Unreachable, "told"))
    );
}

#[test]
fn all_faults_are_told_at_once_in_the_order_of_their_lines() {
    let bad = changed("letter = \"B\"", "letter = \"R\"");
    let bad = bad.replacen("longest = 8", "longst = 8", 1);
    let bad = bad.replacen("kind = \"phone\"", "kind = \"phon\"", 1);
    let found = faults(&bad);
    let whats: Vec<What> = found.iter().map(|(_, what, _)| *what).collect();
    assert!(whats.contains(&What::BadLetter), "{found:?}");
    assert!(whats.contains(&What::UnknownKey), "{found:?}");
    assert!(whats.contains(&What::Syntax), "{found:?}");
    assert!(found.is_sorted_by_key(|(line, ..)| *line), "{found:?}");
}

#[test]
fn what_is_no_toml_is_said_with_its_line() {
    let bad = changed("letter = \"B\"", "letter = \"B");
    let found = faults(&bad);
    assert_eq!(found[0].0, line(&bad, "letter = "), "{found:?}");
    assert_eq!(found[0].1, What::Syntax);
    assert_eq!(faults(&"x".repeat(300_000))[0].1, What::TooLarge);
}

const CHECK: &str = include_str!("check.toml");

/// One change of the file with fields of every kind, one fault, on the line of the change.
#[track_caller]
fn check(from: &str, to: &str, what: What, text: &str, mark: &str) {
    assert!(CHECK.contains(from), "{from}");
    let bad = CHECK.replacen(from, to, 1);
    let known = Known::shipped(&[]).beside(&["key"]);
    let found = read("check.toml", &bad, &known).unwrap_err();
    let found: Vec<_> = found
        .into_iter()
        .map(|fault| (fault.line, fault.what, fault.text))
        .collect();
    let wanted = (line(&bad, mark), what, text.to_owned());
    assert!(found.contains(&wanted), "{wanted:?} in {found:?}");
}

#[test]
fn computed_fields_links_and_retention_are_checked() {
    let known = Known::shipped(&[]).beside(&["key"]);
    assert!(read("check.toml", CHECK, &known).is_ok());
    let alone = read("check.toml", CHECK, &Known::shipped(&[])).unwrap_err();
    assert_eq!(alone[0].what, What::UnknownRegister, "{alone:?}");
    let cases = [
        (
            "of = \"key\"",
            "of = \"kye\"",
            What::UnknownRegister,
            "kye",
            "of = \"kye\"",
        ),
        (
            "kind = \"entry\"\nof",
            "kind = \"record\"\nof",
            What::UnknownRegister,
            "key",
            "of = \"key\"",
        ),
        (
            "by = \"sum\"",
            "by = \"add\"",
            What::UnknownFunction,
            "add",
            "by = \"add\"",
        ),
        (
            "[\"water\", \"power\"] }",
            "[\"water\", \"by\"] }",
            What::WrongKind,
            "by",
            "\"by\"] }",
        ),
        (
            "[\"water\", \"power\"] }",
            "[\"water\", \"total\"] }",
            What::Computed,
            "total",
            "\"total\"] }",
        ),
        (
            "by = \"days\", of = [\"begun\", \"ended\"]",
            "by = \"days\", of = [\"begun\"]",
            What::LacksField,
            "days",
            "of = [\"begun\"]",
        ),
        (
            "asks = [\"ended\"]",
            "asks = [\"ended\", \"took\"]",
            What::Computed,
            "took",
            "\"took\"]",
        ),
        (
            "\"defects\", \"photo\"]",
            "\"total\", \"photo\"]",
            What::Computed,
            "total",
            "\"total\", \"photo\"]",
        ),
        (
            "keep = \"24m\"",
            "keep = \"2y\"",
            What::BadKeep,
            "2y",
            "keep = ",
        ),
        (
            "stock = \"item\"",
            "stock = \"by\"",
            What::WrongKind,
            "by",
            "stock = ",
        ),
        (
            "groups = [\"item\", \"by\"]",
            "groups = [\"item\", \"phone\"]",
            What::WrongKind,
            "phone",
            "groups = ",
        ),
        (
            "groups = [\"item\", \"by\"]",
            "groups = [\"itme\"]",
            What::UnknownField,
            "itme",
            "groups = ",
        ),
    ];
    for (from, to, what, text, mark) in cases {
        check(from, to, what, text, mark);
    }
}
