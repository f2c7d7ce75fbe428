//! Asks for a PIN: on the terminal without showing it, from a script as a line of standard input.

use std::io::{self, BufRead, IsTerminal, Read, Write};

use rustix::termios::{LocalModes, OptionalActions, Termios, tcgetattr, tcsetattr};

use crate::cli::spoken::Spoken;
use crate::domain::safe_text::SafeText;
use crate::domain::secret::wipe;
use crate::terminal::charset::Charset;
use crate::wire::Pin;

/// The longest secret read, in bytes.
const MOST: u64 = 256;
/// Room for all of them, so that no copy stays behind where there was too little.
const ROOM: usize = 256;

/// Where secrets come from.
pub trait Secrets {
    /// Asks for one.
    fn ask(&mut self, prompt: &str) -> io::Result<Pin>;
}

/// Standard input, be it a terminal or not.
#[derive(Debug, Clone, Copy, Default)]
pub struct StandardInput {
    /// What the terminal speaks.
    pub charset: Charset,
}

impl Secrets for StandardInput {
    fn ask(&mut self, prompt: &str) -> io::Result<Pin> {
        let input = io::stdin();
        if !input.is_terminal() {
            return line(&mut input.lock());
        }
        let mut output = Spoken::new(io::stderr(), io::stderr().is_terminal(), self.charset);
        // Before the prompt: who answers at once must not see the answer on the screen.
        let quiet = Quiet::begin()?;
        write!(output, "{} ", SafeText::shown(prompt))?;
        output.flush()?;
        let secret = typed(&mut input.lock());
        drop(quiet);
        output.write_all(b"\n")?;
        secret
    }
}

/// The terminal shows nothing of what is typed and gives us every key, until this is dropped.
struct Quiet(Termios);

impl Quiet {
    fn begin() -> io::Result<Self> {
        let before = tcgetattr(io::stdin())?;
        let mut quiet = before.clone();
        quiet.local_modes -= LocalModes::ECHO | LocalModes::ICANON | LocalModes::ISIG;
        tcsetattr(io::stdin(), OptionalActions::Flush, &quiet)?;
        Ok(Self(before))
    }
}

impl Drop for Quiet {
    fn drop(&mut self) {
        let _ = tcsetattr(io::stdin(), OptionalActions::Now, &self.0);
    }
}

/// Reads one line; an empty input is no secret.
fn line(from: &mut impl BufRead) -> io::Result<Pin> {
    let mut text = String::with_capacity(ROOM);
    if from.take(MOST).read_line(&mut text)? == 0 {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    let pin = Pin::from(text.trim_end_matches(['\r', '\n']));
    wipe(&mut text);
    Ok(pin)
}

/// Reads keys to the end of the line; interrupt and end of input give up.
fn typed(from: &mut impl Read) -> io::Result<Pin> {
    let mut bytes = Vec::with_capacity(ROOM);
    let mut key = [0];
    loop {
        if from.read(&mut key)? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        match key[0] {
            b'\r' | b'\n' => break,
            0x03 | 0x04 | 0x1c => return Err(io::ErrorKind::Interrupted.into()),
            0x08 | 0x7f => {
                bytes.pop();
            }
            0x15 => bytes.clear(),
            byte if bytes.len() < ROOM => bytes.push(byte),
            _ => {}
        }
    }
    String::from_utf8(bytes)
        .map(Pin::from)
        .map_err(|_| io::ErrorKind::InvalidData.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_gives_a_line() {
        let mut input: &[u8] = b"123456\r\n7890\n";
        assert_eq!(line(&mut input).unwrap().as_str(), "123456");
        assert_eq!(line(&mut input).unwrap().as_str(), "7890");
        assert!(line(&mut input).is_err());
    }

    #[test]
    fn keys_are_read_to_the_end_of_the_line() {
        let of = |keys: &[u8]| typed(&mut &*keys).ok().map(|pin| pin.as_str().to_owned());
        assert_eq!(of(b"12\x7f34\r"), Some("134".to_owned()));
        assert_eq!(of(b"99\x151\n"), Some("1".to_owned()));
        assert_eq!(of(b"12\x03"), None);
        assert_eq!(of(b"12"), None);
    }
}
