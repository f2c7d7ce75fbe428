//! The office that is frozen: a record of every kind, a line in every table, and changes that still wait beside them.

use std::collections::BTreeSet;
use std::path::Path;

use frontdesk::domain::calendar::Instant;
use frontdesk::domain::id::StaffId;
use frontdesk::domain::office::Draft;
use frontdesk::service::answer::Answer;
use frontdesk::service::command::Command;
use frontdesk::service::execute::Job;
use frontdesk::service::requests::RequestId;
use frontdesk::service::{draft as drafts, pins};
use frontdesk::storage::Store;
use frontdesk::storage::redb::{Options, RedbStore};

use super::facts::actor;
use crate::service::desk::{self, SUPERVISOR, cmd, leak, noise};
use crate::service::money::{HOME, pay, run};
use crate::support::world::World;

/// Who sits at the desk, by id.
pub const DESK: u64 = 1;
/// Who is asked, by id.
pub const MANAGER: u64 = 3;
/// The PIN at the desk.
pub const PIN: &str = "2468";
/// What its hash was made with.
pub const PEPPER: &[u8] = b"of a frozen office";

/// A home has a water meter that was read.
fn metered(world: &mut World) {
    let water = cmd("fee_item.add")
        .arg("name", "水费")
        .arg("formula", "metered")
        .arg("from", "2026-01-01");
    world.done(desk::MANAGER, water.arg("tiers", "0-10 2; 10- 3"));
    let pays = cmd("household.fee").about(HOME).arg("item", "水费");
    world.done(SUPERVISOR, pays);
    let meter = cmd("meter.add")
        .arg("premises", HOME)
        .arg("code", "W-1")
        .arg("meter_kind", "water")
        .arg("item", "水费")
        .arg("value", "100");
    world.done(SUPERVISOR, meter.arg("day", "2026-10-31"));
    let read = cmd("meter.read").arg("meter", "W-1").arg("value", "108");
    world.done(SUPERVISOR, read);
}

/// Keys that are out, a report that was made, a duty that was done.
fn entered(world: &mut World) {
    let keys = cmd("key.add").arg("premises", HOME).arg("kind", "door");
    let keys = world.done(desk::DESK, keys.arg("pieces", "2"));
    let out = desk::on("key.issue", keys.number.unwrap());
    world.done(desk::DESK, out.arg("taker", "王建国"));
    let report = cmd("report.make").arg("report", "month_summary");
    world.done(desk::DESK, report.arg("month", "2026-11"));
    let duty = cmd("duty.done").arg("duty", "class_summary");
    world.done(desk::DESK, duty.arg("text", "已发群公告"));
}

/// A deposit that was asked for, a plan that was agreed, a day and a month that were closed.
fn held(world: &mut World) {
    let deposit = cmd("deposit.take").about(HOME).arg("amount", "500");
    let deposit = deposit.arg("name", "装修押金").arg("for", "5 楼装修");
    world.done(desk::DESK, deposit);
    let plan = cmd("plan.agree").about(HOME).arg("parts", "2");
    let plan = plan.arg("first", "2026-12-10").arg("reason", "一事一议");
    let Answer::Pending(asked) = world.ask(desk::DESK, plan) else {
        panic!("nobody was asked");
    };
    world.does(desk::MANAGER, "approval.grant", asked.number.unwrap(), &[]);
    let close = cmd("day.close").arg("n100", "1");
    world.done(desk::DESK, close);
    let month = cmd("month.close").arg("month", "2026-10");
    world.done(SUPERVISOR, month);
}

/// A working day of the counter.
fn worked() -> World {
    let mut world = desk::desk();
    let fee = cmd("fee_item.add")
        .arg("name", "物业费")
        .arg("formula", "per_area")
        .arg("price", "2.8")
        .arg("property_fee", "yes")
        .arg("from", "2020-01-01");
    world.done(desk::MANAGER, fee);
    let home = cmd("household.edit").about(HOME).arg("fees", "物业费");
    world.done(SUPERVISOR, home);
    world.done(SUPERVISOR, run("2026-11"));
    let dun = cmd("dunning.record").about(HOME).arg("way", "call");
    world.done(desk::DESK, dun.arg("text", "说月底来交"));
    let promise = cmd("promise.record").about(HOME).arg("day", "2026-11-28");
    world.done(desk::DESK, promise);
    world.done(desk::DESK, pay(HOME, "100"));
    let call = cmd("contact.log").arg("premises", "3-2-1101");
    world.done(desk::DESK, call.arg("text", "问停车月卡"));
    let number = world.opened(leak().arg("caller", "周敏").arg("phone", "13900000001"));
    world.does(
        desk::DESK,
        "ticket.dispatch",
        number,
        &[("worker", "王师傅")],
    );
    world.does(desk::DESK, "ticket.done", number, &[("result", "换了龙头")]);
    world.does(SUPERVISOR, "ticket.review", number, &[("verdict", "true")]);
    let follow_up = world.follow_ups(number)[0].number;
    let unanswered = [("outcome", "no_answer"), ("text", "响到断")];
    world.does(desk::DESK, "followup.record", follow_up, &unanswered);
    let ring = cmd("contact.ring").arg("phone", "13900000009");
    world.done(desk::DESK, ring);
    let away = cmd("staff.absent").about("王师傅");
    world.done(SUPERVISOR, away.arg("until", "2026-11-25"));
    let price = cmd("fee_item.set").arg("item", "物业费");
    let price = price.arg("starting", "2027-01-01").arg("price", "3.1");
    world.done(desk::MANAGER, price);
    metered(&mut world);
    world.opened(noise());
    let given_up = world.opened(repair("大堂吊灯不亮"));
    let reason = [("reason", "物业自己换了灯泡")];
    world.asks(desk::DESK, "ticket.cancel", given_up, &reason);
    let notice = cmd("outage.post")
        .arg("text", "二次供水水箱清洗")
        .arg("until", "2026-11-22");
    world.done(desk::DESK, notice);
    let phrase = cmd("phrase.set").arg("phrase", "厨房水管漏水");
    world.done(desk::MANAGER, phrase.arg("category", "water"));
    let setting = cmd("setting.set").arg("setting", "backup.keep");
    world.done(desk::MANAGER, setting.arg("value", "20"));
    held(&mut world);
    entered(&mut world);
    world.done(desk::DESK, cmd("shift.start"));
    world.done(
        desk::DESK,
        cmd("shift.note").arg("text", "车库灯管已报工程部"),
    );
    world.done(desk::DESK, cmd("shift.handover"));
    let seen = cmd("shift.acknowledge").arg("line", "1");
    world.done(SUPERVISOR, seen);
    world.done(SUPERVISOR, cmd("shift.start"));
    world
}

/// The half-filled form that lies there.
pub fn draft() -> Draft {
    Draft {
        id: vec![7; 16],
        staff: StaffId(DESK),
        form: "contact.log".into(),
        subject: None,
        fields: vec![("text".into(), "电梯里有异响，".into())],
        at_field: "text".into(),
        saved_at: at(4),
        depth: 0,
        parked: false,
    }
}

/// A repair in a public area.
pub fn repair(text: &str) -> Command {
    cmd("ticket.open")
        .arg("kind", "repair")
        .arg("category", "power")
        .arg("area", "大堂")
        .arg("text", text)
}

/// So many minutes after noon.
fn at(minutes: i64) -> Instant {
    Instant::parse("2026-11-21T12:00:00+08:00")
        .unwrap()
        .plus_minutes(minutes)
}

/// The desk asks for something so many minutes after noon.
pub fn job(store: &RedbStore, request: RequestId, command: Command, minutes: i64) -> Job {
    Job {
        actor: actor(&*store.read().unwrap(), DESK),
        request,
        command,
        now: at(minutes),
        salt: [7; 16],
    }
}

/// What was asked for last.
pub fn last(store: &RedbStore) -> Job {
    job(store, [2; 16], repair("大堂插座没电"), 3)
}

/// Makes it at `path`; what was done last waits beside its tables.
pub fn make(path: &Path) {
    let world = worked();
    let store = RedbStore::create(path, &Options::default(), 1_795_230_000).unwrap();
    world.copy_into(&store);
    store.tidy().unwrap();

    let mut pin = cmd("staff.pin").about("李芳").arg("pin", PIN);
    pins::seal(&mut pin, &[1; 16], PEPPER, None).unwrap();
    let mut by_manager = job(&store, [1; 16], pin, 2);
    by_manager.actor = actor(&*store.read().unwrap(), MANAGER);
    super::done(&store, &by_manager);
    super::done(&store, &last(&store));
    let mut tx = store.write().unwrap();
    drafts::save(&mut *tx, &draft(), &BTreeSet::new()).unwrap();
    tx.commit().unwrap();
    // Not closed: what waits stays where it is.
    drop(store);
}
