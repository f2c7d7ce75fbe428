//! An office of the program itself, worked from outside: its command line, its exit codes, its sentences.

use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// What a run of the program said.
#[derive(Debug)]
pub struct Ran {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

/// The office; its server stops when it is dropped.
pub struct Office {
    folder: TempDir,
}

impl Office {
    /// A new data folder, whose first person is the account of the tests.
    pub fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// A path in a folder of the office's own, beside its data.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file there; returns its path.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        std::fs::write(&path, content).unwrap();
        path.display().to_string()
    }

    /// The program, ready to be given arguments.
    pub fn program(&self, language: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_frontdesk"));
        command
            .env_clear()
            .env("HOME", self.folder.path())
            .env("PATH", "/usr/bin:/bin")
            .env("LC_ALL", "C.UTF-8")
            .env("FRONTDESK_LANG", language)
            .env("FRONTDESK_DATA", self.path("data"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    /// Runs it in English.
    pub fn run(&self, args: &[&str]) -> Ran {
        self.say("en", args, "")
    }

    /// Runs it in a language, with what is typed into it.
    pub fn say(&self, language: &str, args: &[impl AsRef<OsStr>], typed: &str) -> Ran {
        let mut child = self.program(language).args(args).spawn().unwrap();
        let mut input = child.stdin.take().unwrap();
        // What asks for nothing may have ended already.
        let _ = input.write_all(typed.as_bytes());
        drop(input);
        let output = child.wait_with_output().unwrap();
        Ran {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Runs what must succeed; returns what it printed.
    #[track_caller]
    pub fn done(&self, args: &[&str]) -> String {
        let ran = self.run(args);
        assert_eq!(ran.code, Some(0), "{args:?}: {ran:?}");
        ran.out
    }

    /// Runs `do` with the words of a line.
    #[track_caller]
    pub fn act(&self, line: &str) -> String {
        let mut args = vec!["do"];
        args.extend(line.split(' '));
        self.done(&args)
    }

    /// Lists records.
    #[track_caller]
    pub fn list(&self, args: &[&str]) -> Vec<Value> {
        let mut all = vec!["list"];
        all.extend(args);
        all.push("--json");
        let rows = self.done(&all);
        rows.lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }

    /// The data folder.
    pub fn data(&self) -> PathBuf {
        self.path("data")
    }

    /// The account the tests run under.
    pub fn account() -> String {
        let output = Command::new("id").arg("-un").output().unwrap();
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }
}

impl Drop for Office {
    fn drop(&mut self) {
        if Path::new(&self.data()).exists() {
            self.run(&["stop"]);
        }
    }
}
