//! Workbooks into a real server: tried, refused, loaded, and nothing the second time.

use std::path::PathBuf;

use super::office::Office;
use crate::exchange::fixtures::{workbook, xlsx};

/// A sample workbook, or a word aloud that there is none.
fn sample(name: &str) -> Option<String> {
    let Some(folder) = std::env::var_os("FRONTDESK_SAMPLES") else {
        eprintln!("SKIPPED: {name}: FRONTDESK_SAMPLES names no folder with the sample workbooks");
        return None;
    };
    Some(PathBuf::from(folder).join(name).display().to_string())
}

/// An office with one community and nothing in it.
fn empty() -> Office {
    let office = Office::new();
    office.act("community.add name=东湖花园");
    office
}

fn owned(office: &Office) -> Vec<(String, String)> {
    office
        .list(&["households", "--where", "kind != public", "--limit", "1000"])
        .iter()
        .map(|row| {
            let text = |name: &str| row[name].as_str().unwrap_or_default().to_owned();
            (text("premises"), text("owner"))
        })
        .collect()
}

fn codes(office: &Office) -> Vec<String> {
    owned(office).into_iter().map(|(code, _)| code).collect()
}

#[test]
fn a_name_that_had_unseen_marks_says_so_afterwards() {
    let office = empty();
    let head = "楼号,单元,房间,建筑面积,房屋状态,业主名称,手机号,业主类型\n";
    let rows = "1,1,101,88.5,已入住,王\u{200b}建\u{e0041}国,13900000101,业主\n1,1,102,88.5,已入住,赵敏,13900000102,业主\n";
    let file = office.file("homes.csv", format!("{head}{rows}"));
    office.done(&["import", "community", &file]);
    for (person, marked) in [("P1", true), ("P2", false)] {
        let shown = office.done(&["show", person]);
        let said = shown.contains("Had hidden marks");
        assert_eq!(said, marked, "{shown}");
    }
    assert!(office.done(&["show", "P1"]).contains("王建国"));
}

#[test]
fn a_cell_too_long_refuses_its_row_and_is_left_out_where_that_is_asked_for() {
    let office = empty();
    let head = "楼号,单元,房间,建筑面积,房屋状态,业主名称,手机号,业主类型\n";
    let row =
        |room: u32, owner: &str| format!("1,1,{room},88.5,已入住,{owner},139000{room:05},业主\n");
    let long = "长".repeat(20_000);
    let text = [head, &row(101, "赵敏"), &row(102, &long), &row(201, "钱进")].concat();
    let file = office.file("homes.csv", text);
    let import = ["import", "community", &file];
    let ran = office.run(&import);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(
        ran.err.contains("row 3 “业主名称”: too long"),
        "{}",
        ran.err
    );
    assert!(ran.err.contains("1 row has mistakes"), "{}", ran.err);
    assert_eq!(codes(&office), Vec::<String>::new());
    let loaded = office.done(&[&import[..], &["--skip-bad"]].concat());
    assert!(loaded.contains("1 row"), "{loaded}");
    assert_eq!(codes(&office), ["1-1-101", "1-1-201"]);
}

#[test]
#[allow(clippy::too_many_lines, reason = "three workbooks are one story")]
fn the_three_workbooks_of_an_office_come_in_one_after_the_other() {
    let (Some(community), Some(rooms), Some(paid)) = (
        sample("community.xlsx"),
        sample("rooms.xlsx"),
        sample("paid_history.xlsx"),
    ) else {
        return;
    };
    let office = empty();

    // Tried and refused: owners 6, 7 and 8 are on none of its sheets. Nothing is in the books.
    for more in [&["--dry-run"][..], &[]] {
        let args = [&["import", "community", &community][..], more].concat();
        let ran = office.run(&args);
        assert_eq!(ran.code, Some(1), "{ran:?}");
        let said = format!("{}{}", ran.out, ran.err);
        for (row, owner) in [(7, 6), (8, 7), (9, 8)] {
            let line = format!("房屋信息 row {row} “业主编号”: no owner has the number {owner};");
            assert_eq!(said.matches(&line).count(), 1, "{line}: {said}");
        }
        assert!(ran.err.contains("3 rows have mistakes"), "{}", ran.err);
        assert_eq!(codes(&office), Vec::<String>::new());
    }
    let chinese = office.say("zh-Hans", &["import", "community", &community], "");
    assert!(
        chinese
            .err
            .contains("房屋信息 第 7 行「业主编号」：没有编号为 6 的业主；"),
        "{}",
        chinese.err
    );

    // The faulty rows left out, tried first: the trial says what comes of it and does nothing.
    let skip = ["import", "community", &community, "--skip-bad"];
    let trial = office.done(&[&skip[..], &["--dry-run"]].concat());
    assert!(
        trial.contains("homes and parking spaces 6 (0), people 5 (0)"),
        "{trial}"
    );
    assert!(trial.contains("3 rows with mistakes left out"), "{trial}");
    assert_eq!(codes(&office), Vec::<String>::new());
    let loaded = office.done(&skip);
    assert!(
        loaded.starts_with("Imported community.xlsx") && loaded.contains("3 rows"),
        "{loaded}"
    );
    let five = [
        "1-1-1011", "1-1-1012", "1-1-1013", "1-1-1014", "1-1-1021", "C0001",
    ];
    assert_eq!(codes(&office), five);
    let home = office.done(&["show", "1-1-1011"]);
    assert!(
        home.contains("94.56") && home.contains("170****0001"),
        "{home}"
    );
    let fees = home
        .lines()
        .filter(|line| line.starts_with("Fee items"))
        .count();
    assert_eq!(fees, 2, "{home}");

    // Again: everything is known.
    let again = office.done(&skip);
    assert!(
        again.contains("buildings 0 (13), fee items 0 (2)"),
        "{again}"
    );
    assert!(
        again.contains("people 0 (5), ties to homes 0 (5)"),
        "{again}"
    );
    assert_eq!(office.list(&["people"]).len(), 5);

    // The mapping says who they are: the rest comes, and what was there stays.
    let map = office.file(
        "map.toml",
        "[owner]\n\"6\" = \"unknown\"\n\"7\" = \"skip\"\n\"8\" = \"1\"\n",
    );
    let mapped = office.done(&["import", "community", &community, "--map", &map]);
    assert!(
        mapped.contains("homes and parking spaces 2 (6), people 0 (5), ties to homes 1 (5)"),
        "{mapped}"
    );

    // What was paid names a home that only the third workbook brings, and a fee nobody has.
    let ran = office.run(&["import", "paid", &paid]);
    assert_eq!(ran.code, Some(1));
    let missing = "“房屋”: there is no home 1-1-1001; import the homes first";
    assert_eq!(ran.err.matches(missing).count(), 3, "{}", ran.err);
    let rooms = ["import", "community", &rooms];
    let loaded = office.done(&rooms);
    assert!(loaded.contains("spaces 1 (0), people 1 (0)"), "{loaded}");
    let again = office.done(&rooms);
    assert!(again.contains("spaces 0 (1), people 0 (1)"), "{again}");
    let ran = office.run(&["import", "paid", &paid]);
    assert_eq!(ran.code, Some(1));
    let unknown = "there is no fee item “和系统费用项费用名称一致”; add it first";
    assert_eq!(ran.err.matches(unknown).count(), 3, "{}", ran.err);

    // A map to a fee that is not there either is told with its row as well.
    let wrong = office.file(
        "wrong.toml",
        "[fee]\n\"和系统费用项费用名称一致\" = \"不存在\"\n",
    );
    let ran = office.run(&["import", "paid", &paid, "--map", &wrong]);
    assert_eq!(ran.code, Some(1));
    assert!(
        ran.err.contains("row 2 “收费项目”: the map says the fee"),
        "{}",
        ran.err
    );
    let fee = office.list(&["charges"]);
    assert!(fee.is_empty(), "{fee:?}");

    office.act("fee_item.add name=物业费 formula=per_area price=1.3 property_fee=yes");
    let map = office.file(
        "fees.toml",
        "[fee]\n\"和系统费用项费用名称一致\" = \"物业费\"\n",
    );
    let paid = [
        "import", "paid", &paid, "--map", &map, "--total", "3000", "--count", "3",
    ];
    let trial = office.done(&[&paid[..], &["--dry-run"]].concat());
    assert!(trial.contains("payments 3 (0)"), "{trial}");
    assert!(office.list(&["payments"]).is_empty());
    let loaded = office.done(&paid);
    assert!(loaded.contains("payments 3 (0)"), "{loaded}");
    let again = office.done(&paid);
    assert!(again.contains("payments 0 (3)"), "{again}");
    let payments = office.list(&["payments"]);
    assert_eq!(payments.len(), 3);
    for payment in &payments {
        assert_eq!(
            (&payment["premises"], &payment["amount"]),
            (&"1-1-1001".into(), &"1000.00".into())
        );
    }
    office.done(&["verify"]);
}

#[test]
fn a_file_without_its_community_says_what_to_write() {
    let office = Office::new();
    let file = office.file("rooms.xlsx", xlsx(&workbook(&[BUILDINGS])));
    let ran = office.run(&["import", "community", &file]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.err.contains("community = \"its name\""), "{}", ran.err);
    let map = office.file("map.toml", "community = \"东湖花园\"\n");
    office.done(&["import", "community", &file, "--map", &map]);
    office.done(&["import", "community", &file]);
}

const BUILDINGS: (&str, &str) = (
    "楼栋单元",
    "楼栋号|单元编号|总层数|是否有电梯\n1|1|18|是\n1|2|18|是",
);
const OWNERS: (&str, &str) = (
    "业主信息",
    "编号|业主名称|性别|年龄|手机号|身份证号|业主类型|业主编号\n\
     1|褚静|女|1|17000000001|111111111111111111|1001|1\n\
     2|孙秀敏|女|1|17000000003|111111111111111111|1001|2",
);
const FEES: (&str, &str) = (
    "费用设置",
    "费用编号|费用类型|收费项目|费用标识|付费类型|缴费周期|出账类型|计费起始时间|计费结束时间|计算公式|计费单价|固定费用\n\
     1|物业费|住宅物业费|周期性费用|预付费|1|每月1日|2020-01-01|2037-01-01|1001|1.3|0",
);
const ROOMS: (&str, &str) = (
    "房屋信息",
    "房屋编号|楼栋编号|单元编号|房屋楼层|房屋户型|建筑面积|业主编号|房屋费用|费用开始时间|房屋类型|室内面积|租金\n\
     101|1|1|1|10102|94.56|1|1|2020-01-01|110|94.56|0\n\
     102|1|1|1|10102|94.56|2|1|2020-01-01|110|94.56|0",
);

#[test]
fn rooms_alone_know_the_owners_units_and_fees_of_an_earlier_file() {
    let office = empty();
    let base = office.file("base.xlsx", xlsx(&workbook(&[BUILDINGS, OWNERS, FEES])));
    let rooms = office.file("rooms.xlsx", xlsx(&workbook(&[ROOMS])));
    // Alone they are unknown, and each says so.
    let ran = office.run(&["import", "community", &rooms, "--dry-run"]);
    assert_eq!(ran.code, Some(1));
    assert!(
        ran.out.contains("no owner has the number 1;"),
        "{}",
        ran.out
    );
    assert!(ran.out.contains("there is no fee item “1”"), "{}", ran.out);

    office.done(&["import", "community", &base]);
    let loaded = office.done(&["import", "community", &rooms]);
    assert!(loaded.contains("ties to homes 2 (0)"), "{loaded}");
    let expected = [("1-1-101", "褚静"), ("1-1-102", "孙秀敏")]
        .map(|(code, owner)| (code.to_owned(), owner.to_owned()));
    assert_eq!(owned(&office), expected);
    let home = office.done(&["show", "1-1-101"]);
    assert!(home.contains("住宅物业费"), "{home}");
    let again = office.done(&["import", "community", &rooms]);
    assert!(again.contains("ties to homes 0 (2)"), "{again}");

    // Somebody who lives with an owner of the earlier file lives in the homes of that owner.
    let family = (
        "业主信息",
        "编号|业主名称|性别|年龄|手机号|身份证号|业主类型|业主编号\n\
         |褚小明|男|1|17000000009|111111111111111111|1002|1",
    );
    let family = office.file("family.xlsx", xlsx(&workbook(&[family])));
    office.done(&["import", "community", &family]);
    let people = office.list(&["people"]);
    let child = people.iter().find(|one| one["name"] == "褚小明").unwrap();
    assert_eq!(child["premises"], serde_json::json!(["1-1-101"]));
    office.done(&["verify"]);
}

#[test]
fn what_an_import_knows_people_again_by_is_shown_to_nobody() {
    let office = empty();
    let flat = (
        "资产信息",
        "楼号|单元|房间|楼层|总层数|是否有电梯|房屋类型|房屋户型|建筑面积|室内面积|租金|房屋状态|业主名称|性别|手机号|身份证号|业主类型\n\
         1|1|101|1|18|是|110|10102|94.56|94.56|0|2001|褚静|女|17000000011|999999199001010012|1001",
    );
    let file = office.file("flat.xlsx", xlsx(&workbook(&[flat])));
    office.done(&["import", "community", &file]);
    for args in [
        &["list", "people"][..],
        &["list", "people", "--json"],
        &["show", "P1"],
        &["show", "P1", "--json"],
        &["list", "events", "--json"],
    ] {
        let said = office.done(args);
        assert!(!said.contains("999999199001010012"), "{args:?}: {said}");
        assert!(said.contains("褚静") || args.contains(&"events"), "{said}");
    }
}

#[test]
fn a_trial_founds_no_office() {
    let office = Office::new();
    let file = office.file("base.xlsx", xlsx(&workbook(&[BUILDINGS])));
    let ran = office.run(&["import", "community", &file, "--dry-run"]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(!office.data().exists());
}

#[test]
fn payments_asked_for_are_all_that_comes() {
    let office = empty();
    let paid = (
        "房屋缴费历史",
        "房屋|收费项目|开始时间|结束时间|缴费时间|实缴金额\n\
         1-1-101|住宅物业费|2020-01-01|2020-12-31|2020-01-02|1200",
    );
    let all = [BUILDINGS, OWNERS, FEES, ROOMS, paid];
    let file = office.file("all.xlsx", xlsx(&workbook(&all)));
    let ran = office.run(&["import", "paid", &file]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(
        ran.err.contains("there is no home 1-1-101") && ran.err.contains("was not asked for"),
        "{}",
        ran.err
    );
    assert_eq!(codes(&office), Vec::<String>::new());
    let base = office.file("base.xlsx", xlsx(&workbook(&all[..4])));
    office.done(&["import", "community", &base]);
    let people = office.list(&["people"]).len();
    let owners = (
        OWNERS.0,
        "编号|业主名称|手机号|业主类型|业主编号\n9|郑新|17000000019|1001|9",
    );
    let more = office.file("more.xlsx", xlsx(&workbook(&[owners, paid])));
    let held = ["import", "paid", &more, "--total"];
    let differs = office.run(&[&held[..], &["2400", "--count", "2"]].concat());
    assert_eq!(differs.code, Some(1), "{differs:?}");
    let loaded = office.done(&[&held[..], &["1200", "--count", "1"]].concat());
    assert!(loaded.contains("payments 1 (0)"), "{loaded}");
    assert_eq!(office.list(&["people"]).len(), people);
}

/// Complaints of a platform: tried, loaded, known, shown, listed, taken out.
#[test]
fn complaints_of_a_platform_become_history_with_numbers_of_ours() {
    let office = empty();
    let file = office.file(
        "complaints.xlsx",
        xlsx(&crate::exchange::complaints::quirks()),
    );
    let trial = office.done(&["import", "complaints", &file, "--dry-run"]);
    assert!(trial.contains("Rows 5, complaints 5"), "{trial}");
    assert!(trial.contains("1 invisible character"), "{trial}");
    assert!(trial.contains("nothing was changed yet"), "{trial}");
    assert_eq!(office.list(&["tickets"]).len(), 0);
    let loaded = office.done(&["import", "complaints", &file]);
    assert!(
        loaded.contains("complaints 5 new, as Closed; 0 known before"),
        "{loaded}"
    );
    let again = office.say("zh-Hans", &["import", "complaints", &file], "");
    assert!(
        again.out.contains("投诉新增 0 件（已关闭），原有不变 5 件"),
        "{again:?}"
    );
    let rows = office.list(&["tickets", "--where", "external_number = 239412"]);
    assert_eq!(rows[0]["number"], "T20191113-001");
    assert_eq!(rows[0]["received_at"], "2019-11-13T11:20:21+08:00");
    assert_eq!(rows[0]["state"], "closed");
    let shown = office.done(&["show", "T20190228-001"]);
    assert!(
        shown.contains("188006") && shown.contains("请查一下。"),
        "{shown}"
    );
    // Taken out whole, and never as a formula.
    let out = office.path("out.csv").display().to_string();
    office.done(&["export", "tickets", "--out", &out]);
    let written = std::fs::read_to_string(&out).unwrap();
    assert!(written.contains(&"夜间施工，噪声扰民。".repeat(700)));
    assert!(written.contains("'=合同违法") && !written.contains(",=合同"));
    // In a list for people it is one line.
    let list = office.done(&["list", "tickets"]);
    assert_eq!(list.lines().count(), 6, "{list}");
    // How they come in is said of complaints alone.
    let ran = office.run(&["import", "community", &file, "--state", "open"]);
    assert_eq!(ran.code, Some(2), "{ran:?}");
    assert!(
        ran.err.contains("Only complaints have a --state"),
        "{}",
        ran.err
    );
    let ran = office.run(&["import", "community", &file]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    office.done(&["verify"]);
}

#[test]
fn the_real_complaints_come_in_to_the_last_one_and_once() {
    let Some(file) = sample("complaints.xlsx") else {
        return;
    };
    let office = empty();
    let loaded = office.done(&["import", "complaints", &file]);
    assert!(
        loaded.contains("complaints 2163 new, as Closed"),
        "{loaded}"
    );
    let again = office.done(&["import", "complaints", &file]);
    assert!(
        again.contains("complaints 0 new") && again.contains("2163 known"),
        "{again}"
    );
    let rows = office.list(&["tickets", "--where", "external_number = 220273"]);
    assert!(rows[0]["text"].as_str().unwrap().chars().count() > 6_000);
    assert_eq!(
        office
            .list(&["tickets", "--where", "state != closed"])
            .len(),
        0
    );
    assert_eq!(office.list(&["followups"]).len(), 0);
    office.done(&["verify"]);
}
