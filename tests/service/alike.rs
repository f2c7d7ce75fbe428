//! What the desk sees beside a call: tickets that may be the same matter, and why; notices in force.

use frontdesk::domain::likeness::Near;
use frontdesk::domain::office::Setting;
use frontdesk::service::view::RowView;

use super::estate::{Estate, now};
use super::intake_query::{estate, intake};

/// The lift of a unit is its homes' too.
#[test]
fn what_a_unit_shares_may_be_the_same_matter() {
    let estate = estate();
    let shared = estate.home("3-2 公共");
    let other = estate.home("3-1 公共");
    let first = estate.ticket(&shared, now().plus_minutes(-40));
    let second = estate.ticket(&other, now().plus_minutes(-50));
    let numbers = |line: &str| -> Vec<String> {
        let rows = intake(&estate, line).same;
        let told = rows.iter().map(|placed| match &placed.row {
            RowView::Ticket(row) => row.number.full(),
            other => panic!("{other:?}"),
        });
        told.collect()
    };
    // What the next unit shares is of the same building.
    let both = [first.number.full(), second.number.full()];
    assert_eq!(numbers("3-2-1201 cfls"), both);
    assert_eq!(numbers("3-2公共 cfls"), both);
    assert!(numbers("3-2-1201 客厅跳闸").is_empty(), "another category");
    assert!(numbers("32-1-201 cfls").is_empty(), "another building");
}

/// Homes one above another hang on one line; what a line, a building or the words say is told with the ticket.
#[test]
fn what_may_be_the_same_says_why() {
    let estate = estate();
    let above = estate.home("3-2-1301");
    let across = estate.home("3-1-0702");
    let line = estate.ticket(&above, now().plus_minutes(-50));
    let mut building = estate.ticket(&across, now().plus_minutes(-200));
    building.text = "卫生间返水".into();
    building.summary = "卫生间返水".into();
    estate.put(&mut building);
    let seen = intake(&estate, "3-2-1201 厨房顶上漏水 #水");
    let told: Vec<_> = seen
        .same
        .iter()
        .zip(&seen.why)
        .map(|(row, why)| match &row.row {
            RowView::Ticket(row) => (row.number.full(), why.near, why.hours, why.words.clone()),
            other => panic!("{other:?}"),
        })
        .collect();
    let said = vec!["厨房".to_owned(), "漏水".to_owned()];
    assert_eq!(
        told,
        [
            (line.number.full(), Near::Line, 1, said),
            (building.number.full(), Near::Building, 4, Vec::new()),
        ]
    );
    // Long ago it is another matter, unless the office says otherwise.
    let mut old = line.clone();
    old.received_at = now().plus_minutes(-73 * 60);
    estate.put(&mut old);
    let nears = |estate: &Estate| -> Vec<Near> {
        let seen = intake(estate, "3-2-1201 厨房顶上漏水 #水");
        seen.why.iter().map(|why| why.near).collect()
    };
    assert_eq!(nears(&estate), [Near::Building]);
    estate.put(&mut Setting {
        id: 900,
        version: 0,
        key: "voice.line_hours".into(),
        value: "96".into(),
    });
    assert_eq!(nears(&estate), [Near::Line, Near::Building]);
}

/// A notice is told to whoever it concerns: a line, a public area, everybody before a home is known; it counts the homes
/// that reported it since it began, mended or not.
#[test]
fn notices_are_told_to_whom_they_concern_and_counted() {
    let estate = estate();
    let told = |line: &str| -> Vec<i64> {
        let notices = intake(&estate, line).notices;
        notices.iter().map(|notice| notice.reported).collect()
    };
    estate.outage(&["3-2-*01"], now().plus_minutes(60));
    assert_eq!(told("3-2-1201 停水"), [0]);
    assert!(told("32-1-201 停水").is_empty(), "another line");
    assert!(told("停水").is_empty(), "nobody knows whether it is theirs");

    let (mine, below) = (estate.home("3-2-0901"), estate.home("3-2-0801"));
    let beside = estate.home("3-2-0902");
    estate.ticket(&mine, now().plus_minutes(-30));
    estate.ticket(&mine, now().plus_minutes(-20));
    estate.ticket(&beside, now().plus_minutes(-20));
    estate.ticket(&below, now().plus_minutes(-150));
    let mut mended = estate.ticket(&below, now().plus_minutes(-40));
    mended.state = "closed".into();
    estate.put(&mut mended);
    assert_eq!(
        told("3-2-1201 停水"),
        [2],
        "two homes of the line since it began"
    );

    estate.outage(&[], now().plus_minutes(30));
    assert_eq!(told("停水"), [3], "everybody is told");
    assert_eq!(told("3-2公共 停水"), [3]);
}
