//! What the caller was told before is raised where he asks next, and nothing
//! is put to him, or into his mouth, that he did not answer.

use crate::words::{Said, message as short, pages};

/// The school says that it is approved; the authority was asked as well.
const APPROVED: &str = "exam-date = 2026-09-10\nasked-institution = \"answered\"\n\
                        institution-reply = \"approved\"\napproved-date = 2026-11-10\n\
                        asked-bureau = \"answered\"\n";

/// The authority is at work on what the school says is approved.
#[test]
fn a_wait_says_what_the_school_says_against_it() {
    let no_day = APPROVED.replace("2026-11-10", "\"unknown\"");
    let own = "[given]\ntrained-here = \"yes\"";
    let rows: [Said; 2] = [
        (
            "old-date-shown",
            format!("{APPROVED}bureau-reply = \"in-process\""),
            &[
                "学校却说已经批准了，批准的日子，我记的是2026年11月10日",
                "however, says it is approved; the day of approval I noted",
                "两边说的不一样：再问它时一起问清",
                "while the authority says in process",
            ],
            &["照我们的记录"],
        ),
        (
            "old-date-shown",
            format!("{no_day}bureau-reply = \"in-process\"\nfee = \"paid\"\n{own}"),
            &[
                "照我们的记录，却是已经批准了。到底批了没有，哪天批的？",
                "Is it approved or not, and since when?",
            ],
            &["学校却说"],
        ),
    ];
    pages(&rows, "2026-12-10");
    let told = short(
        "first-nothing-shown",
        &format!("{APPROVED}bureau-reply = \"in-process\""),
    );
    assert!(
        told.contains("学校说批准了，到时候再打电话问清批了没有。"),
        "{told}"
    );
    assert!(
        told.contains("then ask if it is approved, as the school says."),
        "{told}"
    );
}

#[test]
fn what_the_school_said_is_put_to_every_office() {
    let no_day = APPROVED.replace("2026-11-10", "\"unknown\"");
    let own = "[given]\ntrained-here = \"yes\"";
    let sent = "exam-date = 2026-09-10\nasked-institution = \"answered\"\n\
                applied-date = 2026-09-20\nasked-bureau = \"answered\"\nbureau-reply = \"not-ours\"\n";
    let rows: [Said; 8] = [
        (
            "old-date-shown",
            format!("{APPROVED}bureau-reply = \"not-ours\""),
            &[
                "复审的申请，学校说已经批准了；批准的日子",
                "My review: the school says it is approved; the day",
            ],
            &[],
        ),
        (
            "first-nothing-shown",
            format!("{no_day}bureau-reply = \"data-fault\""),
            &[
                "办证的申请，学校说已经批准了。",
                "My certificate: the school says it is approved.",
            ],
            &["听说我的数据", "I was told my data"],
        ),
        (
            "old-date-shown",
            format!("{APPROVED}bureau-reply = \"refused\""),
            &["复审的申请，学校说已经批准了"],
            &[],
        ),
        (
            "old-date-shown",
            format!(
                "{APPROVED}bureau-reply = \"cannot-say\"\nfee = \"paid\"\nconduct = \"problem\""
            ),
            &["复审的申请，学校说已经批准了"],
            &[],
        ),
        (
            "old-date-shown",
            format!(
                "{APPROVED}bureau-reply = \"cannot-say\"\nfee = \"paid\"\nconduct = \"clean\"\nvalidity = \"lapsed\""
            ),
            &["复审的申请，学校说已经批准了"],
            &[],
        ),
        (
            "old-date-shown",
            format!("{sent}institution-reply = \"at-province\""),
            &[
                "学校说，市里过了，在省里等批准。",
                "The school says the city has passed it",
            ],
            &["已经批准了"],
        ),
        (
            "old-date-shown",
            format!("{sent}institution-reply = \"at-city\""),
            &[
                "学校说，已经报了，在市里审核。",
                "The school says it is reported",
            ],
            &[],
        ),
        (
            "nothing-shown",
            format!(
                "id-number = \"fine\"\nname = \"fine\"\n{APPROVED}bureau-reply = \"data-fault\"\nfee = \"paid\"\n{own}"
            ),
            &[
                "您那里答复过，我的数据有错，或者缺了",
                "You have replied that my data",
            ],
            &["听说是数据有错", "I was told that my data"],
        ),
    ];
    pages(&rows, "2026-12-10");
}

#[test]
fn the_days_that_were_told_are_said() {
    let sent =
        "exam-date = 2026-04-10\nreview-due = 2026-04-30\nasked-institution = \"answered\"\n";
    let own = "[given]\ntrained-here = \"yes\"";
    let nothing = "asked-bureau = \"answered\"\nbureau-reply = \"no-file\"";
    let unclear = "asked-bureau = \"answered\"\nbureau-reply = \"cannot-say\"\nfee = \"paid\"\nconduct = \"clean\"\nvalidity = \"valid\"";
    let rows: [Said; 7] = [
        (
            "old-date-shown",
            format!(
                "{sent}institution-reply = \"at-province\"\napplied-date = 2026-04-20\n{nothing}"
            ),
            &[
                "学校报的日子，我记的是2026年4月20日（周一），请照着再查一次",
                "by my notes: Monday 20 April 2026; please look again by that",
                "报的日子，我记的是2026年4月20日（周一）。可",
                "先看这一环：学校上报",
                "Look here first: School reports",
            ],
            &["申请收下的日子", "（学校说的日子）", "卡在这里"],
        ),
        (
            "old-date-shown",
            format!(
                "{sent}institution-reply = \"approved\"\napproved-date = 2026-06-10\n{nothing}"
            ),
            &[
                "批准的日子，我记的是2026年6月10日（周三），请照着再查一次",
                "哪天报的、报到哪里",
            ],
            &["（学校说的日子）"],
        ),
        (
            "old-date-shown",
            format!("{sent}institution-reply = \"at-city\"\napplied-date = \"unknown\"\n{nothing}"),
            &["请照（学校说的日子）再查一次", "先看这一环"],
            &[],
        ),
        (
            "old-date-shown",
            format!("{sent}institution-reply = \"cannot-say\"\n{nothing}"),
            &["卡在这里：学校上报"],
            &[],
        ),
        (
            "old-date-shown",
            format!("{sent}institution-reply = \"at-city\"\napplied-date = 2026-04-20\n{unclear}"),
            &[
                "您那里答复过，没说清办到哪一步。",
                "You have replied before, without saying how far it is.",
            ],
            &[],
        ),
        (
            "old-date-shown",
            format!("{sent}{nothing}\nfee = \"paid\"\ninstitution-reply = \"approved\"\napproved-date = 2026-06-10\n{own}").replace("asked-institution = \"answered\"\n", ""),
            &[
                "照我们的记录，已经批准了，批准的日子是2026年6月10日（周三）。",
                "By our records it is approved; the day of approval is",
            ],
            &["学校说已经批准了"],
        ),
        (
            "old-date-shown",
            format!("{sent}{unclear}\ninstitution-reply = \"at-city\"\napplied-date = 2026-04-20\n{own}").replace("asked-institution = \"answered\"\n", ""),
            &["学校查过，已经报了，在市里审核。", "The school has looked it up: it is reported"],
            &["学校说，已经报了"],
        ),
    ];
    pages(&rows, "2026-12-10");
}

#[test]
fn what_is_in_his_own_hands_is_told_as_his() {
    let renewal = "validity-end = 2027-06-10\nexam-date = 2026-09-10\n";
    let himself = "applied = \"yes\"\napplied-date = 2026-09-20\nasked-bureau = \"answered\"\nbureau-reply = \"cannot-say\"\nfee = \"unpaid\"";
    let rows: [Said; 4] = [
        (
            "renewal-old-date",
            format!("{renewal}exam-result = \"passed\"\napplied = \"no\""),
            &["卡在这里：材料递交", "It hangs here: Papers handed in"],
            &["学校上报"],
        ),
        (
            "old-date-shown",
            "exam-date = 2026-09-10\nasked-institution = \"answered\"\ninstitution-reply = \"never-applied\"".to_owned(),
            &["卡在这里：材料递交"],
            &["学校上报"],
        ),
        (
            "old-date-shown",
            "exam-date = 2026-09-10\nasked-institution = \"answered\"\ninstitution-reply = \"not-reported\"".to_owned(),
            &["卡在这里：学校上报"],
            &[],
        ),
        (
            "renewal-old-date",
            format!("{renewal}{himself}"),
            &["手续可能停在这里", "停没停，要问收下的那一家", "whether it is paused you hear from"],
            &["手续停在这里", "手续会暂停", "the process is paused"],
        ),
    ];
    pages(&rows, "2026-12-10");
}

#[test]
fn who_paid_or_holds_a_card_is_not_spoken_to_as_somebody_else() {
    let rows: [Said; 2] = [
        (
            "first-nothing-shown",
            "channel = \"paid-fast\"".to_owned(),
            &[
                "花钱办证、「加急」办证信不得",
                "没核对清楚，就先当还没有证",
                "我花钱请人办过证（或者「加急」过）",
                "I paid somebody for a certificate (or",
            ],
            &["我找人「加急」花过钱", "花钱「加急」办证信不得"],
        ),
        (
            "first-nothing-shown",
            "seen = \"qr-only\"".to_owned(),
            &[
                "官网上没有，先当还没有证：不能焊接，扫码看到的那张也先别拿去上岗",
                "the one behind the code for work",
            ],
            &["还没有证，不能焊接。"],
        ),
    ];
    pages(&rows, "2026-12-10");
}

/// The days that are drawn have their source, and no rule is said to hold for
/// whom it does not.
#[test]
fn the_days_on_the_line_have_their_source() {
    let rows: [Said; 1] = [(
        "old-date-shown",
        format!("{APPROVED}bureau-reply = \"in-process\""),
        &[
            "复审：总局令第30号；换证、第一次办证",
            "平台问答：官方查询平台的常见问题",
        ],
        &["的，按它办"],
    )];
    pages(&rows, "2026-12-10");
}
