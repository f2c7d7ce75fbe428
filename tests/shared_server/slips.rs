//! Work slips with the number to call on them: counted together, each with a line of its own (duties.md D-068).

use frontdesk::domain::error::Why;
use frontdesk::service::command::Command;
use frontdesk::service::query::{ListQuery, Query, Reply};
use frontdesk::service::view::PaperLine;
use frontdesk::wire::{Ask, Body};

use super::acts::repair;
use crate::support::counter::{Counter, Desk};

fn lines_left(desk: &mut Desk) -> usize {
    let query = Query::List(ListQuery {
        what: "events".into(),
        conditions: vec!["command = ticket.slip".into(), "kind = disclosure".into()],
        limit: 50,
        reveal: false,
        after: None,
        export: false,
    });
    match desk.query(query).1 {
        Reply::List(listing) => listing.rows.len(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn slips_are_printed_together_or_none_is_and_each_leaves_its_line() {
    let counter = Counter::open();
    let mut desk = counter.desk();
    desk.done(&Command::new("community.add").arg("name", "翠湖花园"));
    let numbers: Vec<String> = (0..3)
        .map(|at| {
            let repair = repair(&format!("第{at}处漏水"));
            let repair = repair.arg("phone", format!("1390000000{at}"));
            desk.done(&repair).number.unwrap().full()
        })
        .collect();
    let few = Command::new("setting.set").arg("setting", "reveal.per_hour");
    desk.done(&few.arg("value", "2"));
    let (_, body) = desk.request(Ask::Query(Box::new(Query::Slips(numbers.clone()))));
    assert!(matches!(body, Body::Refused(refusal) if refusal.why == Why::TooManyRevealed));
    assert_eq!(lines_left(&mut desk), 0, "nothing was shown");

    // Named the other way round they come in the order of the work pane.
    let two = vec![numbers[1].clone(), numbers[0].clone()];
    let Reply::Slips(printer, slips) = desk.query(Query::Slips(two)).1 else {
        panic!("no slips");
    };
    assert_eq!((printer.as_str(), slips.len()), ("", 2));
    for (slip, number) in slips.iter().zip(&numbers) {
        let said = format!("{slip:?}");
        assert!(said.contains(number.as_str()), "{said}");
        assert!(slip.iter().any(|line| matches!(line, PaperLine::Sign(_))));
    }
    assert_eq!(lines_left(&mut desk), 2);
    let printer = Command::new("setting.set").arg("setting", "print.printer");
    desk.done(&printer.clone().arg("value", "desk-dot.1"));
    let refused = desk.refused(&printer.arg("value", "-o raw"));
    assert_eq!(refused.fields[0].why, Why::BadSetting);
}
