//! Payments of the past.

use chrono::NaiveDate;
use frontdesk::exchange::community::{Known, stage};
use frontdesk::exchange::mapping::Mapping;

use super::fixtures::{faults, file, opened, staged, workbook, xlsx};

const HEADINGS: &str =
    "房屋|收费项目|缴费周期|开始时间|结束时间|缴费时间|应缴金额|实缴金额|收银员|备注";

fn with(rows: &str) -> String {
    format!("{HEADINGS}\n{rows}")
}

#[test]
fn serial_days_and_amounts_are_exact() {
    let rows = with(
        "1-1-1001|物业费|#12|#42370|#42736|#42736|#1000|#1000.5|钱霞|手工导入||说明：\n１－0－8|物业费|#12|@42370|2017-1-1|2017/1/1|#1000|#1000|钱霞|手工导入||房屋|填写编号",
    );
    let book = workbook(&[("房屋缴费历史", &rows)]);
    let (_folder, path) = file("paid.xlsx", &xlsx(&book));
    let staged = stage(
        &opened(&path).unwrap().workbook,
        &Mapping::default(),
        &Known::default(),
    );
    assert_eq!(faults(&staged), Vec::<String>::new());
    let [first, second] = staged.payments.as_slice() else {
        panic!()
    };
    assert_eq!(
        (first.premises.as_str(), first.paid, first.due),
        ("1-1-1001", 100_050, Some(100_000))
    );
    assert_eq!(Some(first.from), NaiveDate::from_ymd_opt(2016, 1, 1));
    assert_eq!(Some(first.paid_on), NaiveDate::from_ymd_opt(2017, 1, 1));
    assert_eq!(
        (second.premises.as_str(), second.from),
        ("1-0-8", first.from)
    );
    assert_ne!(first.key, second.key);
}

#[test]
fn each_fault_of_a_payment_is_named() {
    let good = "1-1-1001|物业费|#12|#42370|#42736|#42736|#1000|#1000|钱霞|x";
    let cases = [
        (good, "payment-twice first_row=2"),
        (
            "1-1|物业费|#12|#42370|#42736|#42736|#1000|#1000",
            "premises-wrong text=1-1",
        ),
        (
            "1-1-1-1|物业费|#12|#42370|#42736|#42736|#1000|#1000",
            "premises-wrong text=1-1-1-1",
        ),
        (
            "@44197|物业费|#12|#42370|#42736|#42736|#1000|#1000",
            "day-by-mistake day=2021-01-01",
        ),
        (
            "1-1-1001|物业费|#12|#42736|#42370|#42736|#1000|#1000",
            "days-reversed from=2017-01-01 to=2016-01-01",
        ),
        (
            "1-1-1001|物业费|#12|#42370|#42736|#12|#1000|#1000",
            "bad-day text=12",
        ),
        (
            "1-1-1001|物业费|#12|#42370|#42736|#42736|#1000|#-1",
            "out-of-range least=0 most=10000000000 text=-1",
        ),
        (
            "1-1-1001|物业费|#12|#42370|#42736|#42736|#1000|12345678901234567",
            "out-of-range least=0 most=10000000000 text=12345678901234567",
        ),
        (
            "1-1-1001|物业费|#12|#42370|#42736|#42736|#1000|#0.001",
            "too-fine places=2 text=0.001",
        ),
        (
            "1-1-1001|物业费|#12|#42370|#42736|#42736|#1000",
            "missing field=paid",
        ),
    ];
    for (row, wanted) in cases {
        let staged = staged(&[("房屋缴费历史", &with(&format!("{good}\n{row}")))], "");
        assert_eq!(
            faults(&staged),
            [format!("房屋缴费历史 3 {wanted}")],
            "{row}"
        );
        assert_eq!(staged.payments.len(), 1);
    }
}

#[test]
fn homes_and_items_are_checked_against_what_the_office_has() {
    let mut known = Known::default();
    known.homes.insert("1-1-1001".to_owned());
    known.fees.insert("物业费".to_owned());
    let rows = with(
        "1-1-1001|物业费||#42370|#42736|#42736||#1000\n1-1-1002|物业费||#42370|#42736|#42736||#1000\n1-1-1001|测试||#42370|#42736|#42736||#1000",
    );
    let book = workbook(&[("x", &rows)]);
    let checked = stage(&book, &Mapping::default(), &known);
    assert_eq!(
        faults(&checked),
        [
            "x 3 premises-unknown code=1-1-1002",
            "x 4 fee-unknown fee=测试"
        ]
    );
    let mapping = Mapping::parse("[fee]\n\"测试\" = \"物业费\"\n").unwrap();
    let mapped = stage(&book, &mapping, &known);
    assert_eq!(faults(&mapped), ["x 3 premises-unknown code=1-1-1002"]);
    assert_eq!(mapped.payments[1].ours.as_deref(), Some("物业费"));
    // An answer that names nothing answers nothing.
    let mapping = Mapping::parse("[fee]\n\"测试\" = \"property\"\n").unwrap();
    assert_eq!(
        faults(&stage(&book, &mapping, &known))[1],
        "x 4 mapped-fee-unknown fee=测试 mapped=property"
    );
}

#[test]
fn in_a_workbook_that_counts_from_1904_only_marked_days_are_days() {
    let rows = with("1-1-1001|物业费||#42370|2017-1-1|@42736||#1000");
    let mut book = workbook(&[("x", &rows)]);
    book.from_1904 = true;
    let staged = stage(&book, &Mapping::default(), &Known::default());
    assert_eq!(faults(&staged), ["x 2 bad-day text=42370"]);
}
