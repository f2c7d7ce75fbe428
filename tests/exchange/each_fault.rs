//! Each fault a row can have, by its row and its facts.

use frontdesk::exchange::community::{Known, stage};
use frontdesk::exchange::mapping::Mapping;
use frontdesk::exchange::sheet::Cell;

use super::fixtures::{faults, staged, workbook};
use super::quirks::{BUILDINGS, FEES, FLAT, OWNERS, rooms_faults};

#[test]
fn each_fault_of_a_room_is_named_with_its_row() {
    let cases = [
        ("#1013|#1|#1|#1||#94.56|#6|||#110", "owner-unknown owner=6"),
        (
            "#1013|#1|#1|#1||#94.56|#1|#9|2020-1-1|#110",
            "fee-unknown fee=9",
        ),
        (
            "#1013|#1|#1|#1||#94.56|#1|1#2|2020-1-1|#110",
            "fee-days-differ days=1 fees=2",
        ),
        (
            "#1013|#1|#1|#1||#94.56|#1|1#2|2020-1-1#then|#110",
            "bad-day text=then",
        ),
        (
            "#1013|#1|#1|#1||#94.56|#1|1#1|2020-1-1#2020-1-1|#110",
            "fee-twice fee=1 first_row=4",
        ),
        ("#1013|#1|#1|#1||#94.56|#1|||#111", "code-unknown code=111"),
        (
            "#1011|#1|#1|#1||#94.56|#1|||#110",
            "household-twice code=1-1-1011 first_row=2",
        ),
        (
            "#1013|#9|#1|#1||#94.56|#1|||#110",
            "building-unknown building=9",
        ),
        (
            "#1013|#2|#2|#1||#94.56|#1|||#110",
            "unit-unknown building=2 unit=2",
        ),
        (
            "#1013|#2|#1|#7||#94.56|#1|||#110",
            "floor-above floor=7 floors=6",
        ),
        (
            "#1013|#1|#1|#1||#-94.56|#1|||#110",
            "out-of-range least=0.01 most=100000 text=-94.56",
        ),
        (
            "#1013|#1|#1|#1||#9999999|#1|||#110",
            "out-of-range least=0.01 most=100000 text=9999999",
        ),
        (
            "#1013|#1|#1|#1||12345678901234567890|#1|||#110",
            "out-of-range least=0.01 most=100000 text=12345678901234567890",
        ),
        (
            "#1013|#1|#1|#1||#94.567|#1|||#110",
            "too-fine places=2 text=94.567",
        ),
        ("#1013|#1|#1|#1||big|#1|||#110", "not-a-number text=big"),
        ("#1013|#1|#1|#1|||#1|||#110", "missing field=area"),
        ("|#1|#1|#1||#94.56|#1|||#110", "missing field=room"),
        ("10/13|#1|#1|#1||#94.56|#1|||#110", "place-wrong text=10/13"),
        (
            "@44197|#1|#1|#1||#94.56|#1|||#110",
            "day-by-mistake day=2021-01-01",
        ),
        ("10\u{1b}13|#1|#1|#1||#94.56|#1|||#110", "forbidden code=27"),
        (
            "10\u{202e}13|#1|#1|#1||#94.56|#1|||#110",
            "forbidden code=8238",
        ),
    ];
    for (row, wanted) in cases {
        assert_eq!(
            rooms_faults(row, ""),
            [format!("房屋信息 4 {wanted}")],
            "{row}"
        );
    }
}

#[test]
fn each_fault_of_an_owner_is_named() {
    let cases = [
        (
            "#2|李四|男|#30|#17000000002||#1001|#2",
            "owner-twice first_row=3 owner=2",
        ),
        (
            "#5|李四|男|#30|#1700000000||#1001|#5",
            "phone-wrong text=1700000000",
        ),
        (
            "#5|李四|男|#30|#170000000021||#1001|#5",
            "phone-wrong text=170000000021",
        ),
        (
            "#5|李四|男|#30|#17000000002|99999919900101000|#1001|#5",
            "id-number-wrong text=99999919900101000",
        ),
        (
            "#5|李四|男|#30|#17000000002|#999999199001010000|#1001|#5",
            "digits-lost text=999999199001010000",
        ),
        (
            "#5|李四|男|#300|#17000000002||#1001|#5",
            "out-of-range least=0 most=130 text=300",
        ),
        (
            "#5|李四|他|#30|#17000000002||#1001|#5",
            "code-unknown code=他",
        ),
        (
            "#5|李四|男|#30|#17000000002||#1009|#5",
            "code-unknown code=1009",
        ),
        (
            "#5|李四|男|#30|#17000000002||#1003|#9",
            "owner-unknown owner=9",
        ),
        (
            "#5|李四|男|#30|#17000000002||#1001|#6",
            "owner-number-differs number=5 owner=6",
        ),
        ("#5||男|#30|#17000000002||#1001|#5", "missing field=name"),
        (
            "#3|孙小敏|女|#9|#17000000002||#1002|#2",
            "person-twice first_row=4",
        ),
    ];
    for (row, wanted) in cases {
        let owners = format!("{}{row}\n", OWNERS.1);
        let staged = staged(&[BUILDINGS, (OWNERS.0, &owners)], "");
        assert_eq!(faults(&staged), [format!("业主信息 5 {wanted}")], "{row}");
        assert_eq!(staged.people.len(), 3);
    }
}

#[test]
fn each_fault_of_a_fee_is_named() {
    let cases = [
        (
            "#1|物业费|别的|周期性费用|预付费|#6|每月1日|2020-6-10|2037-1-1|#1001|#1.3|#20",
            "fee-twice fee=1 first_row=2",
        ),
        (
            "#3|物业费|测试收费1|周期性费用|预付费|#6|每月1日|2020-6-10|2037-1-1|#1001|#1.3|#20",
            "fee-twice fee=测试收费1 first_row=2",
        ),
        (
            "#3|物业费|别的|周期性费用|预付费|#6|每月1日|2020-6-10|2037-1-1|#3003|#1.3|#20",
            "code-unknown code=3003",
        ),
        (
            "#3|物业费|别的|周期性费用|预付费|#6|每月1日|2020-6-10|2019-1-1|#1001|#1.3|#20",
            "days-reversed from=2020-06-10 to=2019-01-01",
        ),
        (
            "#3|物业费|别的|周期性费用|预付费|#6|每月1日|2020-6-31|2037-1-1|#1001|#1.3|#20",
            "bad-day text=2020-6-31",
        ),
        (
            "#3|物业费|别的|周期性费用|预付费|#6|每月1日|2020-6-10|2037-1-1|#1001|#0|#20",
            "formula-needs field=price",
        ),
        (
            "#3|物业费|别的|周期性费用|预付费|#6|每月1日|2020-6-10|2037-1-1|#2002|#1.3|#0",
            "formula-needs field=fixed",
        ),
        (
            "#3|物业费|别的|周期性费用|预付费|#0|每月1日|2020-6-10|2037-1-1|#2002|#1.3|#5",
            "out-of-range least=1 most=600 text=0",
        ),
        (
            "#3|物业费|别的|周期性费用|预付费|#6|每月1日|2020-6-10|2037-1-1|#2002|#1.3|#-5",
            "out-of-range least=0 most=10000000000 text=-5",
        ),
    ];
    for (row, wanted) in cases {
        let fees = format!("{}{row}\n", FEES.1);
        assert_eq!(
            faults(&staged(&[(FEES.0, &fees)], "")),
            [format!("费用设置 4 {wanted}")],
            "{row}"
        );
    }
}

#[test]
fn each_fault_of_the_one_table_is_named() {
    let home = "#1|#1|#1009|#1|#33|有|#110|#10102|#94.56|#94.56|#0";
    let cases = [
        (format!("{home}|#2002|丁|男|#17000000013||#1001"), "owner-unexpected"),
        (format!("{home}|#2001"), "owner-missing"),
        (format!("{home}|#2008|丁|男|#17000000013||#1003"), "owner-missing"),
        (
            "#1|#1|#1001|#1|#33|有|#110|#10102|#90|#94.56|#0|#2001|丁|男|#17000000013||#1003".to_owned(),
            "household-differs code=1-1-1001 field=area first_row=2",
        ),
        (
            "#1|#1|#1009|#1|#30|有|#110|#10102|#90|#90|#0|#2001|丁|男|#17000000013||#1001".to_owned(),
            "household-differs code=1-1 field=floors first_row=2",
        ),
        (
            format!("{home}|#2001|褚静|女|#17000000011|999999199001010012|#1001"),
            "person-differs field=sex first_row=2",
        ),
        (
            "#1|#1|#1001|#1|#33|有|#110|#10102|#94.56|#94.56|#0|#2001|褚静|男|#17000000011|999999199001010012|#1001".to_owned(),
            "person-twice first_row=2",
        ),
        ("#1|#1|#1003|#1|#33|有|#110|#10102|#94.56|#94.56|#0|#2002".to_owned(), "household-twice code=1-1-1003 first_row=5"),
        (format!("{home}|#2099|丁|男|#17000000013||#1001"), "code-unknown code=2099"),
        ("#1|#1|#1009|#34|#33|有|#110|#10102|#90|#90|#0|#2001|丁|男|#17000000013||#1001".to_owned(), "floor-above floor=34 floors=33"),
    ];
    for (row, wanted) in cases {
        let rows = format!("{FLAT}{row}\n");
        let staged = staged(&[("资产信息", &rows)], "");
        assert_eq!(faults(&staged), [format!("资产信息 7 {wanted}")], "{row}");
        assert_eq!(staged.households.len(), 4);
    }
}

#[test]
fn errors_of_the_sheet_are_faults() {
    let mut book = workbook(&[BUILDINGS]);
    let error = Cell::Error("#REF!".to_owned());
    book.sheets[0].rows[1].cells[2] = error;
    let staged = stage(&book, &Mapping::default(), &Known::default());
    assert_eq!(faults(&staged), ["楼栋单元 2 cell-error error=#REF!"]);
}
