//! A window dragged to all sizes while somebody types (REL U1).

use super::office::Office;
use crate::support::campaign::size;

/// Sizes in turn.
fn sizes() -> impl Iterator<Item = (u16, u16)> {
    let count = size(500, 500, 50_000);
    // Both steps are prime to the range, so that every width meets every height in time.
    (0..count).map(|n: u32| {
        let cols = (n * 211) % 500 + 1;
        let rows = (n * 83) % 200 + 1;
        (u16::try_from(cols).unwrap(), u16::try_from(rows).unwrap())
    })
}

const LINE: &str = "1-1-101 leaking pipe in the kitchen since this morning";

#[test]
fn a_storm_of_sizes_leaves_a_right_screen_and_the_typed_text() {
    let office = Office::new();
    let stormed = office.counter();
    // Shows what a terminal shows that never had another size.
    let calm = office.counter();
    stormed.keys("c");
    stormed.wait_for("逐项填写");
    let mut typed = LINE.chars();
    for (at, (cols, rows)) in sizes().enumerate() {
        stormed.resize(cols, rows);
        if at % 8 == 0
            && let Some(next) = typed.next()
        {
            stormed.keys(next.encode_utf8(&mut [0; 4]));
        }
    }
    stormed.keys(typed.as_str());
    stormed.resize(80, 24);
    stormed.wait_for(LINE);

    calm.keys("c");
    calm.wait_for("逐项填写");
    calm.keys(LINE);
    calm.wait_for(LINE);
    for pty in [&calm, &stormed] {
        pty.wait_for("草稿已存");
    }
    let wanted = below_the_head(&calm.text());
    stormed.wait_until(
        &format!("the screen of a calm terminal:\n{wanted}"),
        |screen| below_the_head(&screen.contents()) == wanted,
    );
    // A size that has come and gone before the program looks leaves it the size it had, and the terminal
    // without what did not fit meanwhile.
    for _ in 0..20 {
        stormed.resize(9, 3);
        stormed.resize(80, 24);
        stormed.wait_until("the same after a moment of another size", |screen| {
            below_the_head(&screen.contents()) == wanted
        });
    }
    // And what is painted over is what was there.
    stormed.keys("\x0c");
    stormed.wait_until("the same, painted anew", |screen| {
        below_the_head(&screen.contents()) == wanted
    });
}

/// Everything but the line with the time; a blank that was written looks like one that was not.
fn below_the_head(text: &str) -> String {
    let lines = text.lines().skip(1).map(str::trim_end);
    lines.collect::<Vec<_>>().join("\n")
}
