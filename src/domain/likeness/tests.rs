//! What is taken for the same matter and what is not.

use super::*;

const WINDOWS: Windows = Windows {
    line: 72,
    building: 24,
    complaint: 720,
    words: 100,
};

fn at(minutes: i64) -> Instant {
    Instant::from_ms(1_700_000_000_000).plus_minutes(minutes)
}

fn repair<'a>(place: &'a str, category: &'a str, text: &'a str, minutes: i64) -> Report<'a> {
    Report {
        community: CommunityId(1),
        places: vec![place],
        phone: "",
        kind: Some(TicketKind::Repair),
        category,
        texts: vec![text],
        at: at(minutes),
    }
}

fn complaint<'a>(place: &'a str, text: &'a str, minutes: i64) -> Report<'a> {
    Report {
        kind: Some(TicketKind::Complaint),
        ..repair(place, "noise", text, minutes)
    }
}

fn nears(asked: &Report<'_>, candidates: &[Report<'_>]) -> Vec<(usize, &'static str)> {
    let likely = likely(asked, candidates, &WINDOWS);
    likely
        .iter()
        .map(|one| (one.at, one.why.near.name()))
        .collect()
}

#[test]
fn the_nearest_place_comes_first() {
    let asked = repair("3-2-1201", "water", "天花板滴水", 0);
    let candidates = [
        repair("3-1-0302", "water", "龙头坏了", -30),
        repair("3-2-0803", "water", "阀门坏了", -30),
        repair("3-2 公共", "water", "楼道水管", -30),
        repair("3-2-1301", "water", "水管爆了", -30),
        repair("3-2-1201", "water", "地漏堵了", -30),
        repair("5-2-1301", "water", "水管爆了", -30),
        repair("公共", "water", "总管爆了", -30),
    ];
    assert_eq!(
        nears(&asked, &candidates),
        [
            (4, "home"),
            (3, "line"),
            (2, "shared"),
            (6, "shared"),
            (1, "unit"),
            (0, "building"),
        ]
    );
}

#[test]
fn a_window_closes() {
    let asked = repair("3-2-1201", "water", "天花板滴水", 0);
    let near = |place, hours: i64| {
        let candidate = repair(place, "water", "龙头坏了", 1 - hours * 60);
        !nears(&asked, &[candidate]).is_empty()
    };
    assert!(near("3-2-1101", 72) && !near("3-2-1101", 73), "line");
    assert!(near("3-1-0302", 24) && !near("3-1-0302", 25), "building");
    assert!(near("3-2-1201", 10_000), "the home's own stays open");
}

#[test]
fn another_category_needs_words() {
    let asked = repair("3-2-1201", "water", "天花板滴水", 0);
    let wall = repair("3-2-1301", "masonry", "厨房天花板滴水", -30);
    let lamp = repair("3-2-1301", "electric", "客厅灯不亮", -30);
    let found = likely(&asked, &[wall, lamp], &WINDOWS);
    assert_eq!(found.len(), 1);
    assert_eq!(
        found[0].why,
        Likeness {
            near: Near::Line,
            category: false,
            hours: 1,
            words: vec!["天花板滴水".into()],
        }
    );
}

#[test]
fn a_home_that_joined_in_speaks_for_its_line() {
    let asked = repair("3-2-1201", "water", "天花板滴水", 0);
    let mut burst = repair("3 公共", "water", "主管爆裂", -600);
    assert_eq!(nears(&asked, std::slice::from_ref(&burst)), [(0, "shared")]);
    burst.places.push("3-2-1301");
    assert_eq!(nears(&asked, std::slice::from_ref(&burst)), [(0, "line")]);
    burst.places.push("3-2-1201");
    assert_eq!(nears(&asked, &[burst]), [(0, "home")]);
}

#[test]
fn far_away_only_grievances_in_the_same_words_are_one() {
    let asked = complaint("3-2-1201", "隔壁工地半夜施工噪音", 0);
    let same = complaint("7-1-0502", "工地半夜还在施工，噪音大", -6_000);
    let other = complaint("7-1-0502", "楼上装修噪音", -6_000);
    let works = repair("7-1-0502", "noise", "工地半夜施工噪音", -60);
    assert_eq!(nears(&asked, &[same, other, works]), [(0, "community")]);
    let mut elsewhere = complaint("7-1-0502", "隔壁工地半夜施工噪音", -60);
    elsewhere.community = CommunityId(2);
    assert!(nears(&asked, &[elsewhere]).is_empty());
}

#[test]
fn a_phone_is_followed_anywhere() {
    let mut asked = repair("", "water", "还没人来修", 0);
    asked.phone = "13800005678";
    let mut mine = repair("3-2-1201", "water", "厨房漏水", -600);
    assert!(nears(&asked, std::slice::from_ref(&mine)).is_empty());
    mine.phone = "13800005678";
    assert_eq!(nears(&asked, &[mine]), [(0, "phone")]);
}

#[test]
fn nothing_known_is_nothing_alike() {
    let asked = repair("3-2-1201", "", "", 0);
    let other = repair("3-2-1201", "", "", -30);
    assert!(nears(&asked, &[other]).is_empty());
}

/// Homes by floors, a pipe that bursts in one: those below report on its line, everybody else reports something else.
#[test]
fn a_burst_pipe_is_found_by_its_line() {
    const FLOORS: u32 = 18;
    const PLACES: u32 = 4;
    let trouble = ["天花板滴水", "墙上有水", "厨房顶漏水", "楼上水下来了"];
    let others = ["马桶堵了", "龙头坏了", "水表不走", "热水不热"];
    let mut found = 0;
    let mut asked_of = 0;
    let mut wrong = 0;
    for burst in 2..=FLOORS {
        let codes: Vec<(u32, String)> = (1..=FLOORS)
            .flat_map(|floor| (1..=PLACES).map(move |place| (floor, place)))
            .map(|(floor, place)| (place, format!("3-2-{floor:02}{place:02}")))
            .collect();
        let at_floor = |floor: u32| format!("3-2-{floor:02}01");
        let first = at_floor(burst);
        let mut open = vec![repair(&first, "water", "水管爆裂", -90)];
        for (place, code) in codes.iter().filter(|(place, _)| *place > 1).step_by(5) {
            let text = others[usize::try_from(*place).unwrap() % others.len()];
            open.push(repair(code, "water", text, -50));
        }
        for floor in 1..burst {
            let code = at_floor(floor);
            let text = trouble[usize::try_from(floor).unwrap() % trouble.len()];
            let asked = repair(&code, "water", text, i64::from(floor));
            let likely = likely(&asked, &open, &WINDOWS);
            asked_of += 1;
            found += u32::from(likely.first().is_some_and(|one| one.at == 0));
            wrong += u32::from(
                likely
                    .iter()
                    .any(|one| one.at > 0 && one.why.near == Near::Line),
            );
        }
    }
    println!(
        "line: {found} of {asked_of} homes below find the burst pipe first, {wrong} see another on their line"
    );
    assert_eq!((found, wrong), (asked_of, 0));
}
