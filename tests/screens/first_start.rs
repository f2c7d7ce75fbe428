//! The first start, step by step, in both languages.

use frontdesk::locale::Language;
use frontdesk::tui::turn;
use frontdesk::wire::view::Header;
use frontdesk::wire::{Answer, Ask, Body, Command, Query, Reply};

use super::day;
use crate::support::screen::{Screen, Setup};

/// A new office: no homes, no community, its manager named after the account.
fn start() -> Screen {
    let mut homes = false;
    let script = move |ask: &Ask| match ask {
        Ask::Query(query) => Some(Body::Reply(Box::new(match &**query {
            Query::FirstStart => Reply::FirstStart(!homes),
            Query::Known(..) => Reply::Known(Box::default()),
            Query::Header => Reply::Header(Header {
                office: String::new(),
                ..day::header()
            }),
            other => day::answer(other),
        }))),
        Ask::Import { done: true, .. } => {
            homes = true;
            Some(Body::Answer(Answer::Done(frontdesk::wire::Done::default())))
        }
        Ask::Do { command, .. } if command.name == "homes.pattern" => {
            homes = true;
            day::script()(ask)
        }
        other => day::script()(other),
    };
    let mut screen = Screen::start(&Setup::of(80, 24), Box::new(|_| None));
    screen.app.languages = Language::ALL.to_vec();
    screen.link.script(Box::new(script));
    screen.cut();
    screen.mend();
    screen
}

fn told(commands: Vec<Command>) -> Vec<(String, Vec<(String, String)>)> {
    let told = commands.into_iter();
    told.map(|command| (command.name, command.args)).collect()
}

fn args(given: &[(&str, &str)]) -> Vec<(String, String)> {
    let given = given.iter();
    given
        .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
        .collect()
}

#[test]
fn language_office_and_homes_by_pattern_lead_to_the_counter() {
    let mut screen = start();
    insta::assert_snapshot!("language", screen.picture());
    screen.keys("enter").types("翠湖花园");
    insta::assert_snapshot!("office", screen.picture());
    screen.keys("enter");
    assert_eq!(
        told(screen.take_commands()),
        [("community.add".to_owned(), args(&[("name", "翠湖花园")]))]
    );
    insta::assert_snapshot!("ways", screen.picture());
    screen
        .keys("down enter")
        .types("1-6")
        .keys("tab")
        .types("2");
    // Back and forth nothing is lost, and what was done is not done again.
    screen.keys("esc esc enter down enter");
    insta::assert_snapshot!("pattern", screen.picture());
    screen
        .keys("tab")
        .types("18")
        .keys("tab")
        .types("4")
        .keys("enter");
    let made = args(&[
        ("buildings", "1-6"),
        ("units", "2"),
        ("floors", "18"),
        ("rooms", "4"),
        ("community", "翠湖花园"),
    ]);
    assert_eq!(
        told(screen.take_commands()),
        [("homes.pattern".to_owned(), made)]
    );
    let picture = screen.picture();
    assert!(
        picture.contains("房屋资料已建好。先按 c 接一个来电"),
        "{picture}"
    );
    assert!(picture.contains("来电来访"), "{picture}");
}

#[test]
fn another_language_is_taken_at_once_and_kept() {
    let mut screen = start();
    screen.keys("down down enter");
    assert_eq!(screen.app.chosen, Some(Language::En));
    insta::assert_snapshot!("office_en", screen.picture());
    screen.types("Jade Lake").keys("enter");
    insta::assert_snapshot!("ways_en", screen.picture());
    screen.keys("enter");
    insta::assert_snapshot!("file_en", screen.picture());
    screen.keys("esc down enter");
    insta::assert_snapshot!("pattern_en", screen.picture());
}

#[test]
fn a_file_is_judged_first_and_loaded_when_it_was_seen() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("房屋.csv");
    std::fs::write(
        &file,
        "楼栋号,单元编号,总层数,是否有电梯\n1,1,18,是\n1,2,18,有吧\n",
    )
    .unwrap();
    let mut screen = start();
    screen.keys("enter").types("翠湖花园").keys("enter enter");
    screen.types("/no/such.xlsx").keys("enter");
    assert!(
        screen.picture().contains("没有这个文件"),
        "{}",
        screen.picture()
    );
    screen
        .keys("C-u")
        .types(file.to_str().unwrap())
        .keys("enter");
    let picture = screen.picture();
    assert!(
        picture.contains("检查结果") && picture.contains("有吧"),
        "{picture}"
    );
    assert!(picture.contains("1 处问题"), "{picture}");
    screen.take_asked();
    screen.keys("enter");
    let asked = screen.take_asked();
    let loads = asked
        .iter()
        .any(|ask| matches!(ask, Ask::Import { done: true, .. }));
    assert!(loads, "{asked:?}");
    assert!(
        screen.picture().contains("房屋资料已建好"),
        "{}",
        screen.picture()
    );
}

#[test]
fn a_file_is_read_beside_the_screen_and_can_be_given_up() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("房屋.csv");
    std::fs::write(&file, "楼栋号,单元编号,总层数,是否有电梯\n1,1,18,是\n").unwrap();
    let mut screen = start();
    screen.slow = true;
    screen.keys("enter").types("翠湖花园").keys("enter enter");
    screen.types(file.to_str().unwrap()).keys("enter");
    assert_eq!(screen.app.chores.len(), 1);
    assert!(screen.picture().contains("已 0 秒"), "{}", screen.picture());
    screen.pass(3_200);
    let picture = screen.picture();
    assert!(
        picture.contains("已 3 秒") && picture.contains("Esc"),
        "{picture}"
    );
    // What is typed meanwhile changes nothing, and Enter begins no second one.
    screen.types("x").keys("enter");
    assert_eq!(screen.app.chores.len(), 1);
    screen.keys("esc");
    let picture = screen.picture();
    assert!(
        picture.contains("已取消") && !picture.contains("正在读取"),
        "{picture}"
    );
    assert!(picture.contains("房屋.csv"), "{picture}");
    // What comes of it now is nobody's; the file can be read again.
    let late = screen.app.chores.remove(0);
    turn::finished(&mut screen.app, late.run(), screen.steady);
    assert!(
        !screen.picture().contains("检查结果"),
        "{}",
        screen.picture()
    );
    screen.keys("enter");
    let again = screen.app.chores.remove(0);
    turn::finished(&mut screen.app, again.run(), screen.steady);
    assert!(
        screen.picture().contains("没有发现问题"),
        "{}",
        screen.picture()
    );
}

#[test]
fn it_can_be_left_and_opened_again_and_the_demo_is_one_of_the_ways() {
    let mut screen = start();
    screen.keys("esc");
    assert!(
        screen.picture().contains("初次使用”可以接着建"),
        "{}",
        screen.picture()
    );
    screen.keys(":").types("wizard.open").keys("enter");
    screen
        .keys("enter")
        .types("翠湖花园")
        .keys("enter down down enter");
    assert!(screen.app.over && screen.app.demo);
}

#[test]
fn what_was_mistyped_in_the_second_step_is_corrected_not_added() {
    let mut screen = start();
    screen.keys("enter").types("翠胡花园").keys("enter");
    screen.keys("esc C-u").types("翠湖花园").keys("enter");
    screen.keys("esc tab C-u").types("李方").keys("enter");
    screen.keys("esc tab C-u").types("李芳").keys("enter");
    let asked = screen.take_asked().into_iter();
    let (requests, commands): (Vec<_>, Vec<_>) = asked
        .filter_map(|ask| match ask {
            Ask::Do { request, command } => Some((request, command)),
            _ => None,
        })
        .unzip();
    let corrected = args(&[("community", "翠胡花园"), ("name", "翠湖花园")]);
    assert_eq!(
        told(commands),
        [
            ("community.add".to_owned(), args(&[("name", "翠胡花园")])),
            ("community.rename".to_owned(), corrected),
            ("staff.edit".to_owned(), args(&[("name", "李方")])),
            ("staff.edit".to_owned(), args(&[("name", "李芳")])),
        ]
    );
    // Each is an act of its own: under one id the second would be refused.
    let ids: std::collections::BTreeSet<_> = requests.iter().collect();
    assert_eq!(ids.len(), requests.len(), "{requests:?}");
}
