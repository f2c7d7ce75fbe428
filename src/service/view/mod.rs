//! What questions are answered with: facts in plain types, no words, nothing masked later.

mod arrears;
mod billing;
mod closing;
mod duty;
mod explanation;
mod fees;
mod header;
mod home;
mod listing;
mod record;
mod register;
mod report;
mod rows;
mod settings;
mod several;
mod shift;

pub use arrears::{Arrears, Group, GroupBy, GroupOrder, RateLine, Rates};
pub use billing::{BillingItem, BillingLeft, BillingPage};
pub use closing::{
    DayPage, DayView, FigureView, MoneyRow, MonthView, OfficePaper, OpenDay, PaperFault, Papers,
    SaidView, TakenView,
};
pub use duty::{DutyHealth, DutyPage, DutyRow, DutySpan};
pub use explanation::{Counted, Explanation};
pub use fees::{DueLine, LedgerLine, LedgerPage, WhatIf};
pub use header::{Header, Ringing};
pub use home::{
    ChargeView, DepositSums, DepositView, Home, Intake, Matter, Notice, PaymentView, PersonView,
    PlanView, Token,
};
pub use listing::{Cell, Hit, Hits, Listing};
pub use record::{
    Act, Action, AuditLine, Choice, Detail, Field, HistoryLine, Named, PaperLine, Verified,
};
pub use register::{EntryRow, GridCell, RegisterRow};
pub use report::{
    Board, Column, DayBar, Gauge, Line, NAMES as REPORTS, Opens, Report, ReportList, ReportPage,
    ReportRow, Section, Unit, Value, spoken,
};
pub use rows::{
    Around, Coming, ContactRow, DebtRow, FollowUpRow, PlacedRow, RowView, Rows, TicketRow, Urgent,
};
pub use settings::{SettingsPage, SettingsRow};
pub use several::OneOf;
pub use shift::{Handover, HandoverLine, LogLine, OnDuty, ShiftNow, ShiftPage};
