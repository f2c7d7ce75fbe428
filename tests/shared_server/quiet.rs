//! What the store puts off is done when it is quiet, without anybody asking, and is the same before and after.

use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};

use frontdesk::storage::{CommitTx, ReadTx, Result, Store, check, kept};

use super::acts::{founded, phrase};
use crate::crash::workload::digest;
use crate::support::counter::Counter;

/// A store that tells when it has been tidied.
struct Telling {
    store: Arc<dyn Store>,
    told: Sender<[[u8; 32]; 2]>,
}

impl Store for Telling {
    fn read(&self) -> Result<Box<dyn ReadTx + '_>> {
        self.store.read()
    }

    fn write(&self) -> Result<Box<dyn CommitTx + '_>> {
        self.store.write()
    }

    fn has_put_off(&self) -> bool {
        self.store.has_put_off()
    }

    fn tidy(&self) -> Result<()> {
        let before = digest(&*self.store.read()?)?;
        self.store.tidy()?;
        assert!(!self.store.has_put_off());
        let tx = self.store.read()?;
        assert!(check::verify(&*tx, kept::KINDS)?.is_clean());
        self.told.send([before, digest(&*tx)?]).unwrap();
        Ok(())
    }
}

#[test]
fn a_quiet_server_puts_everything_in_its_place() {
    let (told, quiet) = channel();
    let (lend, borrowed) = channel();
    let mut counter = Counter::closed();
    counter
        .start_with(|options| {
            // Some small commands are more than half of it.
            options.store.waiting_bytes = 32 << 10;
            let (told, lend) = (told.clone(), lend.clone());
            options.wrap = Some(Box::new(move |store| {
                lend.send(Arc::clone(&store)).unwrap();
                Arc::new(Telling { store, told })
            }));
        })
        .unwrap();
    let mut desk = counter.desk();
    founded(&mut desk);
    let store = borrowed.recv().unwrap();
    let mut number = 0;
    while !store.has_put_off() {
        number += 1;
        desk.done(&phrase(&format!("您好 {number}")));
    }
    drop(store);
    // Nobody asks anything more.
    let [before, after] = quiet.recv().unwrap();
    assert_eq!(before, after);
    desk.done(&phrase("再见"));
}
