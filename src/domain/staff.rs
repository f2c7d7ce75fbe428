//! Who may act: people of the office, their ranks, side roles and rights.

use crate::domain::calendar::Day;
use crate::domain::error::{Fact, Refusal, Why};
use crate::domain::id::StaffId;
use crate::domain::redacted::redacted;

crate::named! {
    /// The rank that decides what a person may do (duties.md 3.3).
    pub enum Rank {
        /// Does the work on site; has no screen (维修工).
        Worker = 0 "worker",
        /// 前台接待, 客服员, 客户服务专员.
        Receptionist = 1 "receptionist",
        /// 客服主管, 客户主任.
        Supervisor = 2 "supervisor",
        /// 客服部经理, 服务中心经理.
        DeptManager = 3 "dept_manager",
        /// 管理处经理, 项目经理.
        PropertyManager = 4 "property_manager",
        /// 分管领导, head office.
        Leadership = 5 "leadership",
    }
}

crate::named! {
    /// A role beside the rank.
    pub enum Side {
        /// 资料员: keeps the files.
        Archivist = 1 "archivist",
        /// 品质: reads and marks.
        Quality = 2 "quality",
        /// 审计: reads everything, changes nothing.
        Auditor = 3 "auditor",
        /// A script: logs contacts and announces calls, nothing more.
        Service = 4 "service",
        /// A telephone system: announces calls and nothing more.
        Switchboard = 5 "switchboard",
    }
}

impl Side {
    /// Whether its rights are the only ones somebody has, whatever the rank says (reliability H18).
    const fn binds(self) -> bool {
        matches!(self, Self::Auditor | Self::Service | Self::Switchboard)
    }
}

crate::named! {
    /// What a command or query asks of its actor; one table says who has it.
    pub enum Right {
        /// Read lists and records, personal fields masked.
        Read = 1 "read",
        /// The desk's own work: contacts, tickets, follow-ups, dunning.
        Desk = 2 "desk",
        /// Log a contact or open a ticket from a script.
        Log = 3 "log",
        /// Take money and print receipts.
        Cash = 4 "cash",
        /// Correct records, cancel, exempt, approve what supervisors may.
        Supervise = 5 "supervise",
        /// Homes, people, buildings, imports.
        Registry = 6 "registry",
        /// Charges and billing runs.
        Billing = 7 "billing",
        /// Staff, settings, holidays, phrases, categories.
        Office = 8 "office",
        /// See a masked personal value.
        Reveal = 9 "reveal",
        /// Take data out of the program.
        Export = 10 "export",
        /// Read and verify the audit log.
        Audit = 11 "audit",
        /// Grant or refuse; the rank needed stands in the approval.
        Approve = 12 "approve",
        /// Take back one's own last act.
        Undo = 13 "undo",
        /// Announce a call that rings.
        Ring = 14 "ring",
    }
}

/// Who has a right: everybody from a rank on, and these side roles.
struct Grant {
    right: Right,
    from: Rank,
    sides: &'static [Side],
}

/// The shipped table of rights (duties.md 3.2, (silent) where it proposes).
const GRANTS: &[Grant] = &[
    Grant {
        right: Right::Read,
        from: Rank::Receptionist,
        sides: &[Side::Auditor, Side::Quality, Side::Archivist],
    },
    Grant {
        right: Right::Desk,
        from: Rank::Receptionist,
        sides: &[],
    },
    Grant {
        right: Right::Log,
        from: Rank::Receptionist,
        sides: &[Side::Service],
    },
    Grant {
        right: Right::Cash,
        from: Rank::Receptionist,
        sides: &[],
    },
    Grant {
        right: Right::Supervise,
        from: Rank::Supervisor,
        sides: &[],
    },
    Grant {
        right: Right::Registry,
        from: Rank::Receptionist,
        sides: &[Side::Archivist],
    },
    Grant {
        right: Right::Billing,
        from: Rank::Supervisor,
        sides: &[],
    },
    Grant {
        right: Right::Office,
        from: Rank::DeptManager,
        sides: &[],
    },
    Grant {
        right: Right::Reveal,
        from: Rank::Receptionist,
        sides: &[],
    },
    Grant {
        right: Right::Export,
        from: Rank::DeptManager,
        sides: &[],
    },
    Grant {
        right: Right::Audit,
        from: Rank::DeptManager,
        sides: &[Side::Auditor],
    },
    Grant {
        right: Right::Approve,
        from: Rank::Supervisor,
        sides: &[],
    },
    Grant {
        right: Right::Undo,
        from: Rank::Receptionist,
        sides: &[Side::Archivist],
    },
    Grant {
        right: Right::Ring,
        from: Rank::Receptionist,
        sides: &[Side::Switchboard, Side::Service],
    },
];

/// Whether somebody of this rank with these side roles has `right`.
///
/// An auditor or a script has the side role's rights and no others, whatever the rank says:
/// who checks must not be able to change (reliability H18).
pub fn may(rank: Rank, sides: &[Side], right: Right) -> bool {
    let bound = sides.iter().any(|side| side.binds());
    GRANTS
        .iter()
        .filter(|grant| grant.right == right)
        .any(|grant| {
            (!bound && rank >= grant.from) || sides.iter().any(|s| grant.sides.contains(s))
        })
}

/// The least rank that has `right`; what a refusal tells.
fn needed(right: Right) -> Rank {
    GRANTS
        .iter()
        .find(|grant| grant.right == right)
        .map_or(Rank::Leadership, |grant| grant.from)
}

/// Who has a right, for a sentence: a rank and those above, perhaps a side role.
pub fn who_may(right: Right) -> Fact {
    let from = ("rank".to_owned(), term("rank", needed(right).name()));
    let also = GRANTS
        .iter()
        .find(|grant| grant.right == right)
        .and_then(|grant| grant.sides.first());
    match also {
        Some(side) => Fact::Told(
            "who-rank-or-role".to_owned(),
            vec![from, ("role".to_owned(), term("role", side.name()))],
        ),
        None => Fact::Told("who-rank".to_owned(), vec![from]),
    }
}

/// Says no to somebody who lacks `right`: what is asked for, who has it, and what they are.
pub fn lacking(right: Right, name: &str, rank: Rank, sides: &[Side]) -> Refusal {
    // An auditor's rank gives no rights: what binds is what they are.
    let own = match sides.iter().find(|side| side.binds()) {
        Some(side) => term("role", side.name()),
        None => term("rank", rank.name()),
    };
    Refusal::new(Why::NoRight)
        .with("right", term("right", right.name()))
        .with("needed", who_may(right))
        .with("name", name)
        .with("own", own)
}

fn term(family: &str, name: &str) -> Fact {
    Fact::Term(format!("{family}-{name}"))
}

/// A member of staff.
#[derive(Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Staff {
    #[n(0)]
    pub id: StaffId,
    #[n(1)]
    pub version: u32,
    /// The name colleagues use.
    #[n(2)]
    pub name: String,
    #[n(3)]
    pub rank: Rank,
    #[n(4)]
    pub sides: Vec<Side>,
    /// The operating-system account that is this person, if the person has one.
    #[n(5)]
    pub account: Option<String>,
    /// Trades of a worker: category trade codes such as `plumbing`.
    #[n(6)]
    pub trades: Vec<String>,
    /// Buildings a worker or steward looks after; empty means all.
    #[n(7)]
    pub buildings: Vec<String>,
    /// On duty now: proposed for dispatch.
    #[n(8)]
    pub on_duty: bool,
    /// False when the person has left; kept for history.
    #[n(9)]
    pub active: bool,
    /// Argon2id hash of the PIN for the shared desk account.
    #[n(10)]
    pub pin: Option<String>,
    #[n(11)]
    pub phone: Option<String>,
    /// Away up to and with this day: not proposed for dispatch until then.
    #[n(12)]
    pub away_until: Option<Day>,
}

redacted!(Staff: id, rank);

impl Staff {
    /// Somebody on duty who has no more than a name and a rank.
    pub fn new(id: StaffId, name: String, rank: Rank) -> Self {
        Self {
            id,
            version: 0,
            name,
            rank,
            sides: Vec::new(),
            account: None,
            trades: Vec::new(),
            buildings: Vec::new(),
            on_duty: true,
            active: true,
            pin: None,
            phone: None,
            away_until: None,
        }
    }

    /// Whether somebody is away on this day.
    pub fn is_away(&self, today: Day) -> bool {
        self.away_until.is_some_and(|until| today <= until)
    }

    /// Whether somebody can be proposed for dispatch on this day.
    pub fn is_at_hand(&self, today: Day) -> bool {
        self.active && self.on_duty && !self.is_away(today)
    }
}

/// Who acts, from where: person and seat (architecture.md, decision 2).
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Actor {
    #[n(0)]
    pub staff: StaffId,
    #[n(1)]
    pub name: String,
    #[n(2)]
    pub rank: Rank,
    #[n(3)]
    pub sides: Vec<Side>,
    /// Operating-system account and terminal, for the audit line.
    #[n(4)]
    pub seat: String,
}

impl Actor {
    /// The office itself: timers, start-up, migrations.
    pub fn system() -> Self {
        Self {
            staff: StaffId(0),
            name: String::from("frontdesk"),
            rank: Rank::Leadership,
            sides: Vec::new(),
            seat: String::from("system"),
        }
    }

    /// Whether the actor has `right`.
    pub fn may(&self, right: Right) -> bool {
        may(self.rank, &self.sides, right)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_auditor_reads_and_never_changes_whatever_the_rank() {
        let auditor = [Side::Auditor];
        assert!(may(Rank::Leadership, &auditor, Right::Read));
        assert!(may(Rank::Leadership, &auditor, Right::Audit));
        for right in [
            Right::Desk,
            Right::Cash,
            Right::Office,
            Right::Reveal,
            Right::Approve,
        ] {
            assert!(!may(Rank::Leadership, &auditor, right), "{}", right.name());
        }
    }

    #[test]
    fn a_worker_has_no_screen() {
        for right in Right::ALL {
            assert!(!may(Rank::Worker, &[], *right), "{}", right.name());
        }
    }

    #[test]
    fn a_script_may_log_only() {
        let held: Vec<&str> = Right::ALL
            .iter()
            .filter(|r| may(Rank::PropertyManager, &[Side::Service], **r))
            .map(|r| r.name())
            .collect();
        assert_eq!(held, ["log", "ring"]);
    }

    #[test]
    fn a_telephone_system_may_announce_calls_only() {
        let held: Vec<&str> = Right::ALL
            .iter()
            .filter(|r| may(Rank::PropertyManager, &[Side::Switchboard], **r))
            .map(|r| r.name())
            .collect();
        assert_eq!(held, ["ring"]);
    }

    #[test]
    fn every_right_stands_in_the_table_once() {
        for right in Right::ALL {
            assert_eq!(
                GRANTS.iter().filter(|g| g.right == *right).count(),
                1,
                "{}",
                right.name()
            );
        }
    }
}
