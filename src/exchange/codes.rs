//! What codes of a file mean, as our own words.

use serde::de::DeserializeOwned;
use serde::de::value::{Error, StrDeserializer};
use serde::{Deserialize, Serialize};

/// A set of words that codes of a file stand for.
pub trait Code: DeserializeOwned + Copy {
    /// The table of codes in the vocabulary.
    const TABLE: &'static str;

    /// The code with our word.
    fn from_word(word: &str) -> Option<Self> {
        Self::deserialize(StrDeserializer::<Error>::new(word)).ok()
    }
}

/// Defines the words of one table and ties them to it.
macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident $table:literal { $($(#[$word_doc:meta])* $word:ident,)* })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$word_doc])* $word,)* }

        impl Code for $name {
            const TABLE: &'static str = $table;
        }
    )*};
}

codes! {
    /// What a home is used for.
    RoomKind "kind" {
        /// Living.
        Dwelling,
        /// Work.
        Office,
        /// Living of an employer's people.
        Dormitory,
        /// Trade.
        Shop,
        /// A car.
        Parking,
    }
    /// How far a home is on its way from the builder to people who live there.
    State "state" {
        /// People live there.
        LivedIn,
        /// The builder's.
        Unsold,
        /// Keys handed over.
        HandedOver,
        /// Nobody lives there yet.
        NotMovedIn,
        /// Decorated.
        Decorated,
        /// Let (shops).
        Let,
        /// Sold (shops).
        Sold,
        /// Empty.
        Vacant,
        /// Being decorated.
        Decorating,
    }
    /// What a person is to a home.
    Role "role" {
        /// Owns it.
        Owner,
        /// Of the owner's family.
        Family,
        /// Rents it.
        Tenant,
        /// Stays for a time.
        Temporary,
    }
    /// As the file has it.
    Sex "sex" {
        /// Male.
        Male,
        /// Female.
        Female,
    }
    /// Yes or no.
    Answer "answer" {
        /// Yes.
        Yes,
        /// No.
        No,
    }
    /// How a fee is worked out.
    Formula "formula" {
        /// Area times price, plus the fixed amount.
        PerArea,
        /// The fixed amount.
        Fixed,
    }
    /// How often a fee comes.
    Recurrence "recurrence" {
        /// Again and again.
        Periodic,
        /// Once.
        Once,
    }
    /// Where a parking space lies.
    Place "place" {
        /// Above ground.
        AboveGround,
        /// Underground.
        Underground,
    }
    /// What stands in a parking space.
    Vehicle "vehicle" {
        /// A car.
        Car,
        /// A coach.
        Coach,
        /// A truck.
        Truck,
    }
    /// How a parking space is held.
    Tenure "tenure" {
        /// Rented.
        Let,
        /// Bought.
        Sold,
    }
}

/// Tells whether any table has this word, for the faults of a mapping.
pub fn is_known_word(word: &str) -> bool {
    fn has<C: Code>(word: &str) -> bool {
        C::from_word(word).is_some()
    }
    let tables: [fn(&str) -> bool; 10] = [
        has::<RoomKind>,
        has::<State>,
        has::<Role>,
        has::<Sex>,
        has::<Answer>,
        has::<Formula>,
        has::<Recurrence>,
        has::<Place>,
        has::<Vehicle>,
        has::<Tenure>,
    ];
    tables.iter().any(|has| has(word))
}

#[cfg(test)]
mod tests {
    use super::{Code, RoomKind, State, is_known_word};
    use crate::exchange::vocabulary::vocabulary;

    #[test]
    fn codes_have_words() {
        let word = vocabulary().code(RoomKind::TABLE, "110").unwrap();
        assert_eq!(RoomKind::from_word(word), Some(RoomKind::Dwelling));
        let word = vocabulary().code(State::TABLE, " 2005 ").unwrap();
        assert_eq!(State::from_word(word), Some(State::Decorated));
        assert_eq!(RoomKind::from_word("castle"), None);
    }

    #[test]
    fn every_shipped_word_is_known() {
        let text = include_str!("vocabulary.toml");
        let table: toml::Table = toml::from_str(text).unwrap();
        for codes in table["codes"].as_table().unwrap().values() {
            for word in codes.as_table().unwrap().values() {
                assert!(is_known_word(word.as_str().unwrap()), "{word:?}");
            }
        }
    }
}
