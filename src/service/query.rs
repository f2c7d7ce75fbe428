//! What can be asked for without changing anything.

use crate::domain::calendar::{Day, Month};
use crate::service::command::Command;
use crate::service::loading::{Known, Place};
use crate::service::subject::Subject;
use crate::service::view;

crate::named! {
    /// The four panes of the counter, in order of urgency.
    pub enum Pane {
        /// 来电来访.
        Contacts = 1 "contacts",
        /// 报修投诉: everything somebody still has to do.
        Tickets = 2 "tickets",
        /// 逾期回访.
        FollowUps = 3 "followups",
        /// 欠费催缴.
        Arrears = 4 "arrears",
    }
}

/// A window over an ordered list: the rows after a position, in one direction.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Window {
    /// The position of the row before the window; nothing for the first rows.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub after: Option<Vec<u8>>,
    /// True to walk back towards the first rows.
    #[n(1)]
    pub backward: bool,
    /// At most so many rows.
    #[n(2)]
    pub limit: u32,
    /// The record the cursor stands on: its row is wanted even where it moved out of the window.
    #[n(3)]
    pub held: Option<u64>,
}

impl Window {
    /// The first `limit` rows.
    pub const fn first(limit: u32) -> Self {
        Self {
            after: None,
            backward: false,
            limit,
            held: None,
        }
    }
}

/// A list for a script: what, conditions as typed (`state = working`), at most so many.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct ListQuery {
    #[n(0)]
    pub what: String,
    #[n(1)]
    pub conditions: Vec<String>,
    #[n(2)]
    pub limit: u32,
    /// Show personal fields; needs the right and leaves an audit line.
    #[n(3)]
    pub reveal: bool,
    /// Continue after this position.
    #[cbor(n(4), with = "minicbor::bytes")]
    pub after: Option<Vec<u8>>,
    /// It is taken out of the program; needs the right and leaves an audit line.
    #[n(5)]
    pub export: bool,
}

/// Arrears by a group: which, in what order, only those called so.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct ArrearsQuery {
    #[n(0)]
    pub by: view::GroupBy,
    #[n(1)]
    pub order: view::GroupOrder,
    /// A part of the name; all if empty.
    #[n(2)]
    pub filter: String,
}

/// What is being typed in the one-line entry.
#[derive(Debug, Clone, PartialEq, Eq, Default, minicbor::Encode, minicbor::Decode)]
pub struct IntakeQuery {
    /// The line as typed.
    #[n(0)]
    pub line: String,
    /// Fields filled below it, which win over what the line says: name, text.
    #[n(1)]
    pub fields: Vec<(String, String)>,
    /// `contact.log` kinds: call or visit; or a ticket kind for `r` and `t`.
    #[n(2)]
    pub form: String,
    /// Words that are to be read otherwise than first: the word, how many readings further on.
    #[n(3)]
    pub turned: Vec<(String, u32)>,
}

/// A question.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub enum Query {
    /// The figures of the top line.
    #[n(0)]
    Header,
    #[n(1)]
    Pane(#[n(0)] Pane, #[n(1)] Window),
    /// A record with its history.
    #[n(2)]
    Detail(#[n(0)] Subject),
    /// The same, by what people type: a number or a room code.
    #[n(3)]
    Show(#[n(0)] String),
    /// The home card.
    #[n(4)]
    Home(#[n(0)] Subject),
    /// Homes, people, phones, plates, tickets, contacts; at most so many.
    #[n(5)]
    Find(#[n(0)] String, #[n(1)] u32),
    #[n(6)]
    Intake(#[n(0)] IntakeQuery),
    #[n(7)]
    List(#[n(0)] ListQuery),
    /// What can be done to a record now.
    #[n(8)]
    Actions(#[n(0)] Subject),
    /// What a command's form begins with for a record.
    #[n(9)]
    Form(#[n(0)] String, #[n(1)] Option<Subject>),
    /// Values that fit what is typed in a field of a command.
    #[n(10)]
    Choices(#[n(0)] String, #[n(1)] String, #[n(2)] String),
    /// The asker's half-filled forms.
    #[n(11)]
    Drafts,
    /// The asker's latest acts that can be taken back.
    #[n(12)]
    Acts,
    /// How a deadline or an amount came about.
    #[n(13)]
    Explain(#[n(0)] Subject),
    /// The paper of a record: slip, receipt, dunning notice, hand-in slip.
    #[n(14)]
    Paper(#[n(0)] Subject),
    /// Who may sign on at a shared desk: names only.
    #[n(15)]
    People,
    /// Audit lines from a seq on.
    #[n(16)]
    Events(#[n(0)] u64, #[n(1)] u32),
    /// Checks indexes, figures, ledger, audit chain.
    #[n(17)]
    Verify,
    /// Whether the office has no homes yet, for the first-start wizard.
    #[n(18)]
    FirstStart,
    /// What an import may lean on in the community called so, or in the only one; a page, from the first or
    /// behind where the one before ended.
    #[n(19)]
    Known(#[n(0)] Option<String>, #[n(1)] Option<Place>),
    /// A record as its list has it: one row, or none.
    #[n(20)]
    Record(#[n(0)] Subject),
    /// What a correction begins with whose record is named in its first argument, as typed.
    #[n(21)]
    Begun(#[n(0)] String, #[n(1)] String),
    /// The shift of who asks, what waits to be accepted, who is on duty.
    #[n(30)]
    Shift,
    /// The work log and the hand-over of the shifts begun on a day, today's if none is said, by a member of staff, who
    /// asks if nobody is named; answered as a paper.
    #[n(43)]
    WorkLog(#[n(0)] Option<Day>, #[n(1)] Option<String>),
    /// The first in the one queue of what is urgent, or the next after this record; behind the last the first again.
    #[n(22)]
    Urgent(#[n(0)] Option<Subject>),
    /// How the figures of the top line come about.
    #[n(23)]
    Figures,
    /// What is held of deposits in all, beside what their account says.
    #[n(57)]
    Deposits,
    /// The papers of a kind of these records, as they are typed; work slips in the order of the work pane.
    #[n(64)]
    Papers(#[n(0)] String, #[n(1)] Vec<String>),
    /// Tickets a command is to be done to, by their numbers.
    #[n(46)]
    Several(#[n(0)] String, #[n(1)] Vec<String>),
    /// What the office has settled in a section, or with no name the list of all sections.
    #[n(49)]
    Settings(#[n(0)] String),
    /// Arrears by a group.
    #[n(59)]
    Arrears(#[n(0)] ArrearsQuery),
    /// The collection rate of a month, this one if none is named, by building or steward.
    #[n(60)]
    Rates(#[n(0)] Option<Month>, #[n(1)] view::GroupBy),
    /// What a run of a month would charge now; of this month if none is said.
    #[n(53)]
    Billing(#[n(0)] Option<Month>),
    /// Where an entry of a section comes from: its section, its key.
    #[n(50)]
    SettingsWhy(#[n(0)] String, #[n(1)] String),
    /// The registers with how many entries stand where.
    #[n(70)]
    Registers,
    /// The office's own declarations, for a terminal to know what the server knows.
    #[n(71)]
    Declared,
    /// What would be wrong with these files beside the office's own others, also with the entries there are: names and
    /// texts.
    #[n(72)]
    CheckRegisters(#[n(0)] Vec<(String, String)>),
    /// How many entries of a register hold each value of a field it is counted by, in each state.
    #[n(73)]
    RegisterGroups(#[n(0)] String, #[n(1)] String),
    /// What is open of a register, by its place in the cabinet.
    #[n(83)]
    RegisterGrid(#[n(0)] String),
    /// What a payment would do, as it is typed so far.
    #[n(55)]
    WhatIf(#[n(0)] Command),
    /// The ledger of the home a record belongs to, the latest first: from the first, or behind where a page ended; at
    /// most so many lines.
    #[n(56)]
    Ledger(
        #[n(0)] Subject,
        #[cbor(n(1), with = "minicbor::bytes")] Option<Vec<u8>>,
        #[n(2)] u32,
    ),
    /// A close of a day by its number with its rows; without one, what waits to be closed and the latest closes.
    #[n(61)]
    DayClose(#[n(0)] Option<u64>),
    /// The reports of a month, this one if none is said, with what was kept of each.
    #[n(79)]
    Reports(#[n(0)] Option<Month>),
    /// A report by its name, of a month, this one if none is said.
    #[n(80)]
    Report(#[n(0)] String, #[n(1)] Option<Month>),
    /// The supervisor's figures.
    #[n(81)]
    Board,
    /// The duties of a window around today, or of the year.
    #[n(77)]
    Duties(#[n(0)] view::DutySpan),
    /// How many duties there are and are late, and whether the files of their evidence are whole.
    #[n(82)]
    DutyHealth,
    /// A month's figures, frozen and now; without one, those of the latest months.
    #[n(62)]
    MonthClose(#[n(0)] Option<Month>),
}

/// The answer to a question, with the seq of the state it was read from.
#[derive(Debug, Clone, PartialEq, minicbor::Encode, minicbor::Decode)]
pub enum Reply {
    #[n(0)]
    Header(#[n(0)] view::Header),
    #[n(1)]
    Pane(#[n(0)] view::Rows),
    #[n(2)]
    Detail(#[n(0)] view::Detail),
    #[n(3)]
    Home(#[n(0)] view::Home),
    #[n(4)]
    Found(#[n(0)] view::Hits),
    #[n(5)]
    Intake(#[n(0)] view::Intake),
    #[n(6)]
    List(#[n(0)] view::Listing),
    #[n(7)]
    Actions(#[n(0)] Vec<view::Action>),
    #[n(8)]
    /// Argument, text; then the arguments a record like the one asked about has nothing for.
    Form(#[n(0)] Vec<(String, String)>, #[n(1)] Vec<String>),
    #[n(9)]
    Choices(#[n(0)] Vec<view::Choice>),
    #[n(10)]
    /// The forms; then the people they are about: as they are typed, name, home.
    Drafts(
        #[n(0)] Vec<crate::domain::office::Draft>,
        #[n(1)] Vec<view::Named>,
    ),
    #[n(11)]
    Acts(#[n(0)] Vec<view::Act>),
    #[n(12)]
    Explain(#[n(0)] Vec<view::Explanation>),
    #[n(13)]
    Paper(#[n(0)] Vec<view::PaperLine>),
    #[n(14)]
    People(#[n(0)] Vec<String>),
    #[n(15)]
    Events(#[n(0)] Vec<view::AuditLine>),
    #[n(16)]
    Verify(#[n(0)] view::Verified),
    #[n(17)]
    FirstStart(#[n(0)] bool),
    #[n(19)]
    Known(#[n(0)] Box<Known>),
    #[n(30)]
    Shift(#[n(0)] Box<view::ShiftPage>),
    /// Argument, text; then what is to be known before it is changed.
    #[n(49)]
    Begun(
        #[n(0)] Vec<(String, String)>,
        #[n(1)] Vec<crate::domain::error::Fact>,
        /// The mark of what was seen, to be sent with the command.
        #[n(2)]
        Option<u32>,
    ),
    #[n(50)]
    Settings(#[n(0)] Box<view::SettingsPage>),
    #[n(53)]
    Billing(#[n(0)] Box<view::BillingPage>),
    /// What is to be done now; where there is nothing, what comes next.
    #[n(20)]
    Urgent(
        #[n(0)] Option<Box<view::Urgent>>,
        #[n(1)] Option<Box<view::Coming>>,
    ),
    #[n(59)]
    Arrears(#[n(0)] Box<view::Arrears>),
    #[n(60)]
    Rates(#[n(0)] Box<view::Rates>),
    #[n(55)]
    WhatIf(#[n(0)] Box<view::WhatIf>),
    #[n(56)]
    Ledger(#[n(0)] Box<view::LedgerPage>),
    #[n(57)]
    Deposits(#[n(0)] view::DepositSums),
    #[n(64)]
    Papers(#[n(0)] Box<view::Papers>),
    /// The tickets, in the order of the work pane.
    #[n(46)]
    Several(#[n(0)] Vec<view::OneOf>),
    #[n(70)]
    Registers(#[n(0)] Vec<view::RegisterRow>),
    /// Names of files and their texts; what is wrong with those that are not in force.
    #[n(71)]
    Declared(
        #[n(0)] Vec<(String, String)>,
        #[n(1)] Vec<crate::domain::register::Fault>,
    ),
    #[n(72)]
    RegisterFaults(#[n(0)] Vec<crate::domain::register::Fault>),
    /// Value, state, count.
    #[n(73)]
    RegisterGroups(#[n(0)] Vec<(String, String, i64)>),
    /// The cells in their order, and whether there are more.
    #[n(83)]
    RegisterGrid(#[n(0)] Vec<view::GridCell>, #[n(1)] bool),
    #[n(61)]
    DayClose(#[n(0)] Box<view::DayPage>),
    #[n(62)]
    MonthClose(#[n(0)] Vec<view::MonthView>),
    #[n(79)]
    Reports(#[n(0)] view::ReportList),
    #[n(80)]
    Report(#[n(0)] Box<view::ReportPage>),
    #[n(81)]
    Board(#[n(0)] Box<view::Board>),
    #[n(77)]
    Duties(#[n(0)] Box<view::DutyPage>),
    #[n(82)]
    DutyHealth(#[n(0)] view::DutyHealth),
    /// What is to be done now is a duty.
    #[n(78)]
    UrgentDuty(#[n(0)] Box<view::DutyRow>),
}
