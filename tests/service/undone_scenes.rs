//! What is done before a command that is taken back by restoring, one scene each.

use frontdesk::domain::id::Number;
use frontdesk::service::command::Command;

use super::desk::*;
use super::money::add_charge;
use crate::support::world::World;

/// Brings an office to where a command can be done, and does not do it yet: who does it, and what.
pub(super) type Scene = fn(&mut World) -> (&'static str, Command);

fn by_desk(name: &str, number: Number, args: &[(&str, &str)]) -> (&'static str, Command) {
    (DESK, with(on(name, number), args))
}

fn sent(world: &mut World) -> Number {
    world.opened(leak().arg("dispatch", "yes"))
}

fn done(world: &mut World) -> Number {
    let number = sent(world);
    world.does(DESK, "ticket.done", number, &[("result", "换了龙头")]);
    number
}

pub(super) fn owing(world: &mut World) {
    let charge = add_charge("3-2-1201", "维修费", "300").arg("due", "2026-11-15");
    world.done(SUPERVISOR, charge);
}

/// A home has a water meter that shows 100.
fn metered(world: &mut World) {
    let item = cmd("fee_item.add")
        .arg("name", "水费")
        .arg("from", "2026-01-01")
        .arg("formula", "metered");
    world.done(MANAGER, item.arg("price", "3.45"));
    let meter = cmd("meter.add")
        .arg("premises", "3-2-1201")
        .arg("code", "W-1")
        .arg("meter_kind", "water")
        .arg("item", "水费")
        .arg("value", "100");
    world.done(SUPERVISOR, meter.arg("day", "2026-10-31"));
}

/// Somebody hands over a shift with one line.
fn handed_over(world: &mut World) {
    world.done(DESK, cmd("shift.start"));
    world.done(DESK, cmd("shift.handover").arg("text", "车库灯坏"));
}

fn monthly(name: &str) -> Command {
    cmd(name)
        .arg("report", "month_summary")
        .arg("month", "2026-11")
}

const HELD: &[(&str, &str)] = &[("reason", "parts"), ("until", "明天 10:00")];
const NOTIFY: &[(&str, &str)] = &[("department", "工程部"), ("leader", "赵经理")];
pub(super) const REASON: &[(&str, &str)] = &[("reason", "业主催得急")];

/// A scene for every command that is taken back by restoring.
pub(super) const SCENES: &[(&str, Scene)] = &[
    ("report.note", |_| {
        (DESK, monthly("report.note").arg("text", "水管老化"))
    }),
    ("report.make", |_| (DESK, monthly("report.make"))),
    ("report.submit", |world| {
        world.done(DESK, monthly("report.make"));
        (DESK, monthly("report.submit"))
    }),
    ("ticket.open", |_| (DESK, leak())),
    ("ticket.edit", |world| {
        let number = world.opened(leak());
        by_desk(
            "ticket.edit",
            number,
            &[("text", "卫生间漏水"), ("priority", "urgent")],
        )
    }),
    ("ticket.dispatch", |world| {
        let number = world.opened(leak());
        by_desk("ticket.dispatch", number, &[("worker", PLUMBER)])
    }),
    ("ticket.start", |world| {
        let number = sent(world);
        by_desk("ticket.start", number, &[])
    }),
    ("ticket.hold", |world| {
        let number = sent(world);
        by_desk("ticket.hold", number, HELD)
    }),
    ("ticket.resume", |world| {
        let number = sent(world);
        world.does(DESK, "ticket.hold", number, HELD);
        by_desk("ticket.resume", number, &[])
    }),
    ("ticket.return", |world| {
        let number = sent(world);
        by_desk("ticket.return", number, REASON)
    }),
    ("ticket.done", |world| {
        let number = sent(world);
        by_desk("ticket.done", number, &[("result", "换了龙头")])
    }),
    ("ticket.file", |world| {
        let number = done(world);
        by_desk("ticket.file", number, &[("class", "给排水"), ("zone", "3")])
    }),
    ("ticket.cancel", |world| {
        let number = world.opened(leak());
        (MANAGER, with(on("ticket.cancel", number), REASON))
    }),
    ("ticket.note", |world| {
        let number = world.opened(leak());
        by_desk("ticket.note", number, &[("text", "催一下")])
    }),
    ("ticket.escalate", |world| {
        let number = world.opened(leak());
        by_desk("ticket.escalate", number, REASON)
    }),
    ("ticket.voice", |world| {
        let number = world.opened(leak());
        by_desk("ticket.voice", number, &[("premises", "3-2-1101")])
    }),
    ("ticket.part", |world| {
        let number = world.opened(leak());
        let voice = [("premises", "3-2-1101")];
        world.does(DESK, "ticket.voice", number, &voice);
        by_desk("ticket.part", number, &[("voice", "3-2-1101")])
    }),
    ("ticket.expense", |world| {
        let number = world.opened(leak());
        let args = [
            ("purpose", "repair"),
            ("amount", "300"),
            ("reason", "换水泵"),
        ];
        (SUPERVISOR, with(on("ticket.expense", number), &args))
    }),
    ("ticket.review", |world| {
        let number = done(world);
        let args = [("verdict", "amiss"), ("remark", "没换龙头，只拧紧了")];
        (SUPERVISOR, with(on("ticket.review", number), &args))
    }),
    ("ticket.link", |world| {
        let number = world.opened(leak());
        let other = world.opened(leak().arg("premises", "3-2-1101")).full();
        by_desk("ticket.link", number, &[("other", &other)])
    }),
    ("ticket.explain", |world| {
        let number = world.opened(noise());
        by_desk("ticket.explain", number, &[("text", "已说明装修时段")])
    }),
    ("ticket.notify", |world| {
        let number = world.opened(noise());
        by_desk("ticket.notify", number, NOTIFY)
    }),
    ("ticket.accept", |world| {
        let number = world.opened(noise().arg("level", "2"));
        world.does(DESK, "ticket.escalate", number, REASON);
        (MANAGER, on("ticket.accept", number))
    }),
    ("ticket.resolve", |world| {
        let number = world.opened(noise());
        world.does(DESK, "ticket.notify", number, NOTIFY);
        by_desk("ticket.resolve", number, &[("result", "已制止")])
    }),
    ("ticket.feedback", |world| {
        let number = world.opened(noise());
        world.does(DESK, "ticket.notify", number, NOTIFY);
        world.does(DESK, "ticket.resolve", number, &[("result", "已制止")]);
        by_desk("ticket.feedback", number, &[("text", "电话告知")])
    }),
    ("ticket.withdraw", |world| {
        let number = world.opened(noise());
        (MANAGER, with(on("ticket.withdraw", number), REASON))
    }),
    ("contact.log", |_| {
        let call = cmd("contact.log").arg("premises", "3-2-1201");
        (
            DESK,
            call.arg("category", "water")
                .arg("text", "厨房漏水")
                .arg("dispatch", "yes"),
        )
    }),
    ("contact.edit", |world| {
        let call = cmd("contact.log")
            .arg("premises", "3-2-1201")
            .arg("text", "问押金");
        let number = world.opened(call);
        by_desk("contact.edit", number, &[("text", "问装修押金")])
    }),
    ("contact.answer", |world| {
        let call = cmd("contact.log")
            .arg("premises", "3-2-1201")
            .arg("text", "问押金");
        let number = world.opened(call.arg("callback", "yes"));
        by_desk("contact.answer", number, &[("text", "验收后退")])
    }),
    ("contact.take", |world| {
        let number = world.opened(cmd("contact.ring").arg("phone", "13800135678"));
        by_desk("contact.take", number, &[])
    }),
    ("followup.record", |world| {
        let ticket = done(world);
        let number = world.follow_ups(ticket)[0].number;
        by_desk(
            "followup.record",
            number,
            &[("outcome", "satisfied"), ("text", "很好")],
        )
    }),
    ("followup.accept", |world| {
        let ticket = done(world);
        let number = world.follow_ups(ticket)[0].number;
        let said = [
            ("outcome", "satisfied"),
            ("text", "楼道扶手松了"),
            ("important", "yes"),
        ];
        world.does(DESK, "followup.record", number, &said);
        (SUPERVISOR, on("followup.accept", number))
    }),
    ("charge.dispute", |world| {
        owing(world);
        let number = world.opened(noise()).full();
        let dispute = cmd("charge.dispute").about("3-2-1201");
        (DESK, with(dispute.arg("complaint", number), REASON))
    }),
    ("charge.settle_dispute", |world| {
        owing(world);
        let number = world.opened(noise()).full();
        let dispute = cmd("charge.dispute").about("3-2-1201");
        world.done(DESK, with(dispute.arg("complaint", number), REASON));
        let settle = cmd("charge.settle_dispute").about("3-2-1201");
        (SUPERVISOR, with(settle, REASON))
    }),
    ("building.steward", |_| {
        let steward = cmd("building.steward").arg("building", "3");
        (MANAGER, steward.arg("steward", DESK))
    }),
    ("dunning.record", |world| {
        owing(world);
        let call = cmd("dunning.record").about("3-2-1201").arg("way", "call");
        (DESK, call.arg("text", "说下周来交"))
    }),
    ("dunning.bulk", |world| {
        owing(world);
        let several = cmd("dunning.bulk").arg("dunned_homes", "3-2-1201");
        (DESK, several.arg("way", "call").arg("text", "说下周来交"))
    }),
    ("promise.record", |world| {
        owing(world);
        (
            DESK,
            cmd("promise.record")
                .about("3-2-1201")
                .arg("day", "2026-11-25"),
        )
    }),
    ("fee_item.edit", |world| {
        let item = cmd("fee_item.add")
            .arg("name", "停车费")
            .arg("from", "2026-01-01");
        world.done(MANAGER, item.arg("formula", "fixed").arg("fixed", "120"));
        (
            MANAGER,
            cmd("fee_item.edit")
                .arg("item", "停车费")
                .arg("fixed", "150"),
        )
    }),
    ("fee_item.set", |world| {
        let item = cmd("fee_item.add")
            .arg("name", "停车费")
            .arg("from", "2026-01-01");
        world.done(MANAGER, item.arg("formula", "fixed").arg("fixed", "120"));
        let set = cmd("fee_item.set").arg("item", "停车费");
        (
            MANAGER,
            set.arg("starting", "2027-01-01").arg("fixed", "150"),
        )
    }),
    ("meter.read", |world| {
        metered(world);
        let read = cmd("meter.read").arg("meter", "W-1");
        (SUPERVISOR, read.arg("value", "108"))
    }),
    ("meter.end", |world| {
        metered(world);
        (SUPERVISOR, cmd("meter.end").arg("meter", "W-1"))
    }),
    ("household.fee", |world| {
        metered(world);
        let fee = cmd("household.fee").about("3-2-1201");
        (DESK, fee.arg("item", "水费").arg("until", "2027-06-30"))
    }),
    ("phrase.set", |_| {
        (MANAGER, cmd("phrase.set").arg("phrase", "请稍等"))
    }),
    ("staff.absent", |world| {
        sent(world);
        (
            DESK,
            cmd("staff.absent")
                .about(PLUMBER)
                .arg("until", "2026-11-25"),
        )
    }),
    ("staff.back", |world| {
        let away = cmd("staff.absent").about(PLUMBER);
        world.done(DESK, away.arg("until", "2026-11-25"));
        (DESK, cmd("staff.back").about(PLUMBER))
    }),
    ("outage.post", |_| {
        (
            DESK,
            cmd("outage.post")
                .arg("text", "停水检修")
                .arg("until", "18:00"),
        )
    }),
    ("outage.edit", |world| {
        world.done(
            DESK,
            cmd("outage.post")
                .arg("text", "停水检修")
                .arg("until", "18:00"),
        );
        let edit = cmd("outage.edit").arg("notice", "1");
        (DESK, edit.arg("text", "停水，晚上恢复"))
    }),
    ("outage.end", |world| {
        world.done(
            DESK,
            cmd("outage.post")
                .arg("text", "停水检修")
                .arg("until", "18:00"),
        );
        (DESK, cmd("outage.end"))
    }),
    ("community.rename", |_| {
        (
            MANAGER,
            cmd("community.rename")
                .arg("community", "翠湖花园")
                .arg("name", "翠湖二期"),
        )
    }),
    ("day.settle", |world| {
        let short = cmd("day.close").arg("n1", "3").arg("reason", "多一元找零");
        world.done(DESK, short);
        let decide = cmd("day.settle").arg("day", "2026-11-21");
        (SUPERVISOR, decide.arg("decision", "暂存保险柜"))
    }),
    ("duty.done", |_| {
        let duty = cmd("duty.done").arg("duty", "class_summary");
        (DESK, duty.arg("text", "已发群公告"))
    }),
    ("duty.waive", |_| {
        let duty = cmd("duty.waive").arg("duty", "class_summary");
        (SUPERVISOR, duty.arg("reason", "本月系统切换"))
    }),
    ("duty.assign", |_| {
        let duty = cmd("duty.assign").arg("duty", "class_summary");
        (SUPERVISOR, duty.arg("person", DESK))
    }),
    ("shift.start", |_| (DESK, cmd("shift.start"))),
    ("shift.note", |world| {
        world.done(DESK, cmd("shift.start"));
        (DESK, cmd("shift.note").arg("text", "车库灯管已报工程部"))
    }),
    ("shift.handover", |world| {
        world.opened(leak());
        world.done(DESK, cmd("shift.start"));
        (DESK, cmd("shift.handover").arg("text", "车库灯坏"))
    }),
    ("shift.acknowledge", |world| {
        handed_over(world);
        (SUPERVISOR, cmd("shift.acknowledge").arg("line", "1"))
    }),
    ("shift.accept", |world| {
        handed_over(world);
        (SUPERVISOR, cmd("shift.accept"))
    }),
    ("shift.release", |world| {
        handed_over(world);
        (SUPERVISOR, cmd("shift.release"))
    }),
    ("household.edit", |_| {
        (
            DESK,
            cmd("household.edit").about("3-2-1201").arg("area", "99.6"),
        )
    }),
    ("person.edit", |_| {
        (DESK, cmd("person.edit").about("P4").arg("name", "王建设"))
    }),
];
