//! The first frame each way; its form never changes, so that any two builds can say why they part.

/// What both ends begin with.
const MAGIC: &[u8; 10] = b"frontdesk\n";

/// The protocol: another major number is refused, a higher minor one only adds.
pub const MAJOR: u16 = 1;
/// What was added since the major number.
pub const MINOR: u16 = 0;

/// A hello: `frontdesk\n`, major u16, minor u16, status u8, then the build as UTF-8.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hello {
    pub major: u16,
    pub minor: u16,
    pub status: Status,
    /// The program's version.
    pub build: String,
}

crate::named! {
    /// How the server answers a hello; a client always says `Ok`.
    pub enum Status {
        Ok = 0 "ok",
        /// The protocol is another; whoever is older must restart.
        Protocol = 1 "protocol",
        /// This account is in nobody's list.
        Account = 2 "account",
        /// Too many terminals.
        Full = 3 "full",
        /// The server is stopping.
        Stopping = 4 "stopping",
    }
}

impl Hello {
    /// This build's hello.
    pub fn ours(status: Status) -> Self {
        Self {
            major: MAJOR,
            minor: MINOR,
            status,
            build: env!("CARGO_PKG_VERSION").to_owned(),
        }
    }

    /// Its bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend_from_slice(&self.major.to_be_bytes());
        bytes.extend_from_slice(&self.minor.to_be_bytes());
        bytes.push(u8::try_from(self.status as u16).unwrap_or(u8::MAX));
        bytes.extend(self.build.bytes().take(100));
        bytes
    }

    /// Reads a hello; `None` if it is not one of ours.
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        let rest = bytes.strip_prefix(MAGIC)?;
        let (major, rest) = rest.split_first_chunk::<2>()?;
        let (minor, rest) = rest.split_first_chunk::<2>()?;
        let (status, build) = rest.split_first()?;
        Some(Self {
            major: u16::from_be_bytes(*major),
            minor: u16::from_be_bytes(*minor),
            status: Status::ALL
                .iter()
                .copied()
                .find(|s| *s as u16 == u16::from(*status))?,
            build: std::str::from_utf8(build)
                .ok()?
                .chars()
                .filter(|c| !c.is_control())
                .collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bytes_of_a_hello_never_change() {
        let hello = Hello {
            major: 1,
            minor: 0,
            status: Status::Protocol,
            build: "0.1.0".into(),
        };
        assert_eq!(hello.to_bytes(), b"frontdesk\n\x00\x01\x00\x00\x010.1.0");
        assert_eq!(Hello::parse(&hello.to_bytes()), Some(hello));
    }

    #[test]
    fn other_protocols_are_not_taken_for_ours() {
        for other in [
            &b""[..],
            b"GET / HTTP/1.1\r\n\r\n",
            b"\x16\x03\x01\x02\x00",
            b"frontdesk\n\x00\x01\x00",
            b"frontdesk\n\x00\x01\x00\x00\x09x",
        ] {
            assert_eq!(Hello::parse(other), None);
        }
    }
}
