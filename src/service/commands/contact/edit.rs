//! `contact.edit`: correcting a mistyped conversation, and saying to whom an incident was reported.

use crate::domain::contact::{Channel, ContactKind, ContactState, Visitor};
use crate::domain::error::Fact;
use crate::domain::household::masked_phone;
use crate::service::args::Values;
use crate::service::command::{Arg, Kind, Made};
use crate::service::halt::Run;
use crate::service::subject::{Found, Subject};
use crate::service::whom;
use crate::service::work::Work;

use super::{found, settle, state};
use crate::service::commands::ticket::edit::Changes;

/// Arguments of `contact.edit`.
pub const ARGS: &[Arg] = &[
    Arg::may("channel", Kind::Choice(Channel::NAMES)),
    Arg::may("kind", Kind::Choice(ContactKind::NAMES)),
    Arg::may("premises", Kind::Premises),
    Arg::may("area", Kind::Line(60)).called("public_area"),
    Arg::may("person", Kind::Person),
    Arg::may("caller", Kind::Line(60)).personal(),
    Arg::may("phone", Kind::Phone).personal(),
    Arg::may("visitor", Kind::Choice(Visitor::NAMES)),
    Arg::may("text", Kind::Block),
    Arg::may("answer", Kind::Block),
    Arg::may("first_action", Kind::Line(500)),
    Arg::may("reported_to", Kind::Line(60)),
    Arg::may("external", Kind::Line(60)),
    Arg::may("clear", Kind::Names),
];

/// What `clear` may empty.
const CLEARABLE: &[&str] = &["caller", "phone", "first_action", "external"];

/// What the form of `contact.edit` begins with: what is there now, the number to call masked as it is
/// shown everywhere (product.md, privacy); what a form leaves as it was is not sent.
pub(super) fn prefill(work: &Work<'_>) -> Run<Vec<(&'static str, String)>> {
    let Found::Contact(contact) = &work.found else {
        return Ok(Vec::new());
    };
    let visitor = contact.visitor.map(Visitor::name).unwrap_or_default();
    let mut begin = vec![
        ("channel", contact.channel.name().to_owned()),
        ("kind", contact.kind.name().to_owned()),
        whom::begin(
            work,
            contact.household,
            (contact.community, &contact.premises),
        )?,
        ("caller", contact.caller.clone()),
        ("phone", masked_phone(&contact.phone)),
        ("visitor", visitor.to_owned()),
        ("text", contact.text.clone()),
        ("answer", contact.answer.clone()),
        ("first_action", contact.first_action.clone()),
        ("reported_to", contact.reported_to.clone()),
        ("external", contact.external.clone().unwrap_or_default()),
    ];
    begin.retain(|(_, text)| !text.is_empty());
    Ok(begin)
}

/// `contact.edit`.
pub fn edit(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let mut contact = found(work)?;
    let mut changes = Changes::default();
    if let Some(channel) = values.choice("channel").and_then(Channel::from_name)
        && channel != contact.channel
    {
        changes.note("channel", contact.channel.name(), channel.name());
        contact.channel = channel;
    }
    if let Some(kind) = values.choice("kind").and_then(ContactKind::from_name)
        && kind != contact.kind
    {
        changes.note("kind", contact.kind.name(), kind.name());
        contact.kind = kind;
    }
    if let Some(visitor) = values.choice("visitor").and_then(Visitor::from_name)
        && contact.visitor != Some(visitor)
    {
        let before = contact.visitor.map(Visitor::name).unwrap_or_default();
        changes.note("visitor", before, visitor.name());
        contact.visitor = Some(visitor);
    }
    if let Some(place) = whom::place(work, values)?
        && (place.household, &place.premises) != (contact.household, &contact.premises)
    {
        contact.household = place.household;
        contact.community = place.community;
        changes.text("premises", &mut contact.premises, Some(&place.premises));
    }
    if let Some(person) = values.person("person")
        && contact.person != Some(person.id)
    {
        contact.person = Some(person.id);
        changes.text("caller", &mut contact.caller, Some(&person.name));
        let phone = person.phones.first().map(String::as_str);
        changes.text("phone", &mut contact.phone, phone);
    }
    let given = |name| values.text(name);
    changes.text("caller", &mut contact.caller, given("caller"));
    changes.text("phone", &mut contact.phone, given("phone"));
    changes.text("text", &mut contact.text, given("text"));
    changes.text("answer", &mut contact.answer, given("answer"));
    let first = given("first_action");
    changes.text("first_action", &mut contact.first_action, first);
    let reported = given("reported_to");
    changes.text("reported_to", &mut contact.reported_to, reported);
    if let Some(external) = given("external")
        && contact.external.as_deref() != Some(external)
    {
        let before = contact.external.replace(external.to_owned());
        changes.note("external", before.unwrap_or_default(), external);
    }
    for field in values.clearing(CLEARABLE)? {
        let empty = Some("");
        match field {
            "caller" => {
                contact.person = None;
                changes.text(field, &mut contact.caller, empty);
            }
            "phone" => changes.text(field, &mut contact.phone, empty),
            "first_action" => changes.text(field, &mut contact.first_action, empty),
            _ => {
                if let Some(before) = contact.external.take() {
                    changes.note(field, before, "");
                }
            }
        }
    }
    if reported.is_some() {
        contact.reported_at.get_or_insert(work.now);
    }
    let answered = given("answer").is_some();
    if answered {
        contact.answered_at.get_or_insert(work.now);
    }
    let count = changes.write(work, Subject::of(&contact))?;
    let settled = match contact.state {
        ContactState::Unreported => contact.reported_at.is_some(),
        // Whoever has been answered need not be called back.
        ContactState::CallBack => answered,
        _ => false,
    };
    if settled {
        settle(work, &mut contact)?;
    }
    work.put(&mut contact)?;
    Ok(Made::of(contact.number)
        .with("state", state(&contact))
        .with("count", Fact::from(count)))
}
