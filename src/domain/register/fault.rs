//! What is wrong with a register's file: where, and what was meant perhaps.

crate::named! {
    /// What is wrong; each has its sentence: `fault-register-<name>`.
    pub enum What {
        /// The parser cannot read it; facts: its own words.
        Syntax = 1 "syntax",
        /// No such entry is known in a file of this kind.
        UnknownKey = 2 "unknown-key",
        /// Something that must be there is not.
        MissingKey = 3 "missing-key",
        /// A name that is no name: lower case letters, digits, `_`.
        BadName = 4 "bad-name",
        /// Another command, list or register has this name.
        Taken = 5 "taken",
        /// No letter of numbers that registers may use.
        BadLetter = 6 "bad-letter",
        /// Declared twice.
        Twice = 7 "twice",
        /// No such field.
        UnknownField = 8 "unknown-field",
        /// No such state.
        UnknownState = 9 "unknown-state",
        UnknownGuard = 10 "unknown-guard",
        UnknownEffect = 11 "unknown-effect",
        UnknownDeadline = 12 "unknown-deadline",
        /// A guard or effect wants a field of a kind the register has not.
        LacksField = 13 "lacks-field",
        /// A choice without values, or values without a choice.
        Options = 14 "options",
        /// No length of time.
        BadLimit = 15 "bad-limit",
        /// Not exactly one initial state.
        Initial = 16 "initial",
        Unreachable = 17 "unreachable",
        NoWayOut = 18 "no-way-out",
        NeverCloses = 19 "never-closes",
        LeavesClosed = 20 "leaves-closed",
        Ambiguous = 21 "ambiguous",
        /// A state entries are in is gone; a line under `[renamed]` says what became of it.
        StateInUse = 22 "state-in-use",
        /// The field is not of a kind that fits here.
        WrongKind = 23 "wrong-kind",
        /// A word the program needs itself.
        Reserved = 24 "reserved",
        /// The file is larger than any declaration.
        TooLarge = 25 "too-large",
        /// A field entries hold something in is gone; a line under `[renamed_fields]` says what it is called now.
        FieldInUse = 26 "field-in-use",
        /// A field entries hold something of another kind in.
        KindInUse = 27 "kind-in-use",
        /// No such function of computed fields.
        UnknownFunction = 28 "unknown-function",
        /// A computed field is typed, emptied or asked for.
        Computed = 29 "computed",
        /// A field names no register that is there, or names one and is of another kind.
        UnknownRegister = 30 "unknown-register",
        /// A form with two files.
        Files = 31 "files",
        /// No time to keep something: `24m`.
        BadKeep = 32 "bad-keep",
        /// No such command.
        UnknownCommand = 40 "unknown-command",
        /// No such setting.
        UnknownSetting = 41 "unknown-setting",
        /// No such duty.
        UnknownDuty = 42 "unknown-duty",
        /// What says whose a duty is, how often it comes or when it is due cannot be read.
        BadTiming = 43 "bad-timing",
    }
}

/// One fault of a file.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Fault {
    /// The file's name.
    #[n(0)]
    pub file: String,
    /// The line it begins in, from 1 on; 0 where the whole file is meant.
    #[n(1)]
    pub line: u32,
    #[n(2)]
    pub what: What,
    /// The name or text that is wrong.
    #[n(3)]
    pub text: String,
    /// Names that are known there.
    #[n(4)]
    pub known: Vec<String>,
}
