//! What the system says of a file, in words.

use std::borrow::Cow;
use std::io::{self, ErrorKind};

use crate::locale::Words;

/// The usual answers of the system and the key of their words.
const CAUSES: [(ErrorKind, &str); 13] = [
    (ErrorKind::NotFound, "io-not-found"),
    (ErrorKind::PermissionDenied, "io-permission"),
    (ErrorKind::AlreadyExists, "io-exists"),
    (ErrorKind::IsADirectory, "io-folder"),
    (ErrorKind::NotADirectory, "io-no-folder"),
    (ErrorKind::StorageFull, "io-full"),
    (ErrorKind::QuotaExceeded, "io-quota"),
    (ErrorKind::ReadOnlyFilesystem, "io-read-only"),
    (ErrorKind::FileTooLarge, "io-large"),
    (ErrorKind::InvalidData, "io-no-text"),
    (ErrorKind::ConnectionRefused, "io-nobody"),
    (ErrorKind::TimedOut, "io-timeout"),
    (ErrorKind::UnexpectedEof, "io-ended"),
];

/// What went wrong: a key of the word files, or what the system calls it.
pub fn cause(error: &io::Error) -> String {
    let known = CAUSES.iter().find(|(kind, _)| *kind == error.kind());
    known.map_or_else(|| plain(&error.to_string()), |(_, key)| (*key).to_owned())
}

/// A cause in words; what is no key stands for itself.
pub fn cause_in<'t>(words: &'t Words, cause: &'t str) -> Cow<'t, str> {
    let number = cause
        .split_once(" (os error ")
        .and_then(|(_, rest)| rest.split_once(')'))
        .and_then(|(number, _)| number.parse().ok());
    if let Some(number) = number {
        let said = self::cause(&io::Error::from_raw_os_error(number));
        return Cow::Owned(cause_in(words, &said).into_owned());
    }
    let known = CAUSES
        .iter()
        .find(|(kind, key)| *key == cause || io::Error::from(*kind).to_string() == cause);
    known
        .and_then(|(_, key)| words.find(key))
        .unwrap_or(Cow::Borrowed(cause))
}

/// Without the number nobody needs.
fn plain(text: &str) -> String {
    let end = text.find(" (os error").unwrap_or(text.len());
    text.get(..end).unwrap_or(text).to_owned()
}

#[cfg(test)]
mod tests {
    use super::{CAUSES, cause, cause_in};
    use crate::locale::{Language, Words};
    use std::io;

    #[test]
    fn what_the_system_says_is_told_in_words() {
        let words = Words::load(Language::En);
        let missing = cause(&io::Error::from_raw_os_error(2));
        assert!(!cause_in(&words, &missing).contains("os error"));
        assert_ne!(cause_in(&words, &missing), missing);
        // Also where only its text came through.
        let text = io::Error::from_raw_os_error(28).to_string();
        assert_eq!(cause_in(&words, &text), words.get("io-full"));
        assert_eq!(
            cause_in(&words, "not a directory"),
            words.get("io-no-folder")
        );
        assert_eq!(cause_in(&words, "whatever"), "whatever");
        let strange = cause(&io::Error::from_raw_os_error(71));
        assert!(!strange.contains("os error"), "{strange}");
        assert_eq!(cause_in(&words, &strange), strange);
        for (_, key) in CAUSES {
            assert_ne!(cause_in(&words, key), key);
        }
    }
}
