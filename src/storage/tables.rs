//! Every collection and index: name, key and value, in one screen.

/// Declares the collections once: variant, stored name.
macro_rules! collections {
    ($($variant:ident $name:literal, $doc:literal;)*) => {
        /// A named ordered map of bytes.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Collection { $(#[doc = $doc] $variant,)* }
        impl Collection {
            /// All collections, in the order of their declaration.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];
            /// The name it is stored under; never changed once released.
            pub const fn name(self) -> &'static str { match self { $(Self::$variant => $name,)* } }
        }
    };
}

collections! {
    Meta "meta", "schema, minimum reader, epoch, birthday, chain head: name -> bytes, checksum";
    Counters "counters", "numbers given out, figures kept, ids: class u8, key -> i64, checksum";
    Records "records", "every record but the ones below: kind u8, id u64 -> envelope";
    Index "index", "kept by record.rs: index u8, key…, kind u8, id u64 -> empty";
    Entries "entries", "ledger entries, append-only: kind u8, id u64 -> envelope";
    Events "events", "audit lines, append-only: seq u64 -> hash of 32 bytes, canonical bytes, checksum";
    EventsByActor "events_by_actor", "staff u64, seq u64 -> empty";
    EventsOf "events_of", "kind u8, id u64, seq u64 -> empty";
    EventValues "event_values", "personal values an audit line digests: seq u64 -> values, checksum";
    Undo "undo", "before-images of what seq changed: seq u64 -> images, checksum";
    Requests "requests", "request id of 16 bytes -> body hash, answer, checksum";
    RequestsByDay "requests_by_day", "day i32, request id of 16 bytes -> empty, for expiry";
    Drafts "drafts", "staff u64, draft id of 16 bytes -> draft, checksum";
}

impl Collection {
    /// Those whose values are sealed without being numbers or rows about the file (`envelope::put_sealed`).
    pub const SEALED: &[Self] = &[
        Self::Events,
        Self::EventValues,
        Self::Undo,
        Self::Requests,
        Self::Drafts,
    ];
}
