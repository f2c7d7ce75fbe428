//! The arguments as clap reads them; every help text is set from the word files.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// One run of the program.
#[derive(Debug, Parser)]
#[command(
    name = "frontdesk",
    version,
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true
)]
pub struct Cli {
    #[command(flatten)]
    pub global: Global,
    /// Without one the counter opens.
    #[command(subcommand)]
    pub sub: Option<Sub>,
}

/// What can be said before or after any sub-command.
#[derive(Debug, Clone, Default, Args)]
pub struct Global {
    /// The data folder, else `FRONTDESK_DATA`.
    #[arg(long, global = true, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// A language tag, else `FRONTDESK_LANG`, else the settings, else `LANG`.
    #[arg(long, global = true)]
    pub lang: Option<String>,
    /// A shipped keymap's name, or a file.
    #[arg(long, global = true, value_name = "NAME|FILE")]
    pub keymap: Option<String>,
    /// Who acts; the PIN is asked.
    #[arg(long = "as", global = true, value_name = "NAME")]
    pub actor: Option<String>,
}

/// What the program does in one run.
#[derive(Debug, Subcommand)]
pub enum Sub {
    Demo,
    Do(Do),
    List(List),
    Show(Show),
    Shift(Shift),
    Ring {
        phone: String,
        /// It rings no more: whoever did not answer is owed a call.
        #[arg(long)]
        ended: bool,
    },
    Import(Import),
    Export(Export),
    Report(Report),
    Keys(Keys),
    Registers(Registers),
    Backup {
        file: PathBuf,
    },
    Restore {
        file: PathBuf,
    },
    Verify,
    Audit {
        #[command(subcommand)]
        sub: Audit,
    },
    Doctor,
    Serve {
        /// Started by a terminal: leave it, end when nobody is connected.
        #[arg(long, hide = true)]
        detached: bool,
    },
    Status {
        #[arg(long)]
        json: bool,
    },
    Stop,
    Man,
    Completions {
        #[arg(value_enum)]
        shell: Shell,
    },
}

/// A shell that completes what is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Shell {
    Bash,
    Zsh,
    Fish,
}

/// `do COMMAND [SUBJECT] [key=value …]`.
#[derive(Debug, Args)]
pub struct Do {
    #[arg(required_unless_present = "all")]
    pub command: Option<String>,
    /// The record, then arguments.
    #[arg(value_name = "KEY=VALUE")]
    pub words: Vec<String>,
    #[arg(long = "list", conflicts_with_all = ["command", "words", "request", "seen"])]
    pub all: bool,
    #[arg(long)]
    pub json: bool,
    #[arg(long, value_name = "ID")]
    pub request: Option<String>,
    #[arg(long, value_name = "N")]
    pub seen: Option<u32>,
}

/// `list WHAT`.
#[derive(Debug, Args)]
pub struct List {
    pub what: String,
    #[arg(long = "where", value_name = "FIELD OP VALUE")]
    pub conditions: Vec<String>,
    #[arg(long, value_name = "N")]
    pub limit: Option<u64>,
    #[arg(long)]
    pub json: bool,
    #[arg(long)]
    pub reveal: bool,
}

/// `show NUMBER`.
#[derive(Debug, Args)]
pub struct Show {
    pub number: String,
    #[arg(long)]
    pub json: bool,
    #[arg(long, conflicts_with = "json")]
    pub paper: bool,
}

/// `shift`.
#[derive(Debug, Args)]
pub struct Shift {
    /// The day it began; today.
    #[arg(long, value_name = "DAY")]
    pub day: Option<String>,
    /// Whose it is; one's own.
    #[arg(long, value_name = "NAME")]
    pub person: Option<String>,
}

/// `import WHAT FILE`.
#[derive(Debug, Args)]
pub struct Import {
    pub what: String,
    pub file: PathBuf,
    #[arg(long)]
    pub dry_run: bool,
    /// Every line beside a table by itself.
    #[arg(long)]
    pub verbose: bool,
    #[arg(long, value_name = "FILE")]
    pub map: Option<PathBuf>,
    #[arg(long)]
    pub skip_bad: bool,
    /// What the office says the payments come to, in yuan.
    #[arg(long, value_name = "YUAN", requires = "count")]
    pub total: Option<String>,
    /// How many payments it says there are.
    #[arg(long, value_name = "N", requires = "total")]
    pub count: Option<usize>,
    /// How complaints come in.
    #[arg(long, value_enum)]
    pub state: Option<Taken>,
    #[arg(long, value_name = "ID")]
    pub request: Option<String>,
}

/// What complaints of the past are taken over as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Taken {
    /// To be dealt with.
    Open,
    /// History: nobody is called back.
    Closed,
}

/// What an export is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Format {
    #[default]
    Csv,
    Xlsx,
    Json,
}

/// `export WHAT`.
#[derive(Debug, Args)]
pub struct Export {
    pub what: String,
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    #[arg(long = "where", value_name = "FIELD OP VALUE")]
    pub conditions: Vec<String>,
    #[arg(long)]
    pub reveal: bool,
    #[arg(long, requires = "out")]
    pub replace: bool,
}

/// What a report is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum ReportFormat {
    #[default]
    Txt,
    Csv,
    Xlsx,
    Json,
}

/// `report NAME`.
#[derive(Debug, Args)]
pub struct Report {
    pub name: String,
    /// The month; the present one.
    #[arg(long, value_name = "YYYY-MM")]
    pub period: Option<String>,
    #[arg(long, value_enum, default_value_t)]
    pub format: ReportFormat,
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    #[arg(long, requires = "out")]
    pub replace: bool,
}

/// `keys`.
#[derive(Debug, Args)]
pub struct Keys {
    #[arg(long)]
    pub print: bool,
    /// `-` is standard input.
    #[arg(long, value_name = "FILE", conflicts_with = "print")]
    pub check: Option<PathBuf>,
}

/// `registers`.
#[derive(Debug, Args)]
pub struct Registers {
    #[arg(id = "register_name", value_name = "NAME", conflicts_with_all = ["registers_print", "registers_check"])]
    pub name: Option<String>,
    #[arg(id = "registers_print", long = "print", value_name = "NAME", num_args = 0..=1, default_missing_value = "")]
    pub print: Option<String>,
    #[arg(id = "registers_check", long = "check", value_name = "FILE", num_args = 1.., conflicts_with = "registers_print")]
    pub check: Vec<PathBuf>,
}

/// `audit …`.
#[derive(Debug, Subcommand)]
pub enum Audit {
    /// Without a file the books themselves.
    Verify {
        file: Option<PathBuf>,
        #[arg(long, value_name = "FILE")]
        anchor: Option<PathBuf>,
    },
    Export {
        file: PathBuf,
        #[arg(long, value_name = "FILE")]
        anchor: Option<PathBuf>,
    },
}
