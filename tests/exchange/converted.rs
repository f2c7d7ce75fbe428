//! What files say, in the terms of the books.

use std::time::{Duration, Instant};

use frontdesk::domain::calendar::Day;
use frontdesk::domain::household::Relation;
use frontdesk::exchange::convert::convert;
use frontdesk::exchange::staged as file;
use frontdesk::exchange::words::{self, From};
use frontdesk::locale::{Language, Words};
use frontdesk::service::loading::Staged;

use super::fixtures::{faults, notes, staged};
use super::quirks::{BUILDINGS, FEES, OWNERS, ROOMS};

fn converted(sheets: &[(&str, &str)]) -> Staged {
    let staged = staged(sheets, "");
    assert_eq!(faults(&staged), Vec::<String>::new());
    convert(&staged, "f.xlsx", "d").unwrap()
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn ties<'a>(loaded: &'a Staged, name: &str) -> Vec<(&'a str, Relation)> {
    let person = loaded.people.iter().find(|one| one.name == name).unwrap();
    let ties = person.ties.iter();
    ties.map(|tie| (tie.home.as_str(), tie.relation)).collect()
}

const FLAT: &str = "楼号|单元|房间|建筑面积|房屋状态|业主名称|手机号|业主类型|交房日期";

#[test]
fn in_the_flat_form_everybody_is_tied_to_the_homes_of_their_rows_as_each_row_says() {
    let rows = format!(
        "{FLAT}\n1|1|101|90|已入住|甲|17000000001|业主\n1|1|102|90|已入住|甲|17000000001|业主\n\
         1|1|102|90|已入住|乙|17000000002|租客\n1|1|103|90|已入住|丙|17000000003|业主\n\
         1|1|103|90|已入住|甲|17000000001|租客\n1|1|101|90|已入住|丁|17000000004|家庭成员\n\
         1|1|104|90|已入住|戊|17000000005|业主\n1|1|105|90|已入住|丙|17000000003|业主\n\
         1|1|104|90|已入住|丙|17000000003|临时人员"
    );
    let loaded = converted(&[("资产信息", &rows)]);
    let (owner, tenant) = (Relation::Owner, Relation::Tenant);
    let own = |code| (code, owner);
    assert_eq!(
        ties(&loaded, "甲"),
        [own("1-1-101"), own("1-1-102"), ("1-1-103", tenant)]
    );
    assert_eq!(ties(&loaded, "乙"), [("1-1-102", tenant)]);
    assert_eq!(ties(&loaded, "丁"), [("1-1-101", Relation::Family)]);
    assert_eq!(
        ties(&loaded, "丙"),
        [
            own("1-1-103"),
            own("1-1-105"),
            ("1-1-104", Relation::Temporary)
        ]
    );
    assert!(loaded.people.iter().all(|one| one.with.is_none()));
}

#[test]
fn who_rents_before_they_own_is_both() {
    let rows = format!(
        "{FLAT}\n1|1|101|90|已入住|甲|17000000001|业主\n1|1|101|90|已入住|乙|17000000002|租客\n\
         1|1|102|90|已入住|乙|17000000002|业主"
    );
    let loaded = converted(&[("资产信息", &rows)]);
    assert_eq!(
        ties(&loaded, "乙"),
        [("1-1-101", Relation::Tenant), ("1-1-102", Relation::Owner)]
    );
}

#[test]
fn a_home_has_its_day_of_hand_over_from_its_column_its_fees_or_its_state() {
    let rooms = format!("{ROOMS}1013|1|1|1|10102|94.56||||110\n1014|1|1|1|10102|94.56|1|1||110\n");
    let found = staged(&[BUILDINGS, OWNERS, FEES, ("房屋信息", &rooms)], "");
    let loaded = convert(&found, "f.xlsx", "d").unwrap();
    let homes: Vec<_> = loaded
        .homes
        .iter()
        .map(|home| (home.handed_over, home.taken))
        .collect();
    let first = Some(day("2020-06-10"));
    assert_eq!(
        homes,
        [(first, false), (first, false), (None, false), (None, true)]
    );
    let said: Vec<String> = notes(&found).into_iter().map(|(_, key)| key).collect();
    assert!(said.contains(&"handed-over-by-fees".to_owned()), "{said:?}");
    assert!(
        said.contains(&"handed-over-by-import".to_owned()),
        "{said:?}"
    );

    let rows = format!(
        "{FLAT}\n1|1|101|90|已入住|甲|||2019-05-04\n1|1|102|90|已入住|乙\n1|1|103|90|未销售|/\n\
         1|1|104|90|空闲|丙\n1|1|105|90|未入住|丁"
    );
    let loaded = converted(&[("资产信息", &rows)]);
    let homes: Vec<_> = loaded
        .homes
        .iter()
        .map(|home| (home.handed_over, home.taken))
        .collect();
    assert_eq!(
        homes,
        [
            (Some(day("2019-05-04")), false),
            (None, true),
            (None, false),
            (None, false),
            (None, true)
        ]
    );
}

const FEE: &str = "费用编号|费用类型|收费项目|费用标识|付费类型|出账类型|计费起始时间|计费结束时间|计算公式|固定费用";

#[test]
fn what_is_owed_once_ends_when_it_begins_and_words_nobody_reads_refuse_nothing() {
    let rows = format!(
        "{FEE}\n1|其他|装修垃圾清运费|一次性费用|预付费|每季度1日|2024-01-01|2050-01-01|2002|300\n\
         2|商铺|商铺管理费|周期性费用|随便|每季度1日|2024-01-01||2002|300\n\
         3|车位|地下车位费|周期性费用|||||2002|60\n4|水电|公摊水费|周期性费用|||||2002|6\n\
         5|物业费|住宅|周期性费用|||||2002|6"
    );
    let loaded = converted(&[("费用设置", &rows)]);
    let once: Vec<bool> = loaded.fees.iter().map(|fee| fee.once).collect();
    assert_eq!(once, [true, false, false, false, false]);
    // The rate counts homes, shops and parking spaces.
    let counts: Vec<bool> = loaded.fees.iter().map(|fee| fee.property_fee).collect();
    assert_eq!(counts, [false, true, true, false, true]);
}

#[test]
fn the_same_number_on_two_sheets_is_twice_whatever_the_rows() {
    let sheet = |name: &str| format!("业主编号|姓名|手机号\n1|{name}|17000000001");
    let (one, two) = (sheet("甲"), sheet("乙"));
    let found = staged(&[("一期业主", &one), ("二期业主", &two)], "");
    assert_eq!(
        faults(&found),
        ["二期业主 2 owner-twice first_row=一期业主!2 owner=1"]
    );
    let said = words::faults(&Words::load(Language::ZhHans), &found, From::Cli);
    assert!(said[0].contains("与「一期业主」第 2 行重复"), "{said:?}");

    let rooms = "房号|楼栋|单元|面积\n101|1|1|90";
    let found = staged(&[("甲", rooms), ("乙", rooms)], "");
    assert_eq!(
        faults(&found),
        ["乙 2 household-twice code=1-1-101 first_row=甲!2"]
    );
    let spaces = "停车场|车位号\n1|C1";
    let found = staged(&[("甲", spaces), ("乙", spaces)], "");
    assert_eq!(
        faults(&found),
        ["乙 2 parking-twice first_row=甲!2 space=C1"]
    );
    let fees = format!("{FEE}\n1||公摊|||||||");
    let fees = fees.replace("|||||||", "||||||2002|6");
    let found = staged(&[("甲", &fees), ("乙", &fees)], "");
    assert_eq!(faults(&found).len(), 2, "{:?}", faults(&found));
    let paid = "房屋|收费项目|开始时间|结束时间|缴费时间|实缴金额\n1-1-101|物业费|2020-01-01|2020-12-31|2020-01-02|100";
    let found = staged(&[("甲", paid), ("乙", paid)], "");
    assert_eq!(faults(&found), ["乙 2 payment-twice first_row=甲!2"]);
}

#[test]
fn whoever_belongs_to_an_owner_left_out_is_left_out_with_a_row() {
    let owners = "业主编号|姓名|手机号|业主类型\n1|甲|12|业主\n1|乙|17000000002|家庭成员\n2|丙|17000000003|业主";
    let found = staged(&[("业主", owners)], "");
    assert_eq!(
        faults(&found),
        ["业主 2 phone-wrong text=12", "业主 3 owner-unknown owner=1"]
    );
    assert!(found.acceptable(true));
    let loaded = convert(&found, "f.xlsx", "d").unwrap();
    let names: Vec<&str> = loaded.people.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["丙"]);
    assert!(loaded.people.iter().all(|one| one.with.is_none()));
}

#[test]
fn a_dash_names_no_owner() {
    let rooms = "房号|楼栋|单元|面积|业主编号|房屋状态\n101|1|1|90|/|未销售\n102|1|1|90|无|已入住";
    let found = staged(&[("房屋信息", rooms)], "");
    assert_eq!(faults(&found), ["房屋信息 3 owner-missing"]);
    let rows = format!("{FLAT}\n1|1|101|90|未销售|-\n1|1|102|90|已入住|无");
    let found = staged(&[("资产信息", &rows)], "");
    assert_eq!(faults(&found), ["资产信息 3 owner-missing"]);
    assert_eq!((found.households.len(), found.people.len()), (1, 0));
}

#[test]
fn the_two_days_tell_the_months_of_a_payment() {
    let rows = "房屋|收费项目|缴费周期|开始时间|结束时间|缴费时间|实缴金额\n\
                1-1-101|物业费|12|2020-01-01|2020-01-31|2020-01-02|100\n\
                1-1-101|物业费|1|2026-01-30|2026-02-28|2020-01-02|100\n\
                1-1-101|物业费||1990-01-01|2015-12-31|2020-01-02|100\n\
                1-1-101|物业费||1950-01-01|2015-12-31|2020-01-02|100";
    let found = staged(&[("缴费", rows)], "");
    assert_eq!(
        faults(&found),
        ["缴费 5 out-of-range least=1950-01-01 most=2000-01-01 text=2015-12-31"]
    );
    let months: Vec<u32> = found.payments.iter().map(|paid| paid.months).collect();
    assert_eq!(months, [1, 1, 312]);
    assert_eq!(notes(&found), [(2, "months-differ".to_owned())]);
}

#[test]
fn a_missing_column_is_named_as_its_own_table_heads_it() {
    let rows = "房屋|收费项目|缴费时间|实缴金额\n1-1-101|物业费|2020-01-02|100";
    let found = staged(&[("房屋缴费历史", rows)], "");
    let said = words::faults(&Words::load(Language::ZhHans), &found, From::Cli);
    assert!(
        said[0].contains("开始时间、结束时间") && !said[0].contains("计费"),
        "{said:?}"
    );
    let rows = "房屋|收费项目|费用开始时间|结束时间|缴费时间|实缴金额\n1-1-101|物业费||2020-12-31|2020-01-02|100";
    let found = staged(&[("房屋缴费历史", rows)], "");
    let said = words::faults(&Words::load(Language::ZhHans), &found, From::Cli);
    assert!(said[0].contains("要填写费用开始时间"), "{said:?}");
}

#[test]
fn a_town_is_converted_without_going_through_it_for_each_of_its_people() {
    const HOMES: usize = 30_000;
    let mut staged = file::Staged::default();
    let sample = super::fixtures::staged(&[BUILDINGS, OWNERS, FEES, ("房屋信息", ROOMS)], "");
    let parking = super::fixtures::staged(&[("车位", "停车场|车位号\n1|C1")], "");
    for at in 0..HOMES {
        let key = format!("person/{at}");
        let mut home = sample.households[0].clone();
        home.code = format!("1-1-{at}");
        home.owners = vec![key.clone()];
        staged.households.push(home);
        let mut person = sample.people[0].clone();
        person.key.clone_from(&key);
        staged.people.push(person);
        let mut space = parking.parking[0].clone();
        space.space = format!("C{at}");
        space.owner = Some(key);
        staged.parking.push(space);
    }
    let begun = Instant::now();
    let loaded = convert(&staged, "f.xlsx", "d").unwrap();
    assert!(begun.elapsed() < Duration::from_secs(10));
    assert_eq!(loaded.homes.len(), 2 * HOMES);
    assert!(loaded.people.iter().all(|one| one.ties.len() == 2));
}
