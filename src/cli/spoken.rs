//! What is printed on a terminal that does not speak UTF-8, and what is typed there after the program's name.

use std::ffi::OsString;
use std::io::{self, Write};
use std::os::unix::ffi::OsStringExt;
use std::path::Path;

use crate::terminal::charset::Charset;

/// Turns the UTF-8 written to it into what the terminal speaks.
#[derive(Debug)]
pub struct Spoken<W> {
    inner: W,
    charset: Charset,
    /// The beginning of a character whose rest has not been written yet.
    half: Vec<u8>,
}

impl<W: Write> Spoken<W> {
    /// Writes to `inner`: for a terminal in its encoding, for anything else as it is.
    pub fn new(inner: W, is_terminal: bool, charset: Charset) -> Self {
        Self {
            inner,
            charset: if is_terminal { charset } else { Charset::Utf8 },
            half: Vec::new(),
        }
    }
}

impl<W: Write> Write for Spoken<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if !self.charset.is_gb() {
            return self.inner.write(bytes);
        }
        self.half.extend_from_slice(bytes);
        let whole = match std::str::from_utf8(&self.half) {
            Err(fault) if fault.error_len().is_none() => fault.valid_up_to(),
            _ => self.half.len(),
        };
        let rest = self.half.split_off(whole);
        let text = String::from_utf8_lossy(&self.half);
        let coded = self.charset.encode(&text);
        self.half = rest;
        self.inner.write_all(&coded)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

/// An argument as it was meant: typed in the terminal's encoding, unless it is text already or names a file that is there.
pub fn heard(argument: OsString, charset: Charset) -> OsString {
    if !charset.is_gb() || argument.to_str().is_some() || Path::new(&argument).exists() {
        return argument;
    }
    charset.decode(&argument.into_vec(), true).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(is_terminal: bool, charset: Charset) -> Vec<u8> {
        let mut out = Vec::new();
        let mut spoken = Spoken::new(&mut out, is_terminal, charset);
        for byte in "王 3-2-1201\n".as_bytes() {
            spoken.write_all(&[*byte]).unwrap();
        }
        out
    }

    #[test]
    fn a_terminal_is_spoken_to_in_its_encoding_and_a_file_in_utf8() {
        assert_eq!(said(true, Charset::Gbk), b"\xcd\xf5 3-2-1201\n");
        assert_eq!(said(false, Charset::Gbk), "王 3-2-1201\n".as_bytes());
        assert_eq!(said(true, Charset::Unsaid), "王 3-2-1201\n".as_bytes());
    }

    #[test]
    fn an_argument_is_heard_in_it() {
        let typed = || OsString::from_vec(b"\xcd\xf5".to_vec());
        assert_eq!(heard(typed(), Charset::Gb18030), "王");
        assert_eq!(heard(typed(), Charset::Utf8), typed());
        assert_eq!(heard("王".into(), Charset::Gbk), "王");
    }
}
