//! REL I3: every encoding and dialect is read right or refused with its place; never a wrong character in silence.

use encoding_rs::{BIG5, EUC_JP, EUC_KR, GB18030, GBK, SHIFT_JIS, WINDOWS_1252};
use frontdesk::exchange::refusal::Refusal;

use super::fixtures::{read_text, texts};

const TEXT: &str = "楼栋号,单元编号,总层数,是否有电梯\n1,1,33,有\n2,1,18,无\n";
const OWNERS: &str =
    "编号,业主名称,性别,手机号\n1,褚静,女,17000000001\n2,欧阳秀敏,男,17000000003\n";

fn utf16(text: &str, high_first: bool, mark: bool) -> Vec<u8> {
    let mark = mark.then_some('\u{feff}');
    let text: String = mark.into_iter().chain(text.chars()).collect();
    let bytes = |unit: u16| {
        if high_first {
            unit.to_be_bytes()
        } else {
            unit.to_le_bytes()
        }
    };
    text.encode_utf16().flat_map(bytes).collect()
}

fn rows(text: &str) -> Vec<Vec<String>> {
    text.lines()
        .map(|line| line.split(',').map(str::to_owned).collect())
        .collect()
}

#[test]
fn what_can_be_read_is_read_right() {
    let rare = "业主名称,手机号\n赟喆堃,17000000001\n𠮷田,17000000002\n";
    let one = "房间号,建筑面积\n";
    let cases: Vec<(&str, Vec<u8>, &str)> = vec![
        ("utf-8", TEXT.as_bytes().to_vec(), TEXT),
        (
            "utf-8 marked",
            ["\u{feff}", TEXT].concat().into_bytes(),
            TEXT,
        ),
        ("utf-16 low first", utf16(TEXT, false, true), TEXT),
        ("utf-16 high first", utf16(TEXT, true, true), TEXT),
        ("gbk", GBK.encode(TEXT).0.into_owned(), TEXT),
        ("gbk owners", GBK.encode(OWNERS).0.into_owned(), OWNERS),
        (
            "gb18030 with rare names",
            GB18030.encode(rare).0.into_owned(),
            rare,
        ),
        ("gbk, one line", GBK.encode(one).0.into_owned(), one),
        ("ascii", b"a,b\n1,2\n".to_vec(), "a,b\n1,2\n"),
        ("CR LF", TEXT.replace('\n', "\r\n").into_bytes(), TEXT),
        ("CR alone", TEXT.replace('\n', "\r").into_bytes(), TEXT),
        (
            "no end of line at the end",
            TEXT.trim_end().as_bytes().to_vec(),
            TEXT,
        ),
        ("semicolons", TEXT.replace(',', ";").into_bytes(), TEXT),
        ("tabs", TEXT.replace(',', "\t").into_bytes(), TEXT),
        (
            "tabs in utf-16, as spreadsheets save",
            utf16(&TEXT.replace(',', "\t"), false, true),
            TEXT,
        ),
        (
            "semicolons in gbk",
            GBK.encode(&TEXT.replace(',', ";")).0.into_owned(),
            TEXT,
        ),
        (
            "told delimiter",
            format!("sep=;\n{}", TEXT.replace(',', ";")).into_bytes(),
            TEXT,
        ),
        ("quotes", b"\"a\",\"b\"\n1,\"2\"\n".to_vec(), "a,b\n1,2\n"),
        (
            "quoted gbk",
            GBK.encode("\"楼栋号\",\"单元编号\"\n\"1\",\"2\"\n")
                .0
                .into_owned(),
            "楼栋号,单元编号\n1,2\n",
        ),
        (
            "empty lines between",
            TEXT.replace('\n', "\n\n").into_bytes(),
            TEXT,
        ),
        (
            "empty columns at the end",
            TEXT.replace('\n', ",,\n").into_bytes(),
            TEXT,
        ),
    ];
    are_read_right(cases);
}

#[track_caller]
fn are_read_right(cases: Vec<(&str, Vec<u8>, &str)>) {
    for (name, bytes, wanted) in cases {
        let read = read_text(&bytes).unwrap_or_else(|refusal| panic!("{name}: {refusal:?}"));
        assert_eq!(texts(&read), rows(wanted), "{name}");
    }
}

#[test]
fn encodings_and_dialects_go_together() {
    let rare = "业主名称,手机号\n赟喆堃,17000000001\n𠮷田,17000000002\n";
    let crossed = TEXT.replace(',', ";");
    are_read_right(vec![
        (
            "marked, semicolons, CR LF",
            ["\u{feff}", &crossed.replace('\n', "\r\n")]
                .concat()
                .into_bytes(),
            TEXT,
        ),
        (
            "gbk, CR alone",
            GBK.encode(&TEXT.replace('\n', "\r")).0.into_owned(),
            TEXT,
        ),
        (
            "gb18030, CR LF, tabs",
            GB18030
                .encode(&rare.replace('\n', "\r\n").replace(',', "\t"))
                .0
                .into_owned(),
            rare,
        ),
        (
            "utf-16 high first, CR alone, tabs",
            utf16(&TEXT.replace('\n', "\r").replace(',', "\t"), true, true),
            TEXT,
        ),
        (
            "ragged",
            b"a,b,c\n1\n1,2,3,4\n".to_vec(),
            "a,b,c\n1\n1,2,3,4\n",
        ),
        ("a quote inside", b"a,b\nx\"y,2\n".to_vec(), "a,b\nx\"y,2\n"),
        (
            "doubled quotes",
            b"a,b\n\"\"\"x\"\"\",2\n".to_vec(),
            "a,b\n\"x\",2\n",
        ),
    ]);
}

/// Quotes that do not close, in any encoding, are refused with the line and the byte of the text.
#[test]
fn quotes_that_go_wrong_are_named_in_any_encoding() {
    for text in ["楼栋号,单元编号\n1,\"x\n", "楼栋号,单元编号\n1,\"x\"y\n"] {
        for bytes in [
            text.as_bytes().to_vec(),
            GBK.encode(text).0.into_owned(),
            utf16(text, false, true),
            utf16(text, true, true),
        ] {
            let refusal = read_text(&bytes).unwrap_err();
            let place = match refusal {
                Refusal::UnclosedQuote { line, byte } => (line, byte, 25),
                Refusal::StrayQuote { line, byte } => (line, byte, 28),
                other => panic!("{text:?}: {other:?}"),
            };
            assert_eq!((place.0, place.1), (2, place.2), "{text:?}");
        }
    }
}

#[test]
fn what_cannot_be_read_is_refused_with_its_place() {
    let japanese = "部屋番号,氏名\n101,たなか さくら\n102,すずき はなこ\n";
    let korean = "호실,이름\n101,김민수\n102,박지영\n";
    let french = "chambre;propriétaire\n1;Hélène Lefèvre\n2;François Côté\n";
    let traditional = "樓棟號,單元編號,總層數\n1,1,33,業主類型\n2,1,電話與聯絡人\n";
    let cases: Vec<(&str, Vec<u8>, u64)> = vec![
        ("shift-jis", SHIFT_JIS.encode(japanese).0.into_owned(), 1),
        ("euc-jp", EUC_JP.encode(japanese).0.into_owned(), 1),
        ("euc-kr", EUC_KR.encode(korean).0.into_owned(), 1),
        ("latin-1", WINDOWS_1252.encode(french).0.into_owned(), 1),
        ("big5", BIG5.encode(traditional).0.into_owned(), 1),
        (
            "one bad byte in utf-8",
            [TEXT.as_bytes(), b"3,1,\xFF\n"].concat(),
            4,
        ),
        (
            "cut through a character",
            TEXT.as_bytes()[..TEXT.len() - 2].to_vec(),
            3,
        ),
        (
            "marked but not utf-8",
            [b"\xEF\xBB\xBF", &GBK.encode(TEXT).0[..]].concat(),
            1,
        ),
        (
            "half a character at the end of utf-16",
            utf16(TEXT, false, true)[..41].to_vec(),
            2,
        ),
        (
            "a lone surrogate",
            [&utf16("a\n", false, true)[..], &[0x00, 0xD8, 0x20, 0x00]].concat(),
            2,
        ),
        (
            "gbk with a bad byte",
            [&GBK.encode(TEXT).0[..], b"3,1,\xFF\xFF\n"].concat(),
            4,
        ),
        ("utf-32", b"\xFF\xFE\0\0a\0\0\0".to_vec(), 1),
    ];
    for (name, bytes, wanted) in &cases {
        match read_text(bytes) {
            Err(Refusal::NotText { line, byte, .. }) => {
                assert_eq!(line, *wanted, "{name}");
                assert!(usize::try_from(byte).unwrap() <= bytes.len(), "{name}");
            }
            other => panic!("{name}: {other:?}"),
        }
    }
    // Bytes that GB18030 gives no character of its own, below headings that are surely in it.
    let private = [&GBK.encode(OWNERS).0[..], b"3,\xAA\xA1,\n"].concat();
    let byte = u64::try_from(private.len() - 4).unwrap();
    match read_text(&private) {
        Err(Refusal::NotText {
            line: 4,
            byte: found,
            ..
        }) => assert_eq!(found, byte),
        other => panic!("{other:?}"),
    }
    let unmarked = read_text(&utf16(TEXT, false, false));
    assert_eq!(
        unmarked.unwrap_err(),
        Refusal::ZeroByte { line: 1, byte: 7 }
    );
    let zero = read_text(b"a,b\n1,\0\n").unwrap_err();
    assert_eq!(zero, Refusal::ZeroByte { line: 2, byte: 6 });
}

#[test]
fn the_exact_byte_is_named() {
    let text = ["a,b\n1,".as_bytes(), b"\xC3\x28", b"\n"].concat();
    assert!(matches!(
        read_text(&text),
        Err(Refusal::NotText {
            line: 2,
            byte: 6,
            ..
        })
    ));
    // Past the first pieces that are read at a time.
    let long = "一,二\n".repeat(20_000);
    let text = [long.as_bytes(), b"\xFF"].concat();
    let byte = u64::try_from(long.len()).unwrap();
    match read_text(&text).unwrap_err() {
        Refusal::NotText {
            line: 20_001,
            byte: found,
            ..
        } => assert_eq!(found, byte),
        other => panic!("{other:?}"),
    }
}

#[test]
fn characters_across_pieces_are_whole() {
    for shift in 0..4 {
        let text = format!("{}\n{}", "x".repeat(shift + 1), "楼栋,单元\n".repeat(9_000));
        for bytes in [
            text.clone().into_bytes(),
            GB18030.encode(&text).0.into_owned(),
        ] {
            let read = texts(&read_text(&bytes).unwrap());
            assert_eq!(read.len(), 9_001);
            assert!(read[1..].iter().all(|row| row == &["楼栋", "单元"]));
        }
    }
}

#[test]
fn rows_are_numbered_by_lines_of_the_file() {
    let read = read_text(b"a,b\r\n\r\n\"x\ny\",1\r\n2,3\r\n").unwrap();
    let numbers: Vec<u32> = read.sheets[0].rows.iter().map(|row| row.number).collect();
    assert_eq!(numbers, [1, 3, 5]);
    let read = read_text(b"a,b\r\r1,2\r3,4").unwrap();
    let numbers: Vec<u32> = read.sheets[0].rows.iter().map(|row| row.number).collect();
    assert_eq!(numbers, [1, 3, 4]);
}

#[test]
fn delimiters_inside_quotes_do_not_count() {
    let read = read_text(b"\"a,b,c\";d\n\"1,2\";3\n").unwrap();
    assert_eq!(texts(&read), [["a,b,c", "d"], ["1,2", "3"]]);
}
