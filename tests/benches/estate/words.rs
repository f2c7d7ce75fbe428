//! What people are called and what is the matter.

/// Found in about one ticket of fifteen.
pub const COMMON: &str = "跳闸";
/// Found in a few tickets, whatever their number.
pub const RARE: &str = "玻璃胶";
/// How many tickets hold it.
pub const RARE_TICKETS: u64 = 3;
/// Found nowhere.
pub const ABSENT: &str = "直升机";

pub const SURNAMES: &[&str] = &[
    "王", "李", "张", "刘", "陈", "杨", "黄", "赵", "周", "吴", "徐", "孙", "马", "朱", "胡", "林",
    "郭", "何", "高", "罗", "欧阳", "曾", "单", "解",
];

pub const GIVEN: &[&str] = &[
    "伟", "芳", "娜", "敏", "静", "秀英", "丽", "强", "磊", "洋", "艳", "勇", "军", "杰", "娟",
    "涛", "明", "超", "秀兰", "霞", "建国", "志强", "晓东", "玉兰", "桂英", "文",
];

pub const PLACES: &[&str] = &[
    "厨房",
    "卫生间",
    "客厅",
    "主卧",
    "阳台",
    "楼道",
    "地下车库",
    "电梯厅",
];

/// Category, matter.
pub const REPAIRS: &[(&str, &str)] = &[
    ("water", "水管漏水，地板已湿"),
    ("water", "下水道堵塞返水"),
    ("water", "水龙头关不紧一直滴水"),
    ("water", "马桶堵塞无法冲水"),
    ("electric", "跳闸，冰箱没电"),
    ("electric", "插座打火有焦味"),
    ("electric", "空气开关跳闸合不上"),
    ("lighting", "灯不亮，换了灯泡也不行"),
    ("lift", "电梯异响，开门有卡顿"),
    ("door", "单元门关不上，闭门器坏了"),
    ("access", "门禁卡刷不开"),
    ("lock", "入户门锁芯转不动"),
    ("leak", "外墙渗水，墙面起皮"),
    ("weak_current", "对讲听不到声音"),
    ("hvac", "空调外机滴水到楼下"),
    ("public", "楼道堆放杂物，影响通行"),
];

pub const COMPLAINTS: &[(&str, &str)] = &[
    ("noise", "楼上装修噪音，中午也不停"),
    ("parking", "车位被占，联系不上车主"),
    ("environment", "垃圾桶满了没人清，气味很大"),
    ("service", "报修三天没有人联系"),
    ("neighbour", "邻居养狗夜里一直叫"),
];

pub const REQUESTS: &[(&str, &str)] = &[
    ("suggestion", "建议在小区北门加装休息长椅"),
    ("suggestion", "希望延长活动室开放时间"),
];

pub const RESULTS: &[&str] = &[
    "更换密封圈，试水正常",
    "疏通完毕，业主确认",
    "更换空气开关，通电正常",
    "现场调整，观察两天",
];
