//! The naive second implementation of payments: plain lists, in which nothing is kept that can be added up.

use std::collections::BTreeMap;

use frontdesk::domain::calendar::Day;
use frontdesk::domain::id::Number;

use super::payment_model::Rules;

pub struct Owing {
    pub home: usize,
    pub due: Day,
    pub amount: i64,
    pub posted: i64,
}

pub struct Receipt {
    pub number: Number,
    pub home: usize,
    pub on: Day,
    pub amount: i64,
    /// Charge, whether of its late fee, amount.
    pub parts: Vec<(usize, bool, i64)>,
    pub ahead: i64,
    pub refunded: i64,
    pub rounded: i64,
    pub void: bool,
}

/// Everything in plain lists; nothing is kept that can be added up.
pub struct Model {
    pub rules: Rules,
    pub today: Day,
    pub charges: Vec<Owing>,
    pub receipts: Vec<Receipt>,
}

impl Model {
    pub fn paid(&self, charge: usize, late: bool) -> i64 {
        let standing = self.receipts.iter().filter(|receipt| !receipt.void);
        let parts = standing.flat_map(|receipt| &receipt.parts);
        let own = parts.filter(|part| part.0 == charge && part.1 == late);
        own.map(|part| part.2).sum()
    }

    pub fn open(&self, charge: usize) -> i64 {
        self.charges[charge].amount - self.paid(charge, false)
    }

    /// What of a charge was owed when a day began, had all that is open been paid on `settled`.
    pub fn began(&self, charge: usize, day: Day, settled: Option<Day>) -> i64 {
        let standing = self.receipts.iter().filter(|receipt| !receipt.void);
        let before = standing.filter(|receipt| receipt.on < day);
        let parts = before.flat_map(|receipt| &receipt.parts);
        let own = parts.filter(|part| part.0 == charge && !part.1);
        let more = if settled.is_some_and(|settled| settled < day) {
            self.open(charge)
        } else {
            0
        };
        self.charges[charge].amount - own.map(|part| part.2).sum::<i64>() - more
    }

    /// The late fee by the end of a day, added up day by day.
    pub fn grown(&self, charge: usize, on: Day) -> i64 {
        self.grown_if(charge, on, None)
    }

    /// The same, had all that is open been paid on `settled`.
    pub fn grown_if(&self, charge: usize, on: Day, settled: Option<Day>) -> i64 {
        let due = self.charges[charge].due;
        let free = due.plus(self.rules.grace);
        if self.rules.ppm == 0 || on <= free {
            return 0;
        }
        let mut day = if self.rules.grace_costs { due } else { free };
        let mut millionths: i128 = 0;
        while day < on {
            day = day.plus(1);
            let late = self.began(charge, day.max(free.plus(1)), settled);
            millionths += i128::from(late) * i128::from(self.rules.ppm);
        }
        if self.rules.cap > 0 {
            let late = self.began(charge, free.plus(1), settled);
            millionths = millionths.min(i128::from(late) * i128::from(self.rules.cap) * 10_000);
        }
        i64::try_from((millionths + 500_000) / 1_000_000).unwrap()
    }

    /// What can be asked for of its late fee by money of a day: nothing of what was booked for the days after it.
    pub fn late_open(&self, charge: usize, on: Day) -> i64 {
        let posted = self.charges[charge].posted;
        let unpaid = posted - self.paid(charge, true);
        let grown = self.grown(charge, on);
        let without = self.grown_if(charge, self.today, Some(on));
        let saved = (posted - without).max(0) - self.too_much(charge);
        let beyond = if on < self.today && self.open(charge) > 0 {
            saved.min(unpaid).max(0)
        } else {
            0
        };
        unpaid - beyond + (grown - posted).max(0)
    }

    /// How much more is booked of its late fee than has grown by today.
    pub fn too_much(&self, charge: usize) -> i64 {
        (self.charges[charge].posted - self.grown(charge, self.today)).max(0)
    }

    /// Puts parts on a receipt; what was booked of late fees for days after its own, and did not grow because this money
    /// was there, is booked no more, as far as it was not paid.
    pub fn put(&mut self, receipt: usize, parts: Vec<(usize, bool, i64)>) {
        let principal: BTreeMap<usize, i64> = parts
            .iter()
            .filter(|part| !part.1)
            .map(|part| (part.0, self.too_much(part.0)))
            .collect();
        let earlier = self.receipts[receipt].on < self.today;
        self.receipts[receipt].parts.extend(parts);
        for (charge, before) in principal.into_iter().filter(|_| earlier) {
            let unpaid = self.charges[charge].posted - self.paid(charge, true);
            let back = (self.too_much(charge) - before).min(unpaid).max(0);
            self.charges[charge].posted -= back;
        }
    }

    /// Charge, whether its late fee, what is open: in the order of payment.
    pub fn claims(&self, homes: &[usize], on: Day, first: &[usize]) -> Vec<(usize, bool, i64)> {
        let mut claims = Vec::new();
        for at in 0..self.charges.len() {
            let late_posted = self.charges[at].posted - self.paid(at, true);
            if homes.contains(&self.charges[at].home) && self.open(at) + late_posted > 0 {
                claims.push((at, false, self.open(at)));
                claims.push((at, true, self.late_open(at, on)));
            }
        }
        claims.retain(|claim| claim.2 > 0);
        let principal_first = self.rules.principal_first;
        claims.sort_by_key(|(at, late, _)| {
            let chosen = first.iter().position(|one| one == at);
            let chosen = chosen.unwrap_or(usize::MAX);
            (chosen, *late == principal_first, self.charges[*at].due, *at)
        });
        claims
    }

    /// Fills claim after claim; books the late fees of what gets something. Returns the parts and what is left.
    pub fn fill(
        &mut self,
        mut money: i64,
        on: Day,
        claims: &[(usize, bool, i64)],
    ) -> (Vec<(usize, bool, i64)>, i64) {
        let mut parts = Vec::new();
        for (at, late, open) in claims {
            let part = money.min(*open);
            if part > 0 {
                parts.push((*at, *late, part));
                money -= part;
            }
        }
        for (at, ..) in &parts {
            self.charges[*at].posted = self.charges[*at].posted.max(self.grown(*at, on));
        }
        (parts, money)
    }

    pub fn use_ahead(&mut self, home: usize) {
        for at in 0..self.receipts.len() {
            let receipt = &self.receipts[at];
            if receipt.void || receipt.home != home || receipt.ahead == 0 {
                continue;
            }
            let (on, ahead) = (receipt.on, receipt.ahead);
            let claims = self.claims(&[home], on, &[]);
            let (parts, left) = self.fill(ahead, on, &claims);
            self.receipts[at].ahead = left;
            self.put(at, parts);
        }
    }

    pub fn due(&self, homes: &[usize], on: Day) -> i64 {
        let claims = self.claims(homes, on, &[]);
        claims.iter().map(|claim| claim.2).sum()
    }

    pub fn of_home(&self, parts: &[(usize, bool, i64)], home: usize) -> i64 {
        let own = parts
            .iter()
            .filter(|part| self.charges[part.0].home == home);
        own.map(|part| part.2).sum()
    }

    pub fn owed(&self, home: usize) -> i64 {
        let own = (0..self.charges.len()).filter(|at| self.charges[*at].home == home);
        own.map(|at| self.open(at) + self.charges[at].posted - self.paid(at, true))
            .sum()
    }

    pub fn ahead(&self, home: usize) -> i64 {
        let own = self
            .receipts
            .iter()
            .filter(|one| !one.void && one.home == home);
        own.map(|receipt| receipt.ahead).sum()
    }
}
