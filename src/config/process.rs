//! What every process of ours does first, before it opens anything.

use std::io;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use rustix::fs::Mode;
use rustix::process::{Resource, Rlimit};

/// A first step the operating system refused.
#[derive(Debug, thiserror::Error)]
#[error("{step}: {source}")]
pub struct HardenError {
    /// Which step.
    pub step: &'static str,
    /// The operating system's answer.
    pub source: io::Error,
}

/// Makes new files the owner's alone, leaves no memory image behind, keeps other processes of the
/// account out, and turns a full quota into an error instead of death (reliability D24, D25).
///
/// A broken pipe is an error already: the runtime ignores that signal before `main`.
pub fn harden() -> Result<(), HardenError> {
    rustix::process::umask(Mode::RWXG | Mode::RWXO);
    rustix::process::setrlimit(
        Resource::Core,
        Rlimit {
            current: Some(0),
            maximum: Some(0),
        },
    )
    .map_err(|errno| failed("core size", errno.into()))?;
    #[cfg(target_os = "linux")]
    rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable)
        .map_err(|errno| failed("dumpable", errno.into()))?;
    // A handler that does nothing stands for "ignore": the write then answers EFBIG.
    signal_hook::flag::register(
        signal_hook::consts::SIGXFSZ,
        Arc::new(AtomicBool::new(false)),
    )
    .map_err(|source| failed("file size signal", source))?;
    Ok(())
}

fn failed(step: &'static str, source: io::Error) -> HardenError {
    HardenError { step, source }
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::os::unix::fs::PermissionsExt;
    use std::process::Command;

    use super::*;

    /// The steps change the whole process, so they run in a process of their own.
    #[test]
    fn holds_in_a_process_of_its_own() {
        let folder = tempfile::tempdir().unwrap();
        let status = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "config::process::tests::hardened_process"])
            .args(["--ignored", "--test-threads=1"])
            .current_dir(folder.path())
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&status.stdout).into_owned();
        assert!(status.status.success(), "{said}");
        assert!(said.contains("1 passed"), "{said}");
    }

    #[test]
    #[ignore = "run by holds_in_a_process_of_its_own"]
    fn hardened_process() {
        harden().unwrap();
        let mut file = std::fs::File::create("new").unwrap();
        let mode = file.metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        let core = rustix::process::getrlimit(Resource::Core);
        assert_eq!((core.current, core.maximum), (Some(0), Some(0)));
        #[cfg(target_os = "linux")]
        assert_eq!(
            rustix::process::dumpable_behavior().unwrap(),
            rustix::process::DumpableBehavior::NotDumpable
        );
        let small = Rlimit {
            current: Some(10),
            maximum: None,
        };
        rustix::process::setrlimit(Resource::Fsize, small).unwrap();
        file.write_all(&[0; 10]).unwrap();
        let refused = file.write_all(&[0; 1]).unwrap_err();
        assert_eq!(refused.kind(), io::ErrorKind::FileTooLarge);
    }
}
