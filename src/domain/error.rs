//! Refusals as facts: what was refused, why, about what. The words are found by who shows them.

use crate::domain::calendar::{Day, Instant};
use crate::domain::money::{Amount, MoneyFault};

crate::named! {
    /// Why something was not done. Each has its sentence in the word files: `refusal-<name>`.
    pub enum Why {
        /// The actor's rank lacks the right; facts: right, rank.
        NoRight = 1 "no-right",
        /// There is no such command; facts: command.
        UnknownCommand = 2 "unknown-command",
        /// No record has this number; facts: number.
        UnknownRecord = 3 "unknown-record",
        /// Another step of dunning comes first, or this one later; facts: premises, next, day.
        OutOfTurn = 240 "out-of-turn",
        /// Who dunned so must have a rank; facts: way, rank.
        TooLowToDun = 241 "too-low-to-dun",
        /// All that is owed is disputed; facts: premises, number.
        AllDisputed = 242 "all-disputed",
        /// Not an open complaint of this home; facts: number, premises.
        NoComplaint = 243 "no-complaint",
        /// Nothing that is owed fits; facts: premises.
        NothingFits = 244 "nothing-fits",
        /// No building has this code; facts: text.
        UnknownBuilding = 245 "unknown-building",
        /// Somebody changed the record meanwhile; facts: number, by, at.
        Stale = 4 "stale",
        /// The lifecycle has no such move from here; facts: state, number; where somebody was first: by, at.
        NotFromHere = 5 "not-from-here",
        /// One or more fields are missing or wrong; see the field faults.
        Fields = 6 "fields",
        /// A field that must be filled is empty.
        Missing = 7 "missing",
        /// A text is longer than allowed; facts: limit.
        TooLong = 8 "too-long",
        /// A text is shorter than needed; facts: limit.
        TooShort = 9 "too-short",
        /// A control or invisible character; facts: code.
        BadCharacter = 10 "bad-character",
        /// Not an amount of money; facts: text.
        BadAmount = 11 "bad-amount",
        /// An amount below zero or zero where one is needed.
        NotPositive = 12 "not-positive",
        /// An amount beyond what the books can hold.
        AmountTooLarge = 13 "amount-too-large",
        /// More than is owed; facts: owed.
        MoreThanOwed = 14 "more-than-owed",
        /// Not a day; facts: text.
        BadDay = 15 "bad-day",
        /// The day lies in the past; facts: day.
        PastDay = 16 "past-day",
        /// Not a whole number; facts: text.
        BadNumber = 17 "bad-number",
        /// None of the choices; facts: text, choices.
        BadChoice = 18 "bad-choice",
        /// No home has this code; facts: text.
        UnknownPremises = 19 "unknown-premises",
        /// Several homes fit; facts: text, candidates.
        SeveralPremises = 20 "several-premises",
        /// No member of staff is called so; facts: text.
        UnknownStaff = 21 "unknown-staff",
        /// Several members of staff fit; facts: text, candidates.
        SeveralStaff = 22 "several-staff",
        /// No person fits; facts: text.
        UnknownPerson = 23 "unknown-person",
        /// No such category; facts: text.
        UnknownCategory = 24 "unknown-category",
        /// Not a phone number; facts: text.
        BadPhone = 25 "bad-phone",
        /// Something with this name or code exists already; facts: text.
        Exists = 26 "exists",
        /// The request id was used for another command.
        RequestReused = 27 "request-reused",
        /// The receipt was reversed before; facts: number.
        AlreadyReversed = 28 "already-reversed",
        /// Nothing is owed; facts: premises.
        NothingOwed = 29 "nothing-owed",
        /// A second person must decide: nobody grants what they asked for themselves.
        OwnApproval = 30 "own-approval",
        /// The rank is too low to decide this; facts: rank.
        RankTooLow = 31 "rank-too-low",
        /// It was decided or expired before; facts: number.
        Decided = 32 "decided",
        /// The record changed since the approval was asked; facts: number.
        ApprovalStale = 33 "approval-stale",
        /// There is nothing to take back.
        NothingToUndo = 34 "nothing-to-undo",
        /// The last act cannot be taken back; facts: command.
        CannotUndo = 35 "cannot-undo",
        /// Somebody has built on it since; facts: number.
        BuiltOn = 36 "built-on",
        /// Evidence is missing: text, the reference of a recording, or a file (D-043).
        NeedsProof = 37 "needs-proof",
        /// Class and zone must be there (D-019).
        NeedsFiling = 38 "needs-filing",
        /// The plan must be approved first (D-031).
        NeedsPlan = 39 "needs-plan",
        /// Exempt only after tries enough on days enough (duties.md 5.3); facts: tries, days, wanted_tries, wanted_days.
        TooFewTries = 41 "too-few-tries",
        /// Nobody is signed on at this desk.
        NotSignedOn = 42 "not-signed-on",
        /// Name or PIN is wrong; the same for both (reliability H28).
        WrongPin = 43 "wrong-pin",
        /// Too many wrong PINs; facts: minutes.
        PinLocked = 44 "pin-locked",
        /// A PIN is 4 to 12 digits, 6 for who approves; facts: least.
        BadPin = 45 "bad-pin",
        /// This account may not use the program; facts: account.
        UnknownAccount = 46 "unknown-account",
        /// The clock of this machine jumped; facts: minutes.
        ClockJumped = 47 "clock-jumped",
        /// The disk is nearly full; facts: free, reserve.
        DiskNearlyFull = 48 "disk-nearly-full",
        /// Storage failed; facts: detail.
        Storage = 49 "storage",
        /// The server is stopping after a failed write.
        Stopping = 50 "stopping",
        /// Too many drafts; facts: limit.
        TooManyDrafts = 51 "too-many-drafts",
        /// No list is called so; facts: text, choices.
        UnknownList = 52 "unknown-list",
        /// A condition cannot be read; facts: text.
        BadCondition = 53 "bad-condition",
        /// The last manager cannot be taken away.
        LastManager = 54 "last-manager",
        /// An unexpected argument; facts: text.
        UnknownArgument = 55 "unknown-argument",
        /// No number plate, phone or name given; something must be said.
        NothingSaid = 56 "nothing-said",
        /// A period has been charged; facts: month, count.
        NothingToCharge = 57 "nothing-to-charge",
        /// An internal rule failed; facts: detail.
        Internal = 59 "internal",
        /// No fee item fits; facts: text.
        UnknownFeeItem = 60 "unknown-fee-item",
        /// No such setting; facts: text, nearest.
        UnknownSetting = 61 "unknown-setting",
        /// The value does not suit the setting; facts: text.
        BadSetting = 62 "bad-setting",
        /// A ticket cannot be linked to itself.
        SameRecord = 63 "same-record",
        /// The day a payment counts for is after today or too long ago for the rank; facts: earliest, latest.
        EffectiveDay = 64 "effective-day",
        /// No community is called so; facts: text.
        UnknownCommunity = 80 "unknown-community",
        /// Not the code of a home, building, area or category; facts: text.
        BadCode = 81 "bad-code",
        /// Not a number plate; facts: text.
        BadPlate = 82 "bad-plate",
        /// More than allowed; facts: limit.
        TooMany = 83 "too-many",
        /// The command would change nothing.
        NothingChanged = 84 "nothing-changed",
        /// No such phrase; facts: text.
        UnknownPhrase = 85 "unknown-phrase",
        /// What was staged for an import is not here any more.
        NotStaged = 86 "not-staged",
        /// A file does not say of which community it is; facts: names of those there are.
        CommunityUnsaid = 87 "community-unsaid",
        /// No list has this column; facts: text, choices.
        UnknownColumn = 88 "unknown-column",
        /// The disk is full: what was to be written is not; facts: file.
        DiskFull = 89 "disk-full",
        /// A conversation without a word on what it was about (duties.md D-002).
        NoMatter = 90 "no-matter",
        /// It is not known whether a matter is a repair, a complaint, an enquiry or what else.
        NoKind = 91 "no-kind",
        /// A repair without its category (duties.md D-015).
        NoCategory = 92 "no-category",
        /// A line break where there is room for one line.
        SeveralLines = 93 "several-lines",
        /// Nobody who runs the office could sit down at a terminal any more.
        NoWayIn = 94 "no-way-in",
        /// Several categories fit; facts: text, candidates.
        SeveralCategories = 95 "several-categories",
        /// A setting is set to this already; facts: setting, value.
        AlreadySo = 120 "already-so",
        /// The last act is not taken back but reversed; facts: command, number, act and its name.
        MustReverse = 96 "must-reverse",
        /// The PIN somebody has is not what was given as the old one.
        WrongOldPin = 121 "wrong-old-pin",
        /// Nobody takes their own PIN away: it is replaced by who knows it.
        OwnPin = 122 "own-pin",
        /// More personal values than an hour allows one person to see whole (duties.md D-068).
        TooManyRevealed = 123 "too-many-revealed",
        /// A hundred wrong PINs in a row: only another PIN helps (reliability S8).
        PinSpent = 130 "pin-spent",
        /// Who acts has not begun a shift.
        NotOnDuty = 155 "not-on-duty",
        /// Who acts is in a shift already; facts: since.
        OnDuty = 156 "on-duty",
        /// The office plans no shifts.
        NoShiftPlanned = 157 "no-shift-planned",
        /// No hand-over waits for this.
        NoHandover = 158 "no-handover",
        /// Nobody accepts, acknowledges or releases what they handed over themselves.
        OwnHandover = 159 "own-handover",
        /// It was handed to somebody else; facts: name.
        HandoverForOther = 160 "handover-for-other",
        /// A hand-over has no line of this number; facts: line, lines.
        NoSuchLine = 161 "no-such-line",
        /// Somebody acknowledged the line before; facts: name.
        LineSeen = 162 "line-seen",
        /// Somebody accepted the hand-over before; facts: name.
        HandoverAccepted = 163 "handover-accepted",
        /// Somebody agreed before that who handed over may leave; facts: name.
        Released = 164 "released",
        /// Somebody else took this call; facts: name, at, number.
        CallTaken = 180 "call-taken",
        /// Somebody began no shift on a day; facts: name, day.
        NoShiftThen = 181 "no-shift-then",
        /// What has no number was changed since the asker saw it; its fields now stand beside those typed.
        ChangedMeanwhile = 202 "changed-meanwhile",
        /// Not a stepped price; facts: text.
        BadTiers = 210 "bad-tiers",
        /// A meter shows less than before; facts: meter, before, and what it would be past its last digit: used.
        ReadingBack = 211 "reading-back",
        /// A meter shows far more than usual; facts: meter, used.
        ReadingJump = 212 "reading-jump",
        /// A meter cannot show so much; facts: meter, digits.
        ReadingBeyond = 213 "reading-beyond",
        /// A meter was read on that day or later, or what was read on it is charged; facts: meter, day.
        ReadingNotLater = 214 "reading-not-later",
        /// What a run would charge is not what was shown; facts: month.
        BillsChanged = 215 "bills-changed",
        /// A fee item is not charged by such a meter; facts: text.
        NotMetered = 216 "not-metered",
        /// A list of holidays cannot be read; facts: text.
        BadHolidays = 200 "bad-holidays",
        /// Open tickets are of this category, or phrases bring it along; facts: name, tickets, phrases.
        CategoryInUse = 201 "category-in-use",
        /// Nobody of that name or home joined in; facts: text, candidates.
        NoVoice = 150 "no-voice",
        /// Of several records some do not take the act, and none was changed; facts: count, of; a fault for each, named
        /// by its number.
        SomeCannot = 190 "some-cannot",
        /// The rule proposes nobody to send, and nobody is named.
        NobodyToSend = 191 "nobody-to-send",
        /// The act was taken back before; facts: by, at.
        AlreadyUndone = 192 "already-undone",
        /// A ticket is not with who is away; facts: name.
        NotTheirs = 193 "not-theirs",
        /// A day is closed already; facts: day, by.
        DayClosed = 250 "day-closed",
        /// What is in the drawer by the books is not what the asker saw: it is to be looked at anew; facts: owed, seen.
        DayMoved = 251 "day-moved",
        /// What was counted differs from the books, and nobody says why; facts: sum.
        DifferenceUnsaid = 252 "difference-unsaid",
        /// Only the last close can be opened again; facts: day.
        NotLastClose = 253 "not-last-close",
        /// A month is closed when it is over; facts: month.
        MonthRunning = 254 "month-running",
        /// Money of the month waits for its day to be closed; facts: month, day.
        DayOpen = 255 "day-open",
        /// A month is closed already; facts: month, by.
        MonthClosed = 256 "month-closed",
        /// A month is not closed; facts: month.
        MonthOpen = 257 "month-open",
        /// A close has no difference that waits for a decision; facts: day.
        NothingToDecide = 258 "nothing-to-decide",
        /// No close of that day stands; facts: day.
        NotClosed = 259 "not-closed",
        /// A file a command names as evidence is not with the server.
        FileMissing = 172 "file-missing",
        /// A file cannot be evidence; facts: text, reason.
        BadFile = 173 "bad-file",
        /// This way of paying needs the number of its slip or order.
        NoReference = 217 "no-reference",
        /// A payment with this reference was booked before; facts: text, number.
        ReferenceUsed = 218 "reference-used",
        /// What was handed over does not cover the amount; facts: amount.
        TenderedTooLittle = 219 "tendered-too-little",
        /// The office does not give up so much when an amount is rounded off; facts: odd, most.
        NotRounded = 220 "not-rounded",
        /// No open charge of these homes has this number; facts: text.
        ChargeNotOpen = 221 "charge-not-open",
        /// So much is not ahead on a receipt; facts: number, ahead.
        MoreThanAhead = 222 "more-than-ahead",
        /// A file named as evidence is too large; facts: limit in MiB.
        FileTooLarge = 174 "file-too-large",
        /// What is named is no ticket, or one nobody works on any more; facts: number.
        NoOpenTicket = 271 "no-open-ticket",
        /// What comes back is not as much as what went out; facts: count, of.
        CountsDiffer = 272 "counts-differ",
        /// Without a yes it is not done.
        MustBeYes = 273 "must-be-yes",
        /// The number is of no entry of the register that is wanted; facts: number, register.
        OtherRegister = 274 "other-register",
        /// The charge is another home's; facts: text.
        OtherHome = 275 "other-home",
        /// Something of the home is still open that has to be settled first; facts: open.
        NotClear = 284 "not-clear",
        /// A day comes before the one it has to follow; facts: day, of.
        DaysDisorder = 285 "days-disorder",
        /// A day is later than what the entry that is named allows; facts: day, until, number.
        BeyondNamed = 286 "beyond-named",
        /// What is named is no entry in force, or of another home; facts: number.
        NotLive = 287 "not-live",
        /// Somebody else has to do it; facts: name.
        SamePerson = 288 "same-person",
        /// A deposit that was asked for is not paid; facts: name, amount.
        DepositUnpaid = 289 "deposit-unpaid",
        /// The home has an open entry of this register already; facts: number.
        OpenAlready = 290 "open-already",
        /// Of several homes one refuses what is entered for all, and nothing was; facts: premises, reason, count.
        HomeRefuses = 291 "home-refuses",
        /// The duty of this period is settled already; facts: by, at.
        DutySettled = 300 "duty-settled",
        /// No duty is called so; facts: text, choices.
        UnknownDuty = 301 "unknown-duty",
        /// The duty has no period with this day.
        NoDutyThen = 302 "no-duty-then",
        /// The period of the duty has not begun; facts: day.
        DutyNotBegun = 303 "duty-not-begun",
        /// More is to be asked for again than was written off; facts: amount.
        MoreThanWrittenOff = 223 "more-than-written-off",
        /// More than is held of a deposit; facts: amount, number.
        MoreThanHeld = 224 "more-than-held",
        /// Not so many instalments as a plan may have, or one of less than a fen.
        NotAPlan = 225 "not-a-plan",
        /// No instalment plan is in force; facts: premises.
        NoPlan = 226 "no-plan",
        /// The receipt paid a deposit of which not so much is held any more; facts: number, deposit.
        DepositSpent = 227 "deposit-spent",
        /// What is to be taken over does not come to what the office says it does; facts: count and sum found, count and
        /// sum said, difference.
        TotalsDiffer = 228 "totals-differ",
        /// No report is called so; facts: text, choices.
        UnknownReport = 310 "unknown-report",
        /// A report is handed in once it was made; facts: report, month.
        ReportUnmade = 311 "report-unmade",
        /// A report was handed in: neither its figures nor its words change; facts: report, month, by, at.
        ReportSubmitted = 312 "report-submitted",
        /// A report is of a month that has begun; facts: month.
        ReportAhead = 313 "report-ahead",
        /// What the office says it comes to is to be given first; facts: count, sum found.
        TotalsUnsaid = 229 "totals-unsaid",
        /// No late fee has grown that could be given up; facts: premises.
        NoLateFee = 230 "no-late-fee",
        /// Money came for a deposit that is said to be asked for by mistake; facts: deposit, amount.
        DepositPaid = 231 "deposit-paid",
        /// Nothing was done with a deposit that could be taken back, or nothing at that place; facts: deposit.
        NothingToReverse = 232 "nothing-to-reverse",
        /// Of several homes some cannot be dunned, so none was; facts: count, of, why.
        SomeHomesCannot = 233 "some-homes-cannot",
        /// An item of a fixed amount has no price a unit; facts: text.
        NoUnitPrice = 320 "no-unit-price",
        /// An expense of the ticket waits to be agreed to; facts: number, of.
        ExpenseWaits = 330 "expense-waits",
        /// More than was agreed and is not paid out yet; facts: left.
        MoreThanAgreed = 331 "more-than-agreed",
        /// The ticket has no home that could be charged; facts: number.
        NobodyToCharge = 332 "nobody-to-charge",
        /// The home is charged for the work of the ticket; facts: premises, amount.
        ChargedThere = 335 "charged-there",
        /// More comes back than went out; facts: left.
        MoreThanPaidOut = 336 "more-than-paid-out",
        /// It stands in the books and is never taken back; facts: command.
        Booked = 337 "booked",
        /// Only who asked for it withdraws a request; facts: number.
        NotAsker = 338 "not-asker",
        /// More is drawn than was approved; facts: count.
        MoreThanAsked = 339 "more-than-asked",
        /// What is personal in an entry is not emptied before its register's time is over; facts: number, state, day, count.
        StillKept = 333 "still-kept",
        /// All that is left of it is still needed; facts: number of what needs it.
        StillAsked = 340 "still-asked",
        /// Less is in stock than is drawn; facts: count, of, number.
        NotInStock = 334 "not-in-stock",
    }
}

/// One fact of a refusal, in a form that any language can print.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub enum Fact {
    /// As it was given or is stored; shown with hostile characters made visible.
    #[n(0)]
    Text(#[n(0)] String),
    /// A plain number.
    #[n(1)]
    Count(#[n(0)] i64),
    #[n(2)]
    Money(#[n(0)] Amount),
    #[n(3)]
    Day(#[n(0)] Day),
    #[n(4)]
    At(#[n(0)] Instant),
    /// A key of the word files: `rank-supervisor`.
    #[n(5)]
    Term(#[n(0)] String),
    /// A key of the word files whose sentence is filled with facts: `limit-minutes`, count 15.
    #[n(6)]
    Told(#[n(0)] String, #[n(1)] Vec<(String, Fact)>),
    /// Several, of which each is meant.
    #[n(7)]
    Several(#[n(0)] Vec<Fact>),
}

impl From<&str> for Fact {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Fact {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Amount> for Fact {
    fn from(amount: Amount) -> Self {
        Self::Money(amount)
    }
}

impl From<usize> for Fact {
    fn from(count: usize) -> Self {
        Self::Count(i64::try_from(count).unwrap_or(i64::MAX))
    }
}

/// A fault of one field of a form or one argument of a command.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct FieldFault {
    #[n(0)]
    pub field: String,
    #[n(1)]
    pub why: Why,
    #[n(2)]
    pub facts: Vec<(String, Fact)>,
}

/// Something refused: nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode, thiserror::Error)]
#[error("refused: {}", why.name())]
pub struct Refusal {
    #[n(0)]
    pub why: Why,
    #[n(1)]
    pub facts: Vec<(String, Fact)>,
    /// All wrong fields at once.
    #[n(2)]
    pub fields: Vec<FieldFault>,
}

impl Refusal {
    /// A refusal without facts yet.
    pub const fn new(why: Why) -> Self {
        Self {
            why,
            facts: Vec::new(),
            fields: Vec::new(),
        }
    }

    /// Adds a fact under the name its sentence uses.
    #[must_use]
    pub fn with(mut self, name: &str, fact: impl Into<Fact>) -> Self {
        self.facts.push((name.to_owned(), fact.into()));
        self
    }

    /// A refusal because of one field.
    pub fn field(field: &str, why: Why) -> Self {
        Self::fields(vec![FieldFault {
            field: field.to_owned(),
            why,
            facts: Vec::new(),
        }])
    }

    /// A refusal because of these fields.
    pub const fn fields(fields: Vec<FieldFault>) -> Self {
        Self {
            why: Why::Fields,
            facts: Vec::new(),
            fields,
        }
    }

    /// Moves the refusal onto a field: what a parser of one value found.
    #[must_use]
    pub fn on(self, field: &str) -> FieldFault {
        FieldFault {
            field: field.to_owned(),
            why: self.why,
            facts: self.facts,
        }
    }
}

impl From<MoneyFault> for Refusal {
    fn from(fault: MoneyFault) -> Self {
        Self::new(match fault {
            MoneyFault::Negative => Why::NotPositive,
            MoneyFault::TooLarge => Why::AmountTooLarge,
            _ => return Self::new(Why::Internal).with("detail", fault.to_string()),
        })
    }
}

/// Result of a rule.
pub type Outcome<T> = Result<T, Refusal>;
