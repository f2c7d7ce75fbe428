//! What the figures were taken on, and what the kernel says of this process.

use std::fs;

/// Processor and number of cores.
pub fn line() -> String {
    let info = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = value(&info, "model name").unwrap_or("processor unknown");
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    format!("{model}, {cores} cores")
}

/// The most memory this process ever had resident, in MiB.
pub fn most_resident() -> f64 {
    mebibytes("self", "VmHWM")
}

/// Begins to count anew what was most resident.
pub fn forget_most_resident() {
    // A kernel that does not allow it leaves the figure too high, never too low.
    let _ = fs::write("/proc/self/clear_refs", "5");
}

/// The memory another process has resident now, in MiB.
pub fn resident(process: i32) -> f64 {
    mebibytes(&process.to_string(), "VmRSS")
}

fn mebibytes(process: &str, name: &str) -> f64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let kib = value(&status, name).and_then(|text| text.split(' ').next());
    kib.and_then(|kib| kib.parse::<f64>().ok())
        .unwrap_or(f64::NAN)
        / 1024.0
}

/// The value of the first line `name : value`.
fn value<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    text.lines()
        .filter_map(|line| line.split_once(':'))
        .find(|(key, _)| key.trim() == name)
        .map(|(_, value)| value.trim())
}
