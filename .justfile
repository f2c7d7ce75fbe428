# What CI runs, step by step; `.ci/run` calls the same.
check:
    .ci/run

# Accept new pictures of screens after looking at each.
review:
    cargo insta review

# The long campaigns: power cuts, bit flips, kills, random keys.
campaign:
    FRONTDESK_CAMPAIGN=long cargo test --release -- --nocapture
