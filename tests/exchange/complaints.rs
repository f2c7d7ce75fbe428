//! Complaints of a platform: each quirk of such a file, nothing lost, every fault with its row.

use frontdesk::domain::calendar::Day;
use frontdesk::exchange::community::{Known, stage};
use frontdesk::exchange::convert::convert;
use frontdesk::exchange::import::File;
use frontdesk::exchange::mapping::Mapping;
use frontdesk::exchange::note::Filler;
use frontdesk::exchange::sheet::{Cell, Row, Sheet, Workbook};
use frontdesk::exchange::staged::Staged;
use frontdesk::exchange::vocabulary::SheetKind;

use super::fixtures::{cell, faults, notes, opened, xlsx};

const HEAD: [&str; 7] = [
    "留言编号",
    "留言用户",
    "留言主题",
    "留言时间",
    "留言详情",
    "反对数",
    "点赞数",
];

/// How a platform's page lays a text out.
fn laid_out(text: &str) -> String {
    format!("\n\t\t\t\t\t\n\t\t\t\t\t{text}\n\t\t\t\t\t\n\t\t\t\t")
}

fn sheet(rows: &[&[&str]]) -> Workbook {
    let head = [&HEAD[..]];
    let rows = (1..).zip(head.iter().chain(rows).map(|row| row.to_vec()));
    let rows = rows.map(|(number, row)| Row {
        number,
        cells: row.iter().map(|text| cell(text)).collect(),
    });
    Workbook {
        sheets: vec![Sheet {
            name: "Sheet1".into(),
            rows: rows.collect(),
        }],
        from_1904: false,
    }
}

/// Every quirk of the real file in a few rows.
pub fn quirks() -> Workbook {
    let long = laid_out(&"夜间施工，噪声扰民。".repeat(700));
    let two = laid_out("一、漏水。\n\t\t\t\t\t\n\n\n\t二、电话\t\t12345\u{a0}已打。");
    let mut book = sheet(&[
        &[
            "#188006",
            "A000102948",
            "是否合法纳税了？",
            "2019/2/28 11:25:05",
            &laid_out("请查一下。"),
            "#0",
            "#1",
        ],
        &[
            "#188031",
            "A00040066",
            "反映自来水到户",
            "2019/12/9 9:04:38",
            &two,
            "#2",
            "#790",
        ],
        &[
            "#239412",
            "A909092",
            "\u{200b}肆意侵占公用土地",
            "@43782.47246527778",
            "　　座落在A市。\n　　<商品房>&开心",
            "#0",
            "#0",
        ],
        &[
            "#220273",
            "A00028571",
            "=合同违法",
            "@43678",
            &long,
            "#15",
            "#0",
        ],
        // The same matter by the same person on the same day under another number is another complaint.
        &[
            "#188007",
            "A000102948",
            "是否合法纳税了？",
            "2019/2/28 11:25:05",
            &laid_out("请查一下。"),
            "#0",
            "#0",
        ],
    ]);
    // Rows of cells with a format and nothing in them.
    let empty = (7..40).map(|number| Row {
        number,
        cells: vec![Cell::Empty, Cell::Text("\t ".into())],
    });
    book.sheets[0].rows.extend(empty);
    book
}

fn staged(book: &Workbook, mapping: &str) -> Staged {
    let known = Known {
        today: Day::from_ymd(2026, 11, 21),
        complete: true,
        homes: ["3-2-1201".to_owned()].into(),
        ..Known::default()
    };
    stage(book, &Mapping::parse(mapping).unwrap(), &known)
}

#[test]
fn each_quirk_of_the_file_is_read_and_nothing_is_lost() {
    let staged = staged(&quirks(), "");
    assert_eq!(faults(&staged), Vec::<String>::new());
    assert_eq!(notes(&staged), []);
    assert_eq!(staged.rows[&SheetKind::Complaints], 5);
    assert_eq!(staged.fillers[&Filler::Invisible], 1);
    let loaded = convert(&staged, "complaints.xlsx", "d").unwrap().complaints;
    let said: Vec<(&str, String, u32, &str)> = loaded
        .iter()
        .map(|one| {
            let external = one.external.as_str();
            (external, one.day.to_string(), one.second, one.note.as_str())
        })
        .collect();
    let second = |hour: u32, minute: u32, second: u32| hour * 3600 + minute * 60 + second;
    assert_eq!(
        said,
        [
            (
                "188006",
                "2019-02-28".into(),
                second(11, 25, 5),
                "反对数 0, 点赞数 1"
            ),
            (
                "188031",
                "2019-12-09".into(),
                second(9, 4, 38),
                "反对数 2, 点赞数 790"
            ),
            (
                "239412",
                "2019-11-13".into(),
                second(11, 20, 21),
                "反对数 0, 点赞数 0"
            ),
            ("220273", "2019-08-01".into(), 0, "反对数 15, 点赞数 0"),
            (
                "188007",
                "2019-02-28".into(),
                second(11, 25, 5),
                "反对数 0, 点赞数 0"
            ),
        ]
    );
    assert_eq!(loaded[0].caller, "A000102948");
    assert_eq!(loaded[0].text, "请查一下。");
    assert_eq!(loaded[1].text, "一、漏水。\n\n二、电话 12345 已打。");
    assert_eq!(loaded[2].summary, "肆意侵占公用土地");
    assert_eq!(loaded[2].text, "　　座落在A市。\n　　<商品房>&开心");
    assert_eq!(loaded[3].summary, "=合同违法");
    assert_eq!(loaded[3].text.chars().count(), 7_000);
    assert!(loaded.iter().all(|one| !one.open && one.home.is_none()));
}

#[test]
fn the_same_is_read_from_a_real_workbook() {
    let (_folder, path) = super::fixtures::file("complaints.xlsx", &xlsx(&quirks()));
    let read = staged(&opened(&path).unwrap().workbook, "");
    let direct = staged(&quirks(), "");
    assert_eq!(faults(&read), Vec::<String>::new());
    assert!(read.complaints == direct.complaints);
}

#[test]
fn every_fault_is_named_with_its_row_and_nothing_is_cut() {
    let limit = "字".repeat(10_000);
    let (over, subject) = (format!("{limit}多"), "题".repeat(201));
    let row = |number: &'static str, time: &'static str, text: &'static str| {
        [number, "A1", "题", time, text]
    };
    let book = sheet(&[
        &["#1", "A1", "题", "2019/2/28 1:00:00", &limit],
        &["#2", "A1", "题", "2019/2/28 1:00:00", &over],
        &["#3", "A1", &subject, "2019/2/28 1:00:00", "文"],
        &row("#1", "2019/2/28 1:00:00", "文"),
        &row("#4", "2019/2/30 1:00:00", "文"),
        &row("#5", "2019/2/28 25:00", "文"),
        &row("#6", "2026/11/22 0:00:00", "文"),
        &row("#7", "2019/2/28 1:00:00", "\n\t \u{a0}\n"),
        &row("#8", "2019/2/28 1:00:00", "坏\u{202e}字"),
        &row("", "2019/2/28 1:00:00", "文"),
        &row("#1234567890123456", "2019/2/28 1:00:00", "文"),
        &["#9", "A1", "题", "2019/2/28 1:00:00", "文", "#-1", "多"],
        &row("#10", "2026/11/21 23:59:59", "文"),
    ]);
    let staged = staged(&book, "");
    assert_eq!(
        faults(&staged),
        [
            "Sheet1 3 text-too-long length=10001 limit=10000",
            "Sheet1 4 text-too-long length=201 limit=200",
            "Sheet1 5 complaint-twice first_row=2 number=1",
            "Sheet1 6 bad-moment text=2019/2/30 1:00:00",
            "Sheet1 7 bad-moment text=2019/2/28 25:00",
            "Sheet1 8 day-to-come day=2026-11-22",
            "Sheet1 9 missing field=text",
            "Sheet1 10 forbidden code=8238",
            "Sheet1 11 missing field=external",
            "Sheet1 12 digits-lost text=1234567890123456",
            "Sheet1 13 out-of-range least=0 most=1000000000 text=-1",
            "Sheet1 13 not-a-number text=多",
        ]
    );
    let left: Vec<&str> = staged
        .complaints
        .iter()
        .map(|one| one.external.as_str())
        .collect();
    assert_eq!(left, ["1", "10"]);
    assert_eq!(staged.complaints[0].text, limit);
    assert!(!staged.acceptable(false) && staged.acceptable(true));
}

#[test]
fn the_office_says_what_other_headings_mean_and_where_it_was() {
    let head = [
        "流水号",
        "来电人",
        "何时",
        "说了什么",
        "房号",
        "电话",
        "备注",
    ];
    let rows: [&[&str]; 4] = [
        &[
            "X-1",
            "王建国",
            "2025-03-01 08:00",
            "漏水",
            "3-2-1201",
            "13800135678/13900000101",
            "x",
        ],
        &["X-2", "", "2025-03-02", "路灯坏了", "北门 路灯", "", ""],
        &["X-3", "李", "2025-03-03 08:00", "文", "9-9-9999", "", ""],
        &["X-4", "李", "2025-03-03 08:00", "文", "", "123", ""],
    ];
    let mut book = sheet(&rows);
    book.sheets[0].rows[0].cells = head.iter().map(|text| cell(text)).collect();
    let map = "[column]\n\"流水号\" = \"留言编号\"\n\"来电人\" = \"customer\"\n\"何时\" = \"received\"\n\"说了什么\" = \"留言详情\"\n\"没有\" = \"点赞数\"\n";
    let staged = staged(&book, map);
    assert_eq!(
        faults(&staged),
        [
            "Sheet1 4 premises-unknown code=9-9-9999",
            "Sheet1 5 phone-wrong text=123",
        ]
    );
    let said: Vec<String> = notes(&staged).into_iter().map(|(_, key)| key).collect();
    assert_eq!(said, ["column-ignored", "map-unused"]);
    let loaded = convert(&staged, "c.csv", "d").unwrap().complaints;
    assert_eq!(
        (loaded[0].home.as_deref(), loaded[0].phone.as_str()),
        (Some("3-2-1201"), "13800135678")
    );
    // A second number has no field of its own and is kept all the same.
    assert_eq!(loaded[0].note, "手机号 13900000101");
    assert_eq!(
        (loaded[1].home.as_deref(), loaded[1].area.as_str()),
        (None, "北门 路灯")
    );
    assert_eq!((loaded[1].second, loaded[1].caller.as_str()), (0, ""));
}

#[test]
fn complaints_come_in_only_when_they_are_asked_for() {
    let mut book = quirks();
    book.sheets.push(super::fixtures::sheet(
        "费用设置",
        "费用编号|收费项目|计算公式|计费单价\n1|物业费|1001|1.3",
    ));
    let (_folder, path) = super::fixtures::file("both.xlsx", &xlsx(&book));
    let mapping = Mapping::default();
    for (asked, complaints, fees) in [(true, 5, 0), (false, 0, 1)] {
        let opened = File::open_with(&path, &super::fixtures::guard()).unwrap();
        let file = opened.only(&mapping, |kind| (kind == SheetKind::Complaints) == asked);
        let staged = file.judge(&mapping, &Known::default()).staged;
        assert_eq!(
            (staged.complaints.len(), staged.fees.len()),
            (complaints, fees)
        );
        let unasked = notes(&staged)
            .into_iter()
            .filter(|(_, key)| key == "sheet-unasked");
        assert_eq!(unasked.count(), 1);
    }
}
