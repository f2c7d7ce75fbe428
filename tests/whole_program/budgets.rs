//! The key budgets of product.md: a script of keys each, pressed at the real program in a pty, and counted.

use frontdesk::domain::id::Number;
use frontdesk::service::command::Command;

use super::office::Office;
use crate::support::pty::Pty;

const README: &str = include_str!("../../README.md");

/// What is done at the keyboard. Room numbers, codes, names, amounts and free text are not counted.
enum Step {
    /// One key.
    Key(&'static str),
    Text(&'static str),
    /// The screen shows this before it goes on.
    See(&'static str),
}

use Step::{Key, See, Text};

struct Budget {
    /// As the README's table of keys names it.
    task: &'static str,
    most: usize,
    /// Where it begins: keys that belong to what was done before.
    from: &'static [Step],
    keys: &'static [Step],
    /// What is said or seen when it is done.
    done: &'static str,
}

const ENTER: &str = "\r";
const CLEAR: &str = "\x15";
const F3: &str = "\x1bOR";
const END: &str = "\x1b[F";

/// The dial queue open, the number of the home shown.
const DIAL: &[Step] = &[
    Key("3"),
    See("待回访"),
    Key("f"),
    See("1 满意"),
    See("13812340000"),
];

const BUDGETS: &[Budget] = &[
    Budget {
        task: "a call with its dispatched repair",
        most: 3,
        from: &[],
        keys: &[Key("c"), Text("1-1-101 cfls"), See("派 王师傅"), Key(ENTER)],
        done: "派给 王师傅",
    },
    Budget {
        task: "the card of a home by its room",
        most: 2,
        from: &[],
        keys: &[Key("/"), Text("1-1-102"), See("1-1-0102"), Key(ENTER)],
        done: "房屋卡片",
    },
    Budget {
        task: "dispatch to the proposed worker",
        most: 2,
        from: &[Key("2"), See(">")],
        keys: &[Key("a"), See("王师傅"), Key(ENTER)],
        done: "已派工",
    },
    Budget {
        task: "dispatch to another worker",
        most: 4,
        from: &[Key("2"), See(">")],
        keys: &[
            Key("a"),
            See("王师傅"),
            Key(CLEAR),
            Text("赵师傅"),
            Key(ENTER),
        ],
        done: "→ 赵师傅",
    },
    Budget {
        task: "done, with class, zone and result as they are",
        most: 2,
        from: &[
            Key("2"),
            See(">"),
            Key("a"),
            See("王师傅"),
            Key(ENTER),
            // The row, not only what is said.
            See("已派工 王师傅"),
        ],
        keys: &[Key("d"), See("完工"), Key(ENTER)],
        done: "已完工",
    },
    Budget {
        task: "all arrears in cash, with receipt",
        most: 3,
        from: &[Key("4"), See(">")],
        keys: &[Key("p"), See("88.50"), Key(ENTER)],
        done: "已收",
    },
    Budget {
        task: "a promise with its day",
        most: 4,
        from: &[Key("4"), See(">")],
        keys: &[Key("P"), See("承诺日期"), Text("明天"), Key(ENTER)],
        done: "到期自动提醒",
    },
    Budget {
        task: "a complaint to level 2, with its reason",
        most: 4,
        from: &[
            Key("t"),
            Text("1-1-201 楼上噪音扰民"),
            See("1-1-0201"),
            Key(ENTER),
            See("已登记"),
            Key("2"),
            // The list has it before the eye goes to its end.
            See("未结 2"),
            Key(END),
            See("> T"),
        ],
        keys: &[
            Key("E"),
            See("上报"),
            Text("业主要求经理出面"),
            Key("\t"),
            Key("\t"),
            Text("2"),
            Key(ENTER),
        ],
        done: "已上报 T",
    },
    Budget {
        task: "the next urgent thing",
        most: 1,
        from: &[Key("1"), See("=1 来电来访")],
        keys: &[Key("n")],
        done: "=2 报修工单",
    },
    Budget {
        task: "a follow-up in the dial queue: satisfied",
        most: 2,
        from: DIAL,
        keys: &[Key("1"), See("业主表示满意"), Key(ENTER)],
        done: "满意；原单",
    },
    Budget {
        task: "a follow-up: no answer, again tomorrow",
        most: 2,
        from: DIAL,
        keys: &[Key("4"), See("明天 09:00"), Key(ENTER)],
        done: "明天 09:00 再联系",
    },
    Budget {
        task: "a second call in the middle of a form, and back",
        most: 3,
        from: &[Key("c"), See("逐项填写"), Text("1-1-102 卫生间")],
        keys: &[
            Key(F3),
            See("叠 2"),
            Text("1-1-201 阳台漏水"),
            See("1-1-0201"),
            Key(ENTER),
            See("已登记"),
        ],
        done: "卫生间",
    },
    Budget {
        task: "tick off a duty with its evidence",
        most: 3,
        from: &[
            Key("g"),
            Key("d"),
            Key("\t"),
            Key("\t"),
            See("本月"),
            See("下月工作计划"),
        ],
        keys: &[Key("d"), See("凭据"), Text("已在群内公示"), Key(ENTER)],
        done: "已办结",
    },
    Budget {
        task: "hand over the shift",
        most: 4,
        from: &[
            Key("g"),
            Key("s"),
            See("还没有上岗"),
            Key("S"),
            See("班次"),
            Key(ENTER),
            See("本班"),
            Key("g"),
            Key("c"),
        ],
        keys: &[Key("g"), Key("s"), Key("H"), See("交接说明"), Key(ENTER)],
        done: "已交班",
    },
];

fn play(pty: &Pty, steps: &[Step]) -> usize {
    let mut keys = 0;
    for step in steps {
        match step {
            Key(key) => {
                keys += 1;
                pty.keys(key);
            }
            Text(text) => pty.keys(text),
            See(text) => pty.wait_for(text),
        }
    }
    keys
}

/// An office with two plumbers, a repair nobody was sent to, and a home that owes.
fn office() -> Office {
    let office = Office::new();
    let mut desk = office.desk();
    for name in ["王师傅", "赵师傅"] {
        let worker = Command::new("staff.add").arg("name", name);
        desk.done(&worker.arg("rank", "worker").arg("trades", "plumbing"));
    }
    desk.done(
        &Command::new("ticket.open")
            .arg("premises", "1-1-102")
            .arg("category", "water")
            .arg("text", "卫生间漏水"),
    );
    let done = Command::new("ticket.open")
        .arg("premises", "1-1-201")
        .arg("caller", "王女士")
        .arg("phone", "13812340000")
        .arg("category", "water")
        .arg("text", "龙头滴水");
    let done = desk.done(&done).number.map(Number::full);
    let done = Command::new("ticket.done").about(done.unwrap_or_default());
    desk.done(&done.arg("result", "已换龙头"));
    let bill = Command::new("charge.add").arg("premises", "1-1-101");
    desk.done(&bill.arg("name", "换锁").arg("amount", "88.50"));
    office
}

#[test]
fn every_task_keeps_to_its_keys() {
    for budget in BUDGETS {
        let office = office();
        let pty = office.counter();
        play(&pty, budget.from);
        let keys = play(&pty, budget.keys);
        pty.wait_for(budget.done);
        assert!(keys <= budget.most, "{}: {keys} keys", budget.task);
        // What the README tells of it is what was pressed.
        let told = format!("\n| {} | {keys} | {} |\n", budget.task, budget.most);
        assert!(README.contains(&told), "{told}");
    }
}
