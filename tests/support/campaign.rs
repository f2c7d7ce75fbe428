//! How much a campaign does: a little every day, what a change must pass, or all before a release.

/// The size for this run, as `FRONTDESK_CAMPAIGN` says: unset is everyday, `ci` what `.ci/run` asks, `long` everything.
///
/// A word nobody knows must not pass for a long campaign.
pub fn size<T>(everyday: T, ci: T, long: T) -> T {
    match std::env::var("FRONTDESK_CAMPAIGN").as_deref() {
        Err(_) => everyday,
        Ok("ci") => ci,
        Ok("long") => long,
        Ok(other) => panic!("FRONTDESK_CAMPAIGN is ci or long, not {other}"),
    }
}
