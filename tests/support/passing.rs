//! What a store in front of another one hands on unchanged: each test writes only what its own does otherwise.

/// The named methods of `ReadTx`, `WriteTx` and `CommitTx`, handed on to the transaction in a field.
macro_rules! hand_on {
    ($inner:ident: $($method:ident),+) => {
        $(crate::support::passing::hand_on!(@$method $inner);)+
    };
    (@get $inner:ident) => {
        fn get(
            &self,
            collection: frontdesk::storage::Collection,
            key: &[u8],
        ) -> frontdesk::storage::Result<Option<Vec<u8>>> {
            self.$inner.get(collection, key)
        }
    };
    (@scan $inner:ident) => {
        fn scan(
            &self,
            collection: frontdesk::storage::Collection,
            range: frontdesk::storage::KeyRange<'_>,
            direction: frontdesk::storage::Direction,
            visit: &mut frontdesk::storage::Visit<'_>,
        ) -> frontdesk::storage::Result<()> {
            self.$inner.scan(collection, range, direction, visit)
        }
    };
    (@put $inner:ident) => {
        fn put(
            &mut self,
            collection: frontdesk::storage::Collection,
            key: &[u8],
            value: &[u8],
        ) -> frontdesk::storage::Result<()> {
            self.$inner.put(collection, key, value)
        }
    };
    (@delete $inner:ident) => {
        fn delete(
            &mut self,
            collection: frontdesk::storage::Collection,
            key: &[u8],
        ) -> frontdesk::storage::Result<()> {
            self.$inner.delete(collection, key)
        }
    };
    (@commit $inner:ident) => {
        fn commit(self: Box<Self>) -> frontdesk::storage::Result<()> {
            self.$inner.commit()
        }
    };
    (@as_read $inner:ident) => {
        fn as_read(&self) -> &dyn frontdesk::storage::ReadTx {
            self.$inner.as_read()
        }
    };
}
pub(crate) use hand_on;
