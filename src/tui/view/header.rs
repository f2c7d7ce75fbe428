//! The top line: the office, who is signed on, the figures of the day, the time.

use crate::locale::{Arg, time};
use crate::tui::app::App;
use crate::tui::say;
use crate::tui::theme::Tone;
use crate::tui::view::canvas::{Canvas, Span};
use crate::wire::view::Header;

/// Draws it over `cols` columns; what counts least goes first when it is narrow.
pub fn draw(app: &App, canvas: &mut Canvas<'_>, cols: u16) {
    let Some(header) = &app.session.header else {
        let text = app.kit.words.get("head-coming");
        canvas.put((1, 0), &text, Tone::Head, cols.saturating_sub(1));
        return;
    };
    let words = &app.kit.words;
    let time = clock(app);
    let office = words.with("head-office", &[("office", Arg::Text(&header.office))]);
    let person = match header.shift.as_str() {
        "" => app.session.person().to_owned(),
        shift => format!(
            "{} {}",
            app.kit.choice("shift", shift),
            app.session.person()
        ),
    };
    let figures = figures(app, header);
    let room = cols.saturating_sub(2);
    // Narrower and narrower, until it fits.
    for (with_office, with_person, count) in [
        (true, true, 5),
        (true, true, 4),
        (true, true, 2),
        (true, false, 2),
        (false, false, 2),
        (false, false, 1),
        (false, false, 0),
    ] {
        let mut left: Vec<Span> = Vec::new();
        if with_office {
            left.push((office.clone(), Tone::Head));
        }
        if with_person {
            left.push((format!("  {person}"), Tone::Plain));
            if let Some(day) = header.unclosed {
                let day = say::day(&app.clock, day);
                let text = words.with("head-unclosed", &[("day", Arg::Text(&day))]);
                left.push((format!("  {text}"), Tone::Soon));
            }
            if header.duties_late > 0 {
                let args = [("count", Arg::Number(header.duties_late))];
                let late = words.with("head-duties", &args);
                left.push((format!("  {late}"), Tone::Late));
            }
            if header.handed > 0 {
                let args = [("count", Arg::Number(header.handed))];
                let handed = words.with("head-handed", &args);
                left.push((format!("  {handed}"), Tone::Soon));
            }
        }
        let middle = joined(&figures, count);
        let width = |spans: &[Span]| {
            spans
                .iter()
                .map(|(text, _)| canvas.width(text))
                .sum::<u16>()
        };
        let (a, b, c) = (width(&left), width(&middle), canvas.width(&time));
        let gaps = if b > 0 { 4 } else { 2 };
        if a + b + c + gaps > room && count > 0 {
            continue;
        }
        let end = canvas.spans((1, 0), &left, room);
        let right = cols.saturating_sub(1 + c);
        canvas.put((right, 0), &time, Tone::Plain, c);
        let start = (right.saturating_sub(2 + b)).max(end + 2);
        canvas.spans((start, 0), &middle, right.saturating_sub(start + 1));
        return;
    }
}

/// The first `count` figures in the order they are shown; the most telling come first in the list.
fn joined(figures: &[Span], count: usize) -> Vec<Span> {
    let mut order: Vec<usize> = (0..figures.len()).take(count).collect();
    // Calls and visits stand before what is open and late, although they go earlier.
    order.sort_by_key(|at| match at {
        2 => 0,
        3 => 1,
        other => other + 2,
    });
    let mut spans: Vec<Span> = Vec::new();
    for at in order {
        let Some(figure) = figures.get(at) else {
            continue;
        };
        if !spans.is_empty() {
            let gap = if at == 0 || at == 4 { "  " } else { " " };
            spans.push((gap.to_owned(), Tone::Plain));
        }
        spans.push(figure.clone());
    }
    spans
}

/// The figures, the most telling first: open, late, calls, visits, the month's collection rate.
fn figures(app: &App, header: &Header) -> Vec<Span> {
    let words = &app.kit.words;
    let count = |key: &str, count: i64| words.with(key, &[("count", Arg::Number(count))]);
    let late = if header.late > 0 {
        Tone::Late
    } else {
        Tone::Plain
    };
    let mut figures = vec![
        (count("head-open", header.open), Tone::Plain),
        (count("head-late", header.late), late),
        (count("head-calls", header.calls), Tone::Plain),
        (count("head-visits", header.visits), Tone::Plain),
    ];
    // Before all else: nobody should take money on books that do not add up, or work on where records are damaged.
    let wrong = [
        ("head-damaged", header.damaged),
        ("head-books", header.books_wrong),
    ];
    let wrong = wrong.into_iter().filter(|(_, found)| *found > 0);
    let wrong: Vec<_> = wrong
        .map(|(key, found)| (count(key, i64::from(found)), Tone::Late))
        .collect();
    if !wrong.is_empty() {
        return wrong.into_iter().chain(figures).collect();
    }
    if let Some(rate) = header.rate {
        let rate = format!("{}.{}", rate / 10, rate % 10);
        let text = words.with("head-rate", &[("rate", Arg::Text(&rate))]);
        figures.push((text, Tone::Plain));
    }
    figures
}

/// `11-21 六 14:32`.
fn clock(app: &App) -> String {
    let clock = &app.clock;
    let today = clock.today();
    let weekday = usize::from(today.weekday().saturating_sub(1));
    format!(
        "{} {} {}",
        say::day(clock, today),
        time::weekday_short(&app.kit.words, weekday),
        say::clock_time(clock, clock.now())
    )
}
