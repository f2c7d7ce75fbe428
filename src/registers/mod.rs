//! The shipped register declarations: name of the file, its text.

/// Every shipped register, in the order in which they are listed.
pub const SHIPPED: &[(&str, &str)] = &[
    ("key.toml", include_str!("key.toml")),
    ("card.toml", include_str!("card.toml")),
    ("visitor.toml", include_str!("visitor.toml")),
    ("goods.toml", include_str!("goods.toml")),
];
