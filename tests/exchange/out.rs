//! REL S5 and S6: what we write comes back as it was, and never lands where it should not.

use std::fs;
use std::io;
use std::os::unix::fs::{MetadataExt, symlink};

use frontdesk::exchange::outfile::{OutFault, write};
use frontdesk::exchange::sheet::Cell;
use frontdesk::exchange::table::{Table, Value};
use frontdesk::exchange::{csv_out, xlsx_out};

use super::fixtures::{guard, opened, read_text, texts};

fn table() -> Table {
    let texts = [
        "=1+1",
        "+86 170",
        "-5",
        "@x",
        "\tx",
        "\u{ff1d}1",
        "'=1",
        "'plain",
        "张三",
        "a,\"b\"",
        "two\nlines",
        "=cmd|' /C calc'!A0",
    ];
    let row = |text: &&str| {
        vec![
            Value::Text((*text).to_owned()),
            Value::Number("-12.5".to_owned()),
            Value::Empty,
        ]
    };
    Table {
        name: "表".to_owned(),
        columns: vec!["=文".to_owned(), "数".to_owned(), "空".to_owned()],
        rows: texts.iter().map(row).collect(),
    }
}

fn wanted() -> Vec<Vec<String>> {
    let table = table();
    let rows = table.rows.iter().map(|row| {
        let Value::Text(text) = &row[0] else { panic!() };
        vec![text.trim().to_owned(), "-12.5".to_owned()]
    });
    std::iter::once(table.columns.clone()).chain(rows).collect()
}

#[test]
fn text_comes_back_from_a_text_file() {
    let mut bytes = Vec::new();
    csv_out::write(&table(), &mut bytes).unwrap();
    assert!(bytes.starts_with(b"\xEF\xBB\xBF'=\xE6\x96\x87,"));
    let text = String::from_utf8(bytes.clone()).unwrap();
    for field in ["'=1+1,-12.5,", "'@x,", "'\u{ff1d}1,", "''=1,"] {
        assert!(text.contains(field), "{field}");
    }
    assert_eq!(texts(&read_text(&bytes).unwrap()), wanted());
}

#[test]
fn text_comes_back_from_a_workbook() {
    let mut bytes = Vec::new();
    xlsx_out::write(&table(), &mut bytes).unwrap();
    let read = guard().read(&bytes).unwrap();
    assert_eq!(read.sheets[0].name, "表");
    assert_eq!(texts(&read), wanted());
    assert_eq!(
        read.sheets[0].rows[1].cells[0],
        Cell::Text("=1+1".to_owned())
    );
    assert_eq!(
        read.sheets[0].rows[1].cells[1],
        Cell::Number("-12.5".to_owned())
    );
}

#[test]
fn long_numbers_keep_their_digits() {
    let number = "999999199001010002".to_owned();
    let row = vec![Value::Number(number.clone())];
    let table = Table {
        name: String::new(),
        columns: vec!["n".to_owned()],
        rows: vec![row],
    };
    let mut bytes = Vec::new();
    xlsx_out::write(&table, &mut bytes).unwrap();
    assert_eq!(texts(&guard().read(&bytes).unwrap())[1], [number]);
}

fn put(text: &'static [u8]) -> impl FnOnce(&mut (dyn io::Write + Send)) -> io::Result<()> {
    move |out| out.write_all(text)
}

#[test]
fn a_file_appears_whole_and_private() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("out.csv");
    write(&path, false, put(b"one")).unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"one");
    assert_eq!(fs::metadata(&path).unwrap().mode() & 0o777, 0o600);
    assert!(matches!(
        write(&path, false, put(b"two")),
        Err(OutFault::Exists)
    ));
    assert_eq!(fs::read(&path).unwrap(), b"one");
    write(&path, true, put(b"two")).unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"two");
    let failed = write(&path, true, |out| {
        out.write_all(b"half")?;
        Err(io::Error::from(io::ErrorKind::StorageFull))
    });
    assert!(matches!(failed, Err(OutFault::Io(_))));
    assert_eq!(fs::read(&path).unwrap(), b"two");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    // Somebody puts a file there while ours is being written.
    let late = folder.path().join("late.csv");
    let raced = write(&late, false, |out| {
        fs::write(&late, b"theirs")?;
        out.write_all(b"ours")
    });
    assert!(matches!(raced, Err(OutFault::Exists)));
    assert_eq!(fs::read(&late).unwrap(), b"theirs");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
}

#[test]
fn links_folders_and_pipes_are_never_written() {
    let folder = tempfile::tempdir().unwrap();
    let precious = folder.path().join("precious");
    fs::write(&precious, b"precious").unwrap();
    let link = folder.path().join("link");
    symlink(&precious, &link).unwrap();
    let dangling = folder.path().join("dangling");
    symlink(folder.path().join("nowhere"), &dangling).unwrap();
    let pipe = folder.path().join("pipe");
    rustix::fs::mknodat(
        rustix::fs::CWD,
        &pipe,
        rustix::fs::FileType::Fifo,
        0o600.into(),
        0,
    )
    .unwrap();
    for path in [&link, &dangling, &pipe, &folder.path().to_owned()] {
        for replace in [false, true] {
            let refused = write(path, replace, put(b"x"));
            assert!(matches!(refused, Err(OutFault::NotAFile)), "{path:?}");
        }
    }
    assert_eq!(fs::read(&precious).unwrap(), b"precious");
    assert!(matches!(
        write("..".as_ref(), false, put(b"x")),
        Err(OutFault::NotAFile | OutFault::NoName)
    ));
    let nowhere = folder.path().join("no/such/folder/x.csv");
    assert!(matches!(
        write(&nowhere, false, put(b"x")),
        Err(OutFault::Io(_))
    ));
}

#[test]
fn an_exported_file_can_be_opened_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("out.xlsx");
    write(&path, false, |out| xlsx_out::write(&table(), out)).unwrap();
    assert_eq!(texts(&opened(&path).unwrap().workbook), wanted());
}
