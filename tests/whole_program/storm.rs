//! A window dragged to all sizes while somebody types (REL U1).

use super::office::{COUNTER, Office};
use crate::counts::Random;
use crate::counts::idle::settle;
use crate::shared_server::acts::{call, repair};
use crate::support::campaign::size;
use crate::support::pty::{Pty, Wire};

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

/// Keys to each layer, and what is on it in every size.
const LAYERS: [(&str, &str); 8] = [
    ("2", COUNTER_OF_2),
    ("2\r", "大堂漏水"),
    ("c", "来电"),
    ("/漏水", "漏水"),
    (":派", "派工"),
    ("?", "帮助"),
    ("2m", "进展"),
    ("U", "我的操作"),
];
/// The title of the second pane.
const COUNTER_OF_2: &str = "报修工单";

#[test]
fn a_storm_in_each_layer_ends_in_the_screen_of_a_fresh_start() {
    let office = Office::new();
    let mut desk = office.desk();
    for n in 0..12 {
        desk.done(&call(&format!("问第{n}件事")));
        desk.done(&repair(&format!("大堂漏水{n}")));
    }
    let wire = Wire {
        answers: true,
        ..Wire::default()
    };
    let opened = |size| {
        let pty = Pty::over(wire, &office.command(), size);
        pty.wait_until("the counter", |screen| {
            let text = screen.contents();
            [COUNTER, COUNTER_OF_2]
                .iter()
                .any(|title| text.contains(title))
        });
        settle(&pty, None);
        pty
    };
    for (seed, (keys, sign)) in (1..).zip(LAYERS) {
        let mut random = Random::new(seed);
        let mut between =
            |low: u64, high: u64| u16::try_from(low + random.below(high - low + 1)).unwrap();
        let end = if seed % 2 == 0 { (80, 24) } else { (120, 36) };
        let (stormed, calm) = (opened((80, 24)), opened(end));
        for pty in [&stormed, &calm] {
            pty.keys(keys);
            pty.wait_for(sign);
            settle(pty, None);
        }
        for _ in 0..size(40, 200, 5_000) {
            // In the middle of whatever is being drawn.
            stormed.resize(between(40, 500), between(10, 200));
        }
        stormed.resize(end.0, end.1);
        let wanted = below_the_head(&calm.text());
        stormed.wait_until(&format!("{keys:?}, seed {seed}:\n{wanted}"), |screen| {
            below_the_head(&screen.contents()) == wanted
        });
        for pty in [&stormed, &calm] {
            pty.keys("\x1b[27u\x1b[27u");
        }
        office.drop_drafts();
    }
}

/// Everything but the line with the time; a blank that was written looks like one that was not.
fn below_the_head(text: &str) -> String {
    let lines = text.lines().skip(1).map(str::trim_end);
    lines.collect::<Vec<_>>().join("\n")
}
