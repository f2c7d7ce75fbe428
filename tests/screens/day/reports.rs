//! The reports and the board of that day.

use frontdesk::domain::calendar::{Day, Month};
use frontdesk::domain::error::Fact;
use frontdesk::wire::view::{
    Board, Column, Counted, DayBar, Gauge, Line, Opens, REPORTS, Report, ReportList, ReportPage,
    ReportRow, SaidView, Section, Unit, Value,
};

use super::at;

fn said(person: &str, time: &str, text: &str) -> SaidView {
    SaidView {
        person: person.to_owned(),
        at: at(time),
        text: text.to_owned(),
    }
}

pub fn list(month: Option<Month>) -> ReportList {
    let row = |name: &&str| ReportRow {
        name: (*name).to_owned(),
        made: (*name != "records_check").then(|| said("李芳", "10:05", "4f0c1d22ab")),
        submitted: (*name == "follow_up_rates").then(|| said("张敏", "11:20", "")),
        noted: *name == "month_summary",
    };
    ReportList {
        month: month.unwrap_or_else(|| "2026-11".parse().unwrap()),
        rows: REPORTS.iter().map(row).collect(),
    }
}

fn column(name: &str, unit: Unit, of: Option<(u32, u32)>, target: Option<u32>) -> Column {
    Column {
        name: name.to_owned(),
        unit,
        of,
        target,
    }
}

fn line(label: Value, figures: [i64; 5], minutes: i64) -> Line {
    let [received, before, handled, open, overdue] = figures;
    let cells = vec![
        label,
        Value::Count(received),
        Value::Count(before),
        Value::Count(received - before),
        Value::Count(handled),
        Value::Count(open),
        Value::Count(overdue),
        Value::share(handled, received),
        Value::Minutes(minutes),
    ];
    let rows = Opens {
        what: "tickets".to_owned(),
        conditions: vec!["pending = yes".to_owned()],
    };
    Line {
        opens: vec![Some(rows); cells.len()],
        cells,
    }
}

fn kinds() -> Section {
    let kind = |name: &str| Value::Named("kind".to_owned(), name.to_owned(), String::new());
    Section {
        name: "kinds".to_owned(),
        columns: vec![
            column("by_kinds", Unit::Text, None, None),
            column("received", Unit::Count, None, None),
            column("before", Unit::Count, None, None),
            column("change", Unit::Count, None, None),
            column("handled", Unit::Count, None, None),
            column("open", Unit::Count, None, None),
            column("overdue", Unit::Count, None, None),
            column("handled_rate", Unit::Share, Some((4, 1)), Some(100)),
            column("median", Unit::Minutes, None, None),
        ],
        lines: vec![
            line(kind("repair"), [128, 117, 121, 7, 2], 395),
            line(kind("complaint"), [14, 19, 14, 0, 0], 1710),
            line(kind("request"), [6, 3, 2, 4, 0], 4320),
        ],
        total: Some(line(
            Value::Said(Fact::Term("report-total".to_owned())),
            [148, 139, 137, 11, 2],
            430,
        )),
        notes: Vec::new(),
        chart: vec![1, 4],
    }
}

/// A table whose labels are longer than they have room.
fn causes() -> Section {
    let own = |text: &str| Value::Said(Fact::from(text));
    let long = "=2+5 \u{202e}给排水管道老化渗漏（含阳台、厨房、卫生间立管）";
    Section {
        name: "causes".to_owned(),
        lines: vec![
            line(own(long), [40, 31, 39, 1, 1], 600),
            line(own("电气"), [12, 14, 12, 0, 0], 125),
        ],
        total: None,
        ..kinds()
    }
}

pub fn page(name: &str, month: Option<Month>) -> ReportPage {
    ReportPage {
        report: Report {
            name: name.to_owned(),
            month: month.unwrap_or_else(|| "2026-11".parse().unwrap()),
            from: at("00:00").plus_minutes(-20 * 24 * 60),
            to: at("14:30"),
            sections: vec![kinds(), causes()],
        },
        digest: "4f0c1d22ab".to_owned(),
        note: Some(said(
            "李芳",
            "10:00",
            "水管老化集中在 3 号楼，建议列入明年大修。\n=1+1",
        )),
        made: Some(said("李芳", "10:05", "9a0c1d22ff")),
        submitted: None,
        changed: true,
    }
}

pub fn board() -> Board {
    let gauge = |name: &str, count: i64, rate: Option<(i64, u32)>, what: Option<&str>| Gauge {
        name: name.to_owned(),
        count,
        of: rate.map(|(of, _)| of),
        target: rate.map(|(_, target)| target),
        rows: what.map(|what| Counted {
            what: what.to_owned(),
            conditions: vec!["pending = yes".to_owned()],
        }),
        page: what.is_none().then(|| "go.approvals".to_owned()),
    };
    let last = Day::from_ymd(2026, 11, 21).unwrap();
    let open = [31, 28, 35, 30, 22, 19, 24, 27, 12, 9, 14, 17, 21, 18];
    let days = (0_i32..14).zip(open).map(|(at, open)| DayBar {
        day: last.plus(at - 13),
        received: open / 3,
        handled: open / 4,
        open,
        old: open / 5,
        late: (open - 16).max(0) / 3,
    });
    Board {
        at: at("14:32"),
        gauges: vec![
            gauge("waiting", 2, None, None),
            gauge("open", 18, None, Some("tickets")),
            gauge("late", 3, None, Some("tickets")),
            gauge("follow_ups_late", 2, None, Some("followups")),
            gauge("duties_late", 5, None, Some("duties")),
            gauge("followed", 118, Some((121, 100)), Some("followups")),
            gauge("in_time", 112, Some((121, 100)), Some("followups")),
            gauge("content", 117, Some((118, 98)), Some("followups")),
            gauge("collected", 482, Some((500, 98)), Some("unpaid_homes")),
            gauge("unreviewed", 0, Some((0, 100)), None),
        ],
        days: days.collect(),
    }
}
