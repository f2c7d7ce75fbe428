//! How categories, phrases, notices, approvals, settings and shifts are kept.

use super::figures::Figure;
use super::indexes::{
    APPROVAL_PENDING, OUTAGE_BY_UNTIL, SETTING_BY_KEY, SHIFT_HANDED, SHIFT_ON, SHIFT_WAITING, entry,
};
use super::kept;
use super::work::by_number;
use crate::domain::office::{Approval, ApprovalState, Category, Outage, Phrase, Setting};
use crate::domain::report::ReportMade;
use crate::domain::shift::Shift;
use crate::storage::codec::Key;

kept! { Category, 16;
    id = |me| me.id;
    index = |_me| Vec::new();
    tally = |_me| Vec::new();
}

kept! { Phrase, 17;
    id = |me| me.id;
    index = |_me| Vec::new();
    tally = |_me| Vec::new();
}

kept! { Outage, 18;
    id = |me| me.id;
    index = |me| vec![entry(OUTAGE_BY_UNTIL, Key::new().i64(me.until.ms()))];
    tally = |_me| Vec::new();
}

kept! { Approval, 19;
    id = |me| me.id.0;
    index = |me| {
        let mut keys = vec![by_number(me.number)];
        if me.state == ApprovalState::Pending {
            keys.push(entry(APPROVAL_PENDING, Key::new().i64(me.expires_at.ms())));
        }
        keys
    };
    tally = |me| {
        if me.state == ApprovalState::Pending { vec![Figure::PendingApprovals.tally(1)] } else { Vec::new() }
    };
}

kept! { Setting, 20;
    id = |me| me.id;
    index = |me| vec![entry(SETTING_BY_KEY, Key::new().str(&me.key))];
    tally = |_me| Vec::new();
}

kept! { Shift, 30;
    id = |me| me.id;
    index = |me| {
        let Some(handed) = me.handed_at else {
            return vec![entry(SHIFT_ON, Key::new().u64(me.staff.0))];
        };
        let mut keys = vec![entry(SHIFT_HANDED, Key::new().i64(handed.ms()))];
        if me.is_waiting() {
            keys.push(entry(SHIFT_WAITING, Key::new().i64(handed.ms())));
        }
        keys
    };
    tally = |_me| Vec::new();
}

kept! { ReportMade, 49;
    id = |me| me.id;
    index = |_me| Vec::new();
    tally = |_me| Vec::new();
}
