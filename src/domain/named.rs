//! Closed sets of names: one macro for the enums that are stored as small numbers and spoken as words.

/// Declares an enum whose variants have a stored number (never reused) and a stable spoken name.
///
/// Gives `ALL`, `name()`, `from_name()`, and minicbor encoding as the number; an unknown number
/// is a decode error, never a guess.
#[macro_export]
macro_rules! named {
    ($(#[$meta:meta])* $vis:vis enum $enum:ident { $($(#[$vmeta:meta])* $variant:ident = $number:literal $name:literal,)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $vis enum $enum { $($(#[$vmeta])* $variant = $number,)* }

        impl $enum {
            /// Every variant, in order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];
            /// Every spoken name, in the same order.
            pub const NAMES: &'static [&'static str] = &[$($name,)*];

            /// The stable name used on the command line, in JSON and in the word files.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// Returns the variant with this spoken name.
            pub fn from_name(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$variant),)* _ => None }
            }
        }

        impl<C> minicbor::Encode<C> for $enum {
            fn encode<W: minicbor::encode::Write>(
                &self,
                e: &mut minicbor::Encoder<W>,
                _: &mut C,
            ) -> Result<(), minicbor::encode::Error<W::Error>> {
                e.u16(*self as u16)?;
                Ok(())
            }
        }

        impl<'b, C> minicbor::Decode<'b, C> for $enum {
            fn decode(
                d: &mut minicbor::Decoder<'b>,
                _: &mut C,
            ) -> Result<Self, minicbor::decode::Error> {
                match d.u16()? {
                    $($number => Ok(Self::$variant),)*
                    _ => Err(minicbor::decode::Error::message(concat!("unknown ", stringify!($enum)))),
                }
            }
        }
    };
}
