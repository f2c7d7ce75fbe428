//! An office in a folder of its own, worked through the program's command line.

use std::io::Write;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// Everybody's PIN here.
const PIN: &str = "246810";

/// The office; its server stops when it is dropped.
pub struct Office {
    folder: TempDir,
}

/// What a command gave back.
pub struct Told(Value);

impl Told {
    /// The number it gave out.
    #[track_caller]
    pub fn number(&self) -> String {
        self.0["number"]
            .as_str()
            .unwrap_or_else(|| panic!("no number in {}", self.0))
            .to_owned()
    }

    /// The first other number.
    #[track_caller]
    pub fn also(&self) -> String {
        self.0["also"][0]
            .as_str()
            .unwrap_or_else(|| panic!("no other number in {}", self.0))
            .to_owned()
    }

    pub fn outcome(&self) -> &str {
        self.0["outcome"].as_str().unwrap()
    }
}

impl Office {
    /// Founds it: homes by pattern, people, staff with PINs, a fee; then the account becomes a shared desk.
    pub fn open() -> Self {
        let office = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        for line in [
            "community.add name=翠湖花园",
            "fee_item.add name=物业费 formula=per_area price=2.5 property_fee=yes from=2020-01-01",
            "homes.pattern buildings=1-3 units=2 floors=12 rooms=2 area=98.6 handed_over=2020-06-01 fees=物业费 since=2026-01-01",
            "person.add premises=3-2-1201 name=王建国 relation=owner phone=13800135678",
            "person.add premises=3-2-1101 name=陈淑芬 relation=owner phone=13900135678",
            "person.add premises=1-1-101 name=赵敏 relation=owner phone=13700135678",
            "person.add premises=2-1-201 name=刘洋 relation=owner phone=13600135678",
            "staff.add name=李芳 rank=receptionist",
            "staff.add name=张敏 rank=supervisor",
            "staff.add name=王师傅 rank=worker trades=plumbing on_duty=yes",
            "staff.add name=李师傅 rank=worker trades=electric on_duty=yes",
        ] {
            office.act(None, line);
        }
        let account = Self::account();
        for name in ["李芳", "张敏", &account] {
            office.act(None, &format!("staff.pin {name}"));
        }
        office.act(
            None,
            &format!("setting.set setting=desk.accounts value={account}"),
        );
        office
    }

    /// Runs a command as somebody who signs on with the PIN.
    #[track_caller]
    pub fn run(&self, who: &str, line: &str) -> Told {
        self.act(Some(who), line)
    }

    #[track_caller]
    fn act(&self, who: Option<&str>, line: &str) -> Told {
        let mut args = vec!["do"];
        args.extend(line.split(' '));
        args.push("--json");
        let output = self.call(who, &args);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{line}: {said}");
        Told(
            serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{line}: {output:?}")),
        )
    }

    /// Lists records as JSON.
    #[track_caller]
    pub fn list(&self, what: &str, conditions: &[&str]) -> Vec<Value> {
        let mut args = vec!["list", what, "--json", "--limit", "1000"];
        for condition in conditions {
            args.extend(["--where", condition]);
        }
        let output = self.call(Some("张敏"), &args);
        assert!(
            output.status.success(),
            "{what}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8(output.stdout)
            .unwrap()
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }

    /// The month the server is in.
    pub fn month(&self) -> String {
        let last = self.list("contacts", &[]);
        last[0]["at"].as_str().unwrap().chars().take(7).collect()
    }

    /// Everything adds up.
    pub fn verify(&self) {
        let output = self.call(Some(&Self::account()), &["verify"]);
        assert!(output.status.success(), "{output:?}");
    }

    /// The account the tests run under.
    pub fn account() -> String {
        let output = Command::new("id").arg("-un").output().unwrap();
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }

    fn call(&self, who: Option<&str>, args: &[&str]) -> Output {
        let home = self.folder.path();
        let mut command = Command::new(env!("CARGO_BIN_EXE_frontdesk"));
        command
            .env_clear()
            .env("HOME", home)
            .env("PATH", "/usr/bin:/bin")
            .env("LANG", "zh_CN.UTF-8")
            .arg("--data")
            .arg(home.join("data"))
            .args(who.into_iter().flat_map(|who| ["--as", who]))
            .args(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut input = child.stdin.take().unwrap();
        // A command that asks for no PIN may have ended already.
        let _ = writeln!(input, "{PIN}");
        drop(input);
        child.wait_with_output().unwrap()
    }

    fn stop(&self) {
        self.call(None, &["stop"]);
    }
}

impl Drop for Office {
    fn drop(&mut self) {
        self.stop();
    }
}
