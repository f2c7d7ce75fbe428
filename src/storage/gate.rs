//! A file that is only looked at until it is known to be ours: writes wait in memory.
//!
//! Opening a database checks and repairs it, which writes. Behind the gate those writes, with
//! their lengths and syncs in order, reach the file only when the gate is opened; a file that is
//! refused stays as it was, bit for bit.

use std::io::{Error, ErrorKind, Result};
use std::ops::Bound;
use std::sync::{Arc, PoisonError, RwLock};

use redb::{BackendError, StorageBackend};

#[derive(Debug, Clone)]
enum Held {
    Write(u64, Vec<u8>),
    SetLen(u64),
    Sync,
}

#[derive(Debug)]
struct Journal {
    steps: Vec<Held>,
    length: u64,
    /// How long the file itself is: nothing changes it while the gate is closed.
    of_file: u64,
}

#[derive(Debug)]
struct Shared<B> {
    inner: B,
    /// `None` once the gate is open.
    journal: RwLock<Option<Journal>>,
}

/// A storage backend behind a gate.
#[derive(Debug)]
pub(in crate::storage) struct Gated<B>(Arc<Shared<B>>);

/// The other hand on the gate, kept by who decides.
#[derive(Debug)]
pub(in crate::storage) struct Gate<B>(Arc<Shared<B>>);

impl<B: StorageBackend> Gated<B> {
    /// Puts `inner` behind a closed gate.
    pub fn new(inner: B) -> Result<(Self, Gate<B>)> {
        let length = inner.len()?;
        let shared = Arc::new(Shared {
            inner,
            journal: RwLock::new(Some(Journal {
                steps: Vec::new(),
                length,
                of_file: length,
            })),
        });
        Ok((Self(Arc::clone(&shared)), Gate(shared)))
    }
}

impl<B: StorageBackend> Gate<B> {
    /// Performs what was held back, in its order; from now on everything passes at once.
    pub fn open(&self) -> Result<()> {
        let mut journal = self
            .0
            .journal
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(held) = journal.take() {
            for step in held.steps {
                match step {
                    Held::Write(offset, data) => self.0.inner.write(offset, &data)?,
                    Held::SetLen(length) => self.0.inner.set_len(length)?,
                    Held::Sync => self.0.inner.sync_data()?,
                }
            }
        }
        Ok(())
    }
}

impl<B: StorageBackend> Shared<B> {
    /// Notes the step if the gate is closed; returns whether it was.
    fn hold(&self, step: impl FnOnce(&mut Journal) -> Held) -> bool {
        let mut journal = self.journal.write().unwrap_or_else(PoisonError::into_inner);
        let Some(journal) = journal.as_mut() else {
            return false;
        };
        let step = step(journal);
        journal.steps.push(step);
        true
    }
}

impl Journal {
    /// Reads what the file would hold if every step had been performed.
    fn read(&self, inner: &impl StorageBackend, offset: u64, out: &mut [u8]) -> Result<()> {
        let end = offset.saturating_add(out.len() as u64);
        if end > self.length {
            return Err(Error::new(ErrorKind::UnexpectedEof, "read past the end"));
        }
        if self.steps.is_empty() {
            return inner.read(offset, out);
        }
        out.fill(0);
        let from_file = usize::try_from(self.of_file.saturating_sub(offset)).unwrap_or(usize::MAX);
        let from_file = from_file.min(out.len());
        if let Some(head) = out.get_mut(..from_file)
            && !head.is_empty()
        {
            inner.read(offset, head)?;
        }
        for step in &self.steps {
            match step {
                Held::Write(at, data) => lay_over(out, offset, *at, data),
                // What lies behind a cut is gone, even if the file grows again.
                Held::SetLen(length) => {
                    let kept = usize::try_from(length.saturating_sub(offset)).unwrap_or(usize::MAX);
                    if let Some(cut) = out.get_mut(kept..) {
                        cut.fill(0);
                    }
                }
                Held::Sync => {}
            }
        }
        Ok(())
    }
}

/// Copies the part of `data`, which lies at `at`, that falls into `out`, which lies at `offset`.
fn lay_over(out: &mut [u8], offset: u64, at: u64, data: &[u8]) {
    let skip_out = usize::try_from(at.saturating_sub(offset)).unwrap_or(usize::MAX);
    let skip_data = usize::try_from(offset.saturating_sub(at)).unwrap_or(usize::MAX);
    if let (Some(out), Some(data)) = (out.get_mut(skip_out..), data.get(skip_data..)) {
        for (to, from) in out.iter_mut().zip(data) {
            *to = *from;
        }
    }
}

impl<B: StorageBackend> StorageBackend for Gated<B> {
    fn len(&self) -> Result<u64> {
        let journal = self
            .0
            .journal
            .read()
            .unwrap_or_else(PoisonError::into_inner);
        match journal.as_ref() {
            Some(journal) => Ok(journal.length),
            None => self.0.inner.len(),
        }
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> Result<()> {
        let journal = self
            .0
            .journal
            .read()
            .unwrap_or_else(PoisonError::into_inner);
        match journal.as_ref() {
            Some(journal) => journal.read(&self.0.inner, offset, out),
            None => self.0.inner.read(offset, out),
        }
    }

    fn set_len(&self, length: u64) -> Result<()> {
        let held = self.0.hold(|journal| {
            journal.length = length;
            Held::SetLen(length)
        });
        if held {
            Ok(())
        } else {
            self.0.inner.set_len(length)
        }
    }

    fn sync_data(&self) -> Result<()> {
        if self.0.hold(|_| Held::Sync) {
            return Ok(());
        }
        self.0.inner.sync_data()
    }

    fn write(&self, offset: u64, data: &[u8]) -> Result<()> {
        let held = self.0.hold(|journal| {
            journal.length = journal.length.max(offset.saturating_add(data.len() as u64));
            Held::Write(offset, data.to_vec())
        });
        if held {
            Ok(())
        } else {
            self.0.inner.write(offset, data)
        }
    }

    fn close(&self) -> Result<()> {
        self.0.inner.close()
    }

    fn try_lock_range(
        &self,
        start: Bound<u64>,
        end: Bound<u64>,
    ) -> std::result::Result<bool, BackendError> {
        self.0.inner.try_lock_range(start, end)
    }

    fn try_lock_shared_range(
        &self,
        start: Bound<u64>,
        end: Bound<u64>,
    ) -> std::result::Result<bool, BackendError> {
        self.0.inner.try_lock_shared_range(start, end)
    }

    fn lock_range(
        &self,
        start: Bound<u64>,
        end: Bound<u64>,
    ) -> std::result::Result<(), BackendError> {
        self.0.inner.lock_range(start, end)
    }

    fn lock_shared_range(
        &self,
        start: Bound<u64>,
        end: Bound<u64>,
    ) -> std::result::Result<(), BackendError> {
        self.0.inner.lock_shared_range(start, end)
    }

    fn unlock_range(
        &self,
        start: Bound<u64>,
        end: Bound<u64>,
    ) -> std::result::Result<(), BackendError> {
        self.0.inner.unlock_range(start, end)
    }

    fn query_lock_range(
        &self,
        start: Bound<u64>,
        end: Bound<u64>,
    ) -> std::result::Result<bool, BackendError> {
        self.0.inner.query_lock_range(start, end)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use proptest::prelude::*;
    use redb::StorageBackend;

    use super::{Gated, Held};

    /// A disk of a few bytes that notes each step.
    #[derive(Debug, Clone, Default)]
    struct Disk(Arc<Mutex<(Vec<u8>, Vec<String>)>>);

    impl StorageBackend for Disk {
        fn len(&self) -> std::io::Result<u64> {
            Ok(self.0.lock().unwrap().0.len() as u64)
        }

        fn read(&self, offset: u64, out: &mut [u8]) -> std::io::Result<()> {
            let start = usize::try_from(offset).unwrap();
            out.copy_from_slice(&self.0.lock().unwrap().0[start..start + out.len()]);
            Ok(())
        }

        fn set_len(&self, length: u64) -> std::io::Result<()> {
            let mut disk = self.0.lock().unwrap();
            disk.0.resize(usize::try_from(length).unwrap(), 0);
            disk.1.push(format!("length {length}"));
            Ok(())
        }

        fn sync_data(&self) -> std::io::Result<()> {
            self.0.lock().unwrap().1.push("sync".to_owned());
            Ok(())
        }

        fn write(&self, offset: u64, data: &[u8]) -> std::io::Result<()> {
            let start = usize::try_from(offset).unwrap();
            let mut disk = self.0.lock().unwrap();
            let end = disk.0.len().max(start + data.len());
            disk.0.resize(end, 0);
            disk.0[start..start + data.len()].copy_from_slice(data);
            disk.1.push(format!("write {offset} {data:?}"));
            Ok(())
        }
    }

    fn step() -> impl Strategy<Value = Held> {
        let data = prop::collection::vec(1..=255_u8, 1..6usize);
        prop_oneof![
            4 => (0..24_u64, data).prop_map(|(offset, data)| Held::Write(offset, data)),
            2 => (0..32_u64).prop_map(Held::SetLen),
            1 => Just(Held::Sync),
        ]
    }

    fn perform(disk: &impl StorageBackend, step: &Held) {
        match step {
            Held::Write(offset, data) => disk.write(*offset, data).unwrap(),
            Held::SetLen(length) => disk.set_len(*length).unwrap(),
            Held::Sync => disk.sync_data().unwrap(),
        }
    }

    fn content(disk: &impl StorageBackend, from: u64) -> Vec<u8> {
        let length = disk.len().unwrap().saturating_sub(from);
        let mut out = vec![0xee; usize::try_from(length).unwrap()];
        disk.read(from.min(disk.len().unwrap()), &mut out).unwrap();
        out
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn a_gate_hides_every_step_until_it_opens_and_then_does_them_in_order(
            before in prop::collection::vec(any::<u8>(), 0..20usize),
            steps in prop::collection::vec(step(), 0..12usize),
            from in 0..8_u64,
        ) {
            let plain = Disk::default();
            plain.0.lock().unwrap().0.clone_from(&before);
            let beneath = Disk::default();
            beneath.0.lock().unwrap().0.clone_from(&before);
            let (gated, gate) = Gated::new(beneath.clone()).unwrap();
            for step in &steps {
                perform(&plain, step);
                perform(&gated, step);
                prop_assert_eq!(content(&gated, from), content(&plain, from));
            }
            prop_assert_eq!(content(&beneath, 0), before);
            prop_assert!(beneath.0.lock().unwrap().1.is_empty());
            gate.open().unwrap();
            prop_assert_eq!(&*beneath.0.lock().unwrap(), &*plain.0.lock().unwrap());
            perform(&gated, &Held::SetLen(3));
            prop_assert_eq!(beneath.len().unwrap(), 3);
        }
    }

    #[test]
    fn reading_past_the_end_is_an_error() {
        let (gated, _gate) = Gated::new(Disk::default()).unwrap();
        gated.set_len(4).unwrap();
        assert!(gated.read(2, &mut [0; 3]).is_err());
    }
}
