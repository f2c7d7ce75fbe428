//! Frames: a length, then so many bytes; limits checked before anything is allocated.

use std::io::{self, Read, Write};

/// The largest frame, in bytes (reliability 4.3).
pub const MOST: usize = 1024 * 1024;
/// The largest hello.
pub const MOST_HELLO: usize = 256;

/// Why a frame could not be read.
#[derive(Debug, thiserror::Error)]
pub enum FrameError {
    /// The other end closed between frames.
    #[error("closed")]
    Closed,
    /// Longer than allowed.
    #[error("frame of {0} bytes")]
    TooLong(usize),
    /// The bytes are not what they should be.
    #[error("{0}")]
    Garbled(String),
    /// The connection failed, or was cut in the middle of a frame.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// Writes one frame in one call to `to`.
pub fn write(to: &mut impl Write, body: &[u8]) -> Result<(), FrameError> {
    to.write_all(&framed(body)?)?;
    Ok(())
}

/// Returns the bytes of a frame.
pub fn framed(body: &[u8]) -> Result<Vec<u8>, FrameError> {
    if body.len() > MOST {
        return Err(FrameError::TooLong(body.len()));
    }
    let length = u32::try_from(body.len()).map_err(|_| FrameError::TooLong(body.len()))?;
    let mut bytes = Vec::with_capacity(body.len() + 4);
    bytes.extend_from_slice(&length.to_be_bytes());
    bytes.extend_from_slice(body);
    Ok(bytes)
}

/// Reads one frame of at most `most` bytes.
pub fn read(from: &mut impl Read, most: usize) -> Result<Vec<u8>, FrameError> {
    let mut length = [0; 4];
    let mut have = 0;
    while have < length.len() {
        match from.read(length.get_mut(have..).unwrap_or_default()) {
            Ok(0) if have == 0 => return Err(FrameError::Closed),
            Ok(0) => return Err(io::Error::from(io::ErrorKind::UnexpectedEof).into()),
            Ok(count) => have += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error.into()),
        }
    }
    let length = u32::from_be_bytes(length) as usize;
    if length > most {
        return Err(FrameError::TooLong(length));
    }
    let mut body = vec![0; length];
    from.read_exact(&mut body)?;
    Ok(body)
}

/// Encodes a message as a frame's body.
pub fn encode<T: minicbor::Encode<()>>(message: &T) -> Result<Vec<u8>, FrameError> {
    minicbor::to_vec(message).map_err(|error| FrameError::Garbled(error.to_string()))
}

/// Decodes a frame's body; bytes left over are an error.
pub fn decode<'b, T: minicbor::Decode<'b, ()>>(body: &'b [u8]) -> Result<T, FrameError> {
    let mut decoder = minicbor::Decoder::new(body);
    let message = decoder
        .decode()
        .map_err(|error| FrameError::Garbled(error.to_string()))?;
    if decoder.position() == body.len() {
        Ok(message)
    } else {
        Err(FrameError::Garbled(String::from("bytes left over")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_hold_at_their_edge() {
        for (length, fits) in [(MOST - 1, true), (MOST, true), (MOST + 1, false)] {
            assert_eq!(framed(&vec![7; length]).is_ok(), fits, "{length}");
        }
        let mut long = (u32::try_from(MOST).unwrap() + 1).to_be_bytes().to_vec();
        long.push(1);
        assert!(matches!(
            read(&mut long.as_slice(), MOST),
            Err(FrameError::TooLong(_))
        ));
    }

    #[test]
    fn a_cut_is_told_from_an_end() {
        assert!(matches!(
            read(&mut [].as_slice(), MOST),
            Err(FrameError::Closed)
        ));
        for cut in [&[0, 0][..], &[0, 0, 0, 2, 9][..]] {
            assert!(matches!(read(&mut &*cut, MOST), Err(FrameError::Io(_))));
        }
    }

    #[test]
    fn what_is_written_reads_back() {
        let mut bytes = Vec::new();
        write(&mut bytes, b"abc").unwrap();
        write(&mut bytes, b"").unwrap();
        let mut from = bytes.as_slice();
        assert_eq!(read(&mut from, MOST).unwrap(), b"abc");
        assert_eq!(read(&mut from, MOST).unwrap(), b"");
        assert!(matches!(read(&mut from, MOST), Err(FrameError::Closed)));
    }

    #[test]
    fn bytes_left_over_are_refused() {
        assert!(matches!(decode::<u8>(&[1, 2]), Err(FrameError::Garbled(_))));
        assert_eq!(decode::<u8>(&[1]).unwrap(), 1);
    }
}
