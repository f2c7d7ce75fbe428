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

fn papers(numbers: &[String]) -> Query {
    Query::Papers(String::from("work_slip"), numbers.to_vec())
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
    let (_, body) = desk.request(Ask::Query(Box::new(papers(&numbers))));
    assert!(matches!(body, Body::Refused(refusal) if refusal.why == Why::TooManyRevealed));
    assert_eq!(lines_left(&mut desk), 0, "nothing was shown");

    // Named the other way round they come in the order of the work pane.
    let two = vec![numbers[1].clone(), numbers[0].clone()];
    let Reply::Papers(printed) = desk.query(papers(&two)).1 else {
        panic!("no slips");
    };
    assert_eq!((printed.printer.as_str(), printed.sheets.len()), ("", 2));
    for (slip, number) in printed.sheets.iter().zip(&numbers) {
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

#[test]
fn the_office_prints_by_its_own_template() {
    let counter = Counter::open();
    let mut desk = counter.desk();
    desk.done(&Command::new("community.add").arg("name", "翠湖花园"));
    let number = desk.done(&repair("漏水")).number.unwrap().full();
    let mut printed = || match desk.query(papers(std::slice::from_ref(&number))).1 {
        Reply::Papers(printed) => *printed,
        other => panic!("{other:?}"),
    };
    assert_eq!((printed().template, printed().fault), (None, None));
    let folder = counter.paths.data.join("office/paper");
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("work_slip.txt");
    std::fs::write(&file, "\u{feff}{{ f.number }}\n").unwrap();
    let own = printed().template.unwrap();
    assert_eq!(
        (own.file.as_str(), own.source.as_str()),
        ("office/paper/work_slip.txt", "{{ f.number }}\n")
    );
    // Neither what is no text nor a link out of the folder is read.
    std::fs::write(&file, [0xff, 0xfe, 0x00]).unwrap();
    assert!(printed().template.is_none() && printed().fault.is_some());
    std::fs::remove_file(&file).unwrap();
    std::os::unix::fs::symlink("/etc/hostname", &file).unwrap();
    assert!(printed().template.is_none() && printed().fault.is_some());
}
