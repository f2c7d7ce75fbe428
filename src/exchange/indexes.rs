//! Looks at the XML of a sheet as it goes by: a cell that names a shared text must name it by a number.
//!
//! The library that reads workbooks takes anything else for the first of the shared texts, which is some other cell's. It
//! also makes room for as many shared texts as a file declares to have, before it has seen one.

/// Bytes of a tag that are looked at.
const TAG: usize = 256;
/// Digits of an index; more shared texts than that fit in no workbook.
const DIGITS: usize = 10;
/// Digits of how many shared texts a file declares to have; there are no more cells than that.
const COUNT_DIGITS: usize = 7;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Within {
    Text,
    Tag,
    /// The value of a cell that names a shared text; so many digits so far.
    Index(usize),
}

/// What was seen so far; the pieces may be cut anywhere.
#[derive(Debug)]
pub struct Indexes {
    within: Within,
    tag: Vec<u8>,
    /// The cell names a shared text.
    shared: bool,
    wrong: bool,
}

impl Indexes {
    /// Nothing so far.
    pub const fn new() -> Self {
        Self {
            within: Within::Text,
            tag: Vec::new(),
            shared: false,
            wrong: false,
        }
    }

    /// Looks at the next piece.
    pub fn look(&mut self, piece: &[u8]) {
        for byte in piece {
            self.within = match (self.within, *byte) {
                (Within::Text | Within::Index(_), b'<') => {
                    self.tag.clear();
                    Within::Tag
                }
                (Within::Text, _) => Within::Text,
                (Within::Tag, b'>') => self.after_tag(),
                (Within::Tag, other) => {
                    if self.tag.len() < TAG {
                        self.tag.push(other);
                    }
                    Within::Tag
                }
                (Within::Index(digits), other) => {
                    self.wrong |= !other.is_ascii_digit() || digits == DIGITS;
                    Within::Index(digits + 1)
                }
            };
        }
    }

    /// Whether a shared text was named by anything but a number, or more of them declared than can be.
    pub const fn are_wrong(&self) -> bool {
        self.wrong
    }

    fn after_tag(&mut self) -> Within {
        let ends = |byte: &u8| byte.is_ascii_whitespace() || *byte == b'/';
        let name = self.tag.split(ends).next().unwrap_or_default();
        let local = name.rsplit(|byte| *byte == b':').next();
        match local {
            Some(b"c") => {
                let bare: Vec<u8> = self
                    .tag
                    .iter()
                    .copied()
                    .filter(|b| !b.is_ascii_whitespace())
                    .collect();
                let has = |kind: &[u8]| memchr::memmem::find(&bare, kind).is_some();
                self.shared = !bare.ends_with(b"/") && (has(b"t=\"s\"") || has(b"t='s'"));
                Within::Text
            }
            Some(b"v") if self.shared && !self.tag.ends_with(b"/") => Within::Index(0),
            Some(b"sst") => {
                let mut runs = self.tag.split(|byte| !byte.is_ascii_digit());
                self.wrong |= runs.any(|run| run.len() > COUNT_DIGITS);
                Within::Text
            }
            _ => Within::Text,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Indexes;

    fn wrong(xml: &str) -> bool {
        let whole = {
            let mut seen = Indexes::new();
            seen.look(xml.as_bytes());
            seen.are_wrong()
        };
        // Cut anywhere it is the same.
        let mut seen = Indexes::new();
        xml.as_bytes().iter().for_each(|byte| seen.look(&[*byte]));
        assert_eq!(seen.are_wrong(), whole, "{xml}");
        whole
    }

    #[test]
    fn an_index_is_a_number() {
        for xml in [
            "<c r=\"A1\" t=\"s\"><v>12</v></c><c r=\"B1\"><v>-1.5</v></c>",
            "<x:c t='s'><x:v>0</x:v></x:c>",
            "<c t=\"s\"/><v>x</v>",
            "<c t=\"str\"><v>x</v></c>",
            "<cols><col min=\"1\"/></cols>",
            "<sst xmlns=\"http://x/2006/main\" count=\"9999999\">",
        ] {
            assert!(!wrong(xml), "{xml}");
        }
        assert!(wrong("<sst uniqueCount=\"4294967295\">"));
        for value in ["-1", "x", " 1", "1e3", "18446744073709551616", "&#48;"] {
            let xml = format!("<c  t = \"s\" r=\"A1\">\n<v>{value}</v></c>");
            assert!(wrong(&xml), "{xml}");
        }
    }
}
