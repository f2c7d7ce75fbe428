//! The quirks of the workbooks offices bring, each with a small table of its own.

use chrono::NaiveDate;
use frontdesk::exchange::codes::{Formula, Role, RoomKind, State, Tenure, Vehicle};
use frontdesk::exchange::community::{Known, stage};
use frontdesk::exchange::mapping::Mapping;
use frontdesk::exchange::note::Filler;
use frontdesk::exchange::vocabulary::SheetKind;

use super::fixtures::{faults, file, notes, opened, staged, workbook, xlsx};

pub const BUILDINGS: (&str, &str) = (
    "楼栋单元",
    "
楼栋号|单元编号|总层数|是否有电梯||||说明
#1|#1|#33|有||||
#1|#2|#33|无||||楼栋号|楼栋编号
#2|#1|#6|否
||||||||总层数|楼层数量 正整数
",
);

pub const OWNERS: (&str, &str) = (
    "业主信息",
    "
编号|业主名称|性别|年龄|手机号|身份证号|业主类型|业主编号|
#1|褚静|男|#28|#17000000001|999999199001010002|#1001|#1
#2|孙秀敏|女|#1|#18999999999|111111111111111111|#1001|#2
#3|孙小敏|女|#9|无|111111111111111111|#1002|#2
",
);

pub const FEES: (&str, &str) = (
    "费用设置",
    "
费用编号|费用类型|收费项目|费用标识|付费类型|缴费周期|出账类型|计费起始时间|计费结束时间|计算公式|计费单价|固定费用
#1|物业费|测试收费1|周期性费用|预付费|#6|每月1日|2020-6-10|2037-1-1|#1001|#1.3|#20
#2|物业费|电梯费|周期性费用|预付费|#3|每月1日|@43992|2037年1月1日|#2002|#0|#20.5
",
);

pub const ROOMS: &str = "
房屋编号|楼栋编号|单元编号|房屋楼层|房屋户型|建筑面积|业主编号|房屋费用|费用开始时间|房屋类型|室内面积|租金
#1011|#1|#1|#1|10102|#94.56|#1|1#2|2020-06-10#2020-07-10|#110|#90.5|#0
#1012|#1|#1|#1|10102|#94.56|#2|#1|@43992|#110|#90.5|#0
";

const fn day(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day)
}

#[test]
fn a_whole_community_is_staged() {
    let sheets = [BUILDINGS, OWNERS, FEES, ("房屋信息", ROOMS)];
    let staged = staged(
        &sheets,
        "community = \"东湖\"\n[fee]\n\"测试收费1\" = \"property\"\n",
    );
    assert_eq!(faults(&staged), Vec::<String>::new());
    assert!(staged.acceptable(false));
    assert_eq!(staged.community.as_deref(), Some("东湖"));

    let [first, second] = staged.buildings.as_slice() else {
        panic!()
    };
    assert_eq!((first.number.as_str(), first.units.len()), ("1", 2));
    assert_eq!(
        (first.units[1].floors, first.units[1].lift),
        (Some(33), Some(false))
    );
    assert_eq!(second.key, "building/2");

    let [owner, filler, child] = staged.people.as_slice() else {
        panic!()
    };
    assert_eq!(
        (owner.phones.as_slice(), owner.age),
        (["17000000001".to_owned()].as_slice(), Some(28))
    );
    assert_eq!(owner.id_number.as_deref(), Some("999999199001010002"));
    assert_eq!(
        (filler.phones.len(), filler.age, filler.id_number.as_deref()),
        (0, None, None)
    );
    assert_eq!(
        (child.role, child.belongs_to.as_deref()),
        (Role::Family, Some("person/2"))
    );
    let count = |filler| staged.fillers.get(&filler).copied().unwrap_or(0);
    assert_eq!(
        (
            count(Filler::Phone),
            count(Filler::Age),
            count(Filler::IdNumber)
        ),
        (1, 1, 2)
    );
    assert_eq!(count(Filler::Word), 1);

    let [by_area, fixed] = staged.fees.as_slice() else {
        panic!()
    };
    assert_eq!(
        (by_area.formula, by_area.price, by_area.fixed),
        (Formula::PerArea, 13_000, 2_000)
    );
    assert_eq!(
        (by_area.ours.as_deref(), by_area.from),
        (Some("property"), day(2020, 6, 10))
    );
    assert_eq!(
        (fixed.formula, fixed.fixed, fixed.months),
        (Formula::Fixed, 2_050, Some(3))
    );
    assert_eq!(
        (fixed.from, fixed.until),
        (day(2020, 6, 10), day(2037, 1, 1))
    );

    let [home, other] = staged.households.as_slice() else {
        panic!()
    };
    assert_eq!(
        (home.code.as_str(), home.key.as_str()),
        ("1-1-1011", "household/1-1-1011")
    );
    assert_eq!(
        (home.area, home.inner_area, home.rent),
        (9_456, Some(9_050), None)
    );
    assert_eq!(
        (home.kind, home.owners.as_slice()),
        (Some(RoomKind::Dwelling), ["person/1".to_owned()].as_slice())
    );
    let starts: Vec<_> = home
        .fees
        .iter()
        .map(|fee| (fee.fee.as_str(), fee.from))
        .collect();
    assert_eq!(starts, [("1", day(2020, 6, 10)), ("2", day(2020, 7, 10))]);
    assert_eq!(home.fees[0].ours.as_deref(), Some("property"));
    assert_eq!(other.fees[0].from, day(2020, 6, 10));
    assert_eq!(
        (home.source.sheet.as_ref(), home.source.row),
        ("房屋信息", 2)
    );
    assert_eq!(staged.rows[&SheetKind::Rooms], 2);

    let beside = notes(&staged)
        .iter()
        .filter(|(_, key)| key == "beside")
        .count();
    assert_eq!(beside, 3);
}

#[test]
fn the_same_comes_out_of_a_real_workbook() {
    let sheets = [BUILDINGS, OWNERS, FEES, ("房屋信息", ROOMS)];
    let direct = staged(&sheets, "");
    let book = workbook(&sheets);
    let (_folder, path) = file("community.xlsx", &xlsx(&book));
    let opened = opened(&path).unwrap();
    let read = stage(&opened.workbook, &Mapping::default(), &Known::default());
    assert_eq!(read.households, direct.households);
    assert!(read.people == direct.people);
    assert_eq!(read.fees, direct.fees);
    assert_eq!(read.buildings, direct.buildings);
    assert_eq!(read.notes, direct.notes);
    assert_eq!(read.fillers, direct.fillers);
}

#[test]
fn keys_are_the_same_in_every_import_and_different_in_one() {
    let sheets = [BUILDINGS, OWNERS, FEES, ("房屋信息", ROOMS)];
    let keys = |mapping: &str| {
        let staged = staged(&sheets, mapping);
        let homes = staged.households.iter().map(|home| home.key.clone());
        let people = staged.people.iter().map(|person| person.key.clone());
        let fees = staged.fees.iter().map(|fee| fee.key.clone());
        let buildings = staged.buildings.iter().map(|building| building.key.clone());
        homes
            .chain(people)
            .chain(fees)
            .chain(buildings)
            .collect::<Vec<_>>()
    };
    let first = keys("");
    assert_eq!(first, keys("community = \"x\"\n"));
    let distinct: std::collections::BTreeSet<_> = first.iter().collect();
    assert_eq!((distinct.len(), first.len()), (9, 9));
}

pub fn rooms_faults(row: &str, mapping: &str) -> Vec<String> {
    let rooms = format!("{ROOMS}{row}\n");
    faults(&staged(
        &[BUILDINGS, OWNERS, FEES, ("房屋信息", &rooms)],
        mapping,
    ))
}

#[test]
fn the_mapping_answers_what_the_file_cannot() {
    let row = "#1013|#1|#1|#1||#94.56|#6|||#110";
    for answer in ["unknown", "skip", "2"] {
        let rooms = format!("{ROOMS}{row}\n");
        let mapping = format!("[owner]\n\"6\" = \"{answer}\"\n");
        let staged = staged(&[BUILDINGS, OWNERS, FEES, ("房屋信息", &rooms)], &mapping);
        assert_eq!(faults(&staged), Vec::<String>::new());
        let home = staged.households.get(2);
        let owners = home.map(|home| home.owners.join(" "));
        let noted = notes(&staged)
            .into_iter()
            .find(|(row, _)| *row == 4)
            .map(|(_, key)| key);
        match answer {
            "unknown" => assert_eq!(
                (owners.as_deref(), noted.as_deref()),
                (Some(""), Some("owner-made-unknown"))
            ),
            "skip" => assert_eq!((owners, noted.as_deref()), (None, Some("row-skipped"))),
            _ => assert_eq!((owners.as_deref(), noted), (Some("person/2"), None)),
        }
    }
    assert_eq!(
        rooms_faults(row, "[owner]\n\"6\" = \"99\"\n"),
        ["房屋信息 4 mapped-owner-unknown mapped=99 owner=6"]
    );
    let coded = "#1013|#1|#1|#1||#94.56|#1|||#111";
    assert_eq!(
        rooms_faults(coded, "[code]\n\"111\" = \"shop\"\n"),
        Vec::<String>::new()
    );
    // A word of another table answers nothing here.
    assert_eq!(
        rooms_faults(coded, "[code]\n\"111\" = \"family\"\n").len(),
        1
    );
    let fee = "#1013|#1|#1|#1||#94.56|#1|水费|2020-1-1|#110";
    assert_eq!(
        rooms_faults(fee, "[fee]\n\"水费\" = \"电梯费\"\n"),
        Vec::<String>::new()
    );
    assert_eq!(
        rooms_faults(fee, "[fee]\n\"水费\" = \"water\"\n"),
        ["房屋信息 4 mapped-fee-unknown fee=水费 mapped=water"]
    );
    let unused = staged(&[BUILDINGS], "[owner]\n\"6\" = \"skip\"\n");
    assert_eq!(notes(&unused).last().unwrap().1, "map-unused");
}

#[test]
fn what_may_be_left_out_and_what_may_not() {
    let rooms = format!("{ROOMS}#1013|#1|#1|#1||#94.56|#6|||#110\n");
    let bad = staged(&[BUILDINGS, OWNERS, FEES, ("房屋信息", &rooms)], "");
    assert!(!bad.acceptable(false));
    assert!(bad.acceptable(true));
    assert_eq!(bad.households.len(), 2);
    assert_eq!(bad.bad_rows().len(), 1);
    let headless = staged(
        &[
            BUILDINGS,
            ("房屋信息", "房屋编号|楼栋编号|单元编号\n#1|#1|#1"),
        ],
        "",
    );
    assert_eq!(
        faults(&headless),
        ["房屋信息 0 heading-missing fields=area table=rooms"]
    );
    assert!(!headless.acceptable(true));
    let twice = staged(
        &[("楼栋单元", "楼栋号|单元编号|单元号|总层数\n#1|#1|#1|#6")],
        "",
    );
    assert_eq!(faults(&twice), ["楼栋单元 0 heading-twice heading=单元号"]);
    let nothing = staged(&[("x", "甲|乙\n#1|#2")], "");
    assert_eq!(faults(&nothing), ["0 nothing-found"]);
    assert_eq!(notes(&nothing), [(0, "sheet-ignored".to_owned())]);
}

#[test]
fn fillers_and_writings_of_telephone_numbers() {
    let owners = "
业主编号|姓名|联系电话
1|甲|18999999999
2|乙|11111111111
3|丙|138 0571 2345、0571-88881234
4|丁|+86 13805712346
5|戊|１３８０５７１２３４７
6|己|-
";
    let staged = staged(&[("业主", owners)], "");
    assert_eq!(faults(&staged), Vec::<String>::new());
    let phones: Vec<String> = staged
        .people
        .iter()
        .map(|person| person.phones.join(" "))
        .collect();
    assert_eq!(
        phones,
        [
            "",
            "",
            "13805712345 057188881234",
            "13805712346",
            "13805712347",
            ""
        ]
    );
    assert_eq!(staged.fillers[&Filler::Phone], 2);
    assert_eq!(staged.fillers[&Filler::Word], 1);
}

#[test]
fn a_filler_typed_as_a_number_is_a_filler() {
    let owners = "业主编号|姓名|手机号|身份证号\n#1|甲|#17000000001|#111111111111111000";
    let staged = staged(&[("业主", owners)], "");
    assert_eq!(faults(&staged), Vec::<String>::new());
    assert_eq!(staged.fillers[&Filler::IdNumber], 1);
}

#[test]
fn parking_spaces() {
    let heading = "停车场编号|车位编码|停车场类型|面积|业主编号|车牌号|车品牌|车类型（9901 家用小汽车 9902 客车 9903 货车）|颜色|出租还是出售（H出租S出售）|开始时间|结束时间";
    let rows = format!(
        "{heading}\n#1|C0001|地上停车位|#98.32\n#1|C0002|地下停车位|#1|#1|浙a12345|大众|#9901|白|H|2020-1-1|2037-1-1\n#1|C0001\n#1|C0003|空中\n"
    );
    let staged = staged(&[OWNERS, ("车位信息", &rows)], "");
    assert_eq!(
        faults(&staged),
        [
            "车位信息 4 parking-twice first_row=2 space=C0001",
            "车位信息 5 code-unknown code=空中"
        ]
    );
    let [first, second] = staged.parking.as_slice() else {
        panic!()
    };
    assert_eq!(
        (first.area, first.key.as_str()),
        (Some(9_832), "parking/1/C0001")
    );
    assert_eq!(
        (second.area, second.plate.as_deref()),
        (None, Some("浙A12345"))
    );
    assert_eq!(
        (second.vehicle, second.tenure),
        (Some(Vehicle::Car), Some(Tenure::Let))
    );
    assert_eq!(second.owner.as_deref(), Some("person/1"));
}

pub const FLAT: &str = "
楼号|单元|房间|楼层|总层数|是否有电梯|房屋类型|房屋户型|建筑面积|室内面积|租金|房屋状态|业主名称|性别|手机号|身份证号|业主类型
#1|#1|#1001|#1|#33|有|#110|#10102|#94.56|#94.56|#0|#2001|褚静|男|#17000000011|999999199001010012|#1001
#1|#1|#1001|#1|#33|有|#110|#10102|#94.56|#94.56|#0|#2001|褚小静|女|#18999999999|111111111111111111|#1002
#1|#1|#1002|#1|#33|有|#110|#10102|#94.56|#94.56|#0|#2001|褚静|男|#17000000011|999999199001010012|#1001
#1|#1|#1003|#1|#33|有|#110|#10102|#94.56|#94.56|#0|#2002
#1|#0|#8|#1||||#10102|#40|#40|#2000|#2006|钱霞、孙磊|女|#17000000012||#1001
";

#[test]
fn one_table_for_everything() {
    let staged = staged(&[("资产信息", FLAT)], "");
    assert_eq!(faults(&staged), Vec::<String>::new());
    let codes: Vec<&str> = staged
        .households
        .iter()
        .map(|home| home.code.as_str())
        .collect();
    assert_eq!(codes, ["1-1-1001", "1-1-1002", "1-1-1003", "1-0-8"]);
    assert_eq!(staged.households[2].state, Some(State::Unsold));
    let shop = &staged.households[3];
    assert_eq!(
        (shop.kind, shop.rent),
        (Some(RoomKind::Shop), Some(200_000))
    );
    let [owner, child, several] = staged.people.as_slice() else {
        panic!()
    };
    let owned = ["1-1-1001", "1-1-1002"].map(|code| (code.to_owned(), Role::Owner));
    assert_eq!(owner.homes, owned);
    assert_eq!(child.belongs_to.as_ref(), Some(&owner.key));
    assert_eq!(several.name, "钱霞、孙磊");
    assert!(notes(&staged).contains(&(6, "several-names".to_owned())));
    let [building] = staged.buildings.as_slice() else {
        panic!()
    };
    assert_eq!(building.units.len(), 2);
    assert_eq!(
        (building.units[0].floors, building.units[0].lift),
        (Some(33), Some(true))
    );
}

#[test]
fn notes_between_data_lose_no_data() {
    let rows = "
东湖花园
楼栋号|单元编号|总层数|是否有电梯|备用
#1|#1|#33|有
说明：下面是二期
||一期共 33 层
#2|#1|#18|无|旧
楼栋号|单元编号|总层数|是否有电梯|备用
合计||#51
#3||#18|无
";
    let staged = staged(&[("楼栋单元", rows)], "");
    assert_eq!(staged.buildings.len(), 2);
    assert_eq!(faults(&staged), ["楼栋单元 9 missing field=unit"]);
    let wanted = [
        (1, "title"),
        (4, "explanation"),
        (5, "explanation"),
        (7, "headings-again"),
        (8, "total"),
        (0, "column-ignored"),
    ];
    assert_eq!(
        notes(&staged),
        wanted.map(|(row, key)| (row, key.to_owned()))
    );
}

#[test]
fn a_table_may_lean_on_what_the_office_has() {
    let mut known = Known::default();
    known.units.insert("1-1".to_owned());
    known.owners.extend(["1".to_owned(), "2".to_owned()]);
    known.fees.extend(["1".to_owned(), "2".to_owned()]);
    let book = workbook(&[("房屋信息", ROOMS)]);
    let leaning = stage(&book, &Mapping::default(), &known);
    assert_eq!(faults(&leaning), Vec::<String>::new());
    assert_eq!((leaning.households.len(), leaning.buildings.len()), (2, 0));
    // Without, owners and fees are missing, and the buildings are taken from the rows, which is said.
    let alone = stage(&book, &Mapping::default(), &Known::default());
    assert_eq!(faults(&alone).len(), 5);
    assert_eq!(alone.buildings.len(), 1);
    assert!(notes(&alone).contains(&(0, "buildings-from-rooms".to_owned())));
}
