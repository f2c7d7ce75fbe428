//! Printing records for ourselves: their ids, never what they say of people (reliability D25).

/// Gives a record a `Debug` of the fields named and nothing else: `Ticket { id: TicketId(4), .. }`.
macro_rules! redacted {
    ($record:ty: $($field:ident),+) => {
        impl std::fmt::Debug for $record {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_struct(stringify!($record))
                    $(.field(stringify!($field), &self.$field))+
                    .finish_non_exhaustive()
            }
        }
    };
}

pub(crate) use redacted;

#[cfg(test)]
mod tests {
    #[test]
    fn only_what_is_named_is_printed() {
        struct Caller {
            id: u64,
            phone: &'static str,
        }
        redacted!(Caller: id);
        let caller = Caller {
            id: 4,
            phone: "13812345678",
        };
        assert_eq!(format!("{caller:?}"), "Caller { id: 4, .. }");
        assert_eq!(caller.phone.len(), 11);
    }
}
