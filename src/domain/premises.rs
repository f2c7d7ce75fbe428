//! x
pub struct Code(String);
impl Code {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
pub fn candidates(_t: &str, _e: &dyn Fn(&str) -> bool) -> Vec<Code> {
    vec![]
}
