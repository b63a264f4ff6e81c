//! Judges the conclusion grammar by rationales beyond the table, and by what must hold of any text.

use imr_ls::model::conclusion::{Necessity, conclusions, has_verdict_cue};
use toml::{Table, Value};

const LISTS: [(&str, Option<Necessity>); 3] =
    [("not_necessary", Some(Necessity::NotNecessary)), ("necessary", Some(Necessity::Necessary)), ("none", None)];

fn rationales(table: &Table, list: &str) -> Vec<String> {
    let rows = table[list].as_array().expect("the table has this list");
    rows.iter().filter_map(Value::as_str).map(str::to_owned).collect()
}

fn table() -> Table {
    include_str!("../tables/more-conclusions.toml").parse().expect("the table is valid")
}

fn necessities(text: &str) -> Vec<Necessity> {
    conclusions(text).iter().map(|found| found.necessity).collect()
}

#[test]
fn the_last_conclusion() {
    let table = table();
    for (list, wanted) in LISTS {
        let wrong = |text: &String| necessities(text).last().copied() != wanted;
        let failures: Vec<String> = rationales(&table, list).into_iter().filter(wrong).collect();
        assert!(failures.is_empty(), "{} should read as {list}:\n{failures:#?}", failures.len());
    }
}

#[test]
fn the_deciding_words() {
    for (text, words) in [
        (
            "As such, the request is not medically necessary and appropriate. ",
            "not medically necessary and appropriate",
        ),
        ("The request is, at this time, not medically \r\n\r\nnecessary.", "not medically \r\n\r\nnecessary"),
        ("The request cannot be considered medically necessary.", "cannot be considered medically necessary"),
        ("The request isn’t medically necessary", "isn’t medically necessary"),
        ("The brace is medi-\n\ncally necessary.", "medi-\n\ncally necessary"),
        ("The requested brace is medically unnecessary.", "medically unnecessary"),
        ("None of the creams is medically necessary.", "None of the creams is medically necessary"),
        ("Medical necessity for the brace has not been established.", "has not been established"),
        ("The request (“TENS”) is medically necessary or appropriate.", "medically necessary or appropriate"),
        ("The request is not certified.", "not certified"),
        ("The request does not meet medical necessity.", "does not meet medical necessity"),
        ("The request isnot\u{a0}medicallynecessary.", "isnot\u{a0}medicallynecessary"),
        ("I do not find that the request is medically necessary.", "not find that the request is medically necessary"),
    ] {
        let found = conclusions(text).pop().unwrap_or_else(|| panic!("no conclusion in {text:?}"));
        assert_eq!(&text[found.words], words, "in {text:?}");
    }
}

/// What a reviewer does with the denial, or recommends, concludes the rationale that ends with it.
#[test]
fn a_rationale_may_end_in_what_is_done() {
    let concluded = |end: &str| necessities(&format!("The chart describes no spasm. {end}"));
    for end in [
        "The denial is upheld.",
        "The original denial is upheld.",
        "Therefore, the utilization review decision is upheld.",
        "As such, the claims administrator's denial of the request is hereby affirmed.",
        "The prior non-certification is therefore sustained",
        "I would uphold the denial.",
        "Recommend non-certification.",
        "I recommend denial of this request.",
        "Recommend denial at this time.",
        "The recommendation is for denial.",
        "I do not recommend approval.",
        "I recommend that the request be denied.",
        "Non-certification is recommended.",
    ] {
        assert_eq!(concluded(end), [Necessity::NotNecessary], "{end}");
    }
    for end in [
        "The denial is overturned.",
        "The decision is reversed.",
        "Thus, the original UR denial is overturned.",
        "I overturn the denial.",
        "I recommend approval.",
        "Therefore, recommend certification.",
        "Recommend approval of the request as submitted.",
        "I would recommend authorization of the requested treatment.",
        "Recommend that this request be approved.",
        "Approval is recommended.",
    ] {
        assert_eq!(concluded(end), [Necessity::Necessary], "{end}");
    }
    for end in [
        "The denial was upheld.",
        "The denial was overturned on appeal in 2012.",
        "The denial is overturned in part.",
        "If the notes are sent, the denial is overturned.",
        "The provider asks that the denial be overturned.",
        "The provider recommends approval.",
        "I recommend approval of six visits.",
        "I recommend partial certification.",
        "Recommend approval of a modified request.",
        "The surgeon notes that the original denial is upheld.",
        "Guidelines recommend certification.",
    ] {
        assert_eq!(concluded(end), [], "{end}");
    }
    assert_eq!(necessities("The denial is upheld. The patient walks two miles."), [], "only the end concludes");
}

/// `X: not medically necessary.` is all that a terse reviewer writes, and others lead up to it in their own ways.
#[test]
fn terse_and_wordy_conclusions() {
    let concluded = |end: &str| necessities(&format!("The chart describes no spasm. {end}"));
    for end in [
        "Tramadol ER 150mg #30: not medically necessary.",
        "Norco 10/325 #90 - not medically necessary.",
        "Hand therapy, 12 visits, left wrist: not medically necessary.",
        "For that reason alone, the brace, 2 units, is not medically necessary.",
        "For that reason the brace is not medically necessary.",
        "On what I have before me, Botox 155 units is not medically necessary.",
        "From what was submitted, the brace is not medically necessary.",
        "That being so, an MRI of the left knee is not medically necessary.",
        "Thus Norco 10/325mg #90 cannot be called medically necessary.",
        "I find no treatment of this kind medically necessary.",
        "I regret to say that Cialis 5mg #30 is not medically necessary; indeed it would not be safe.",
        "It is accordingly determined that home health care 2 hours a day is not medically necessary.",
        "I would accordingly conclude that yoga is not medically necessary.",
        "I regret that the brace is not medically necessary.",
        "There is no doubt that the brace is not medically necessary.",
    ] {
        assert_eq!(concluded(end), [Necessity::NotNecessary], "{end}");
    }
    for end in [
        "Comprehensive metabolic panel: medically necessary.",
        "Massage therapy, 6 visits: medically necessary and appropriate.",
        "I find 12 visits of therapy for the left knee to be medically necessary.",
        "I am satisfied that the brace, right knee, is medically necessary for this gentleman.",
        "We have no doubt that the brace is medically necessary.",
        "On balance, I consider Norco 10/325mg #90 medically necessary.",
        "For that reason the brace is medically necessary.",
    ] {
        assert_eq!(concluded(end), [Necessity::Necessary], "{end}");
    }
    for end in [
        "Utilization review: not medically necessary.",
        "The claims administrator's view: not medically necessary.",
        "The treating physician's opinion: medically necessary.",
        "The question is one only: medically necessary or not.",
        "The provider should say what makes the brace medically necessary.",
        "With respect, I differ from the reviewer, in whose opinion the hormone is not medically necessary.",
        "I differ from the adjuster, to whom the hormone is not medically necessary.",
        "I differ from the adjuster, who holds that the hormone is not medically necessary.",
        "I am not satisfied that the brace is medically necessary or unnecessary.",
        "Reviewer in the first instance: not medically necessary.",
        "I find it strange that the adjuster called the brace medically necessary.",
        "I find the argument that the brace is medically necessary weak.",
        "I find it hard to call the brace medically necessary.",
        "I find nothing that makes the brace medically necessary.",
        "I find no word in the chart on why the brace should be medically necessary.",
        "From what the provider writes, the brace would be medically necessary.",
    ] {
        assert_eq!(concluded(end), [], "{end}");
    }
}

#[test]
fn one_conclusion_a_sentence() {
    let text = "The request is not medically necessary. UR denied it as not medically necessary. \n\nThe brace is \
                medically necessary and the sling is not medically necessary. ";
    let found: Vec<_> = conclusions(text).into_iter().map(|found| (found.necessity, &text[found.sentence])).collect();
    assert_eq!(
        found,
        [
            (Necessity::NotNecessary, "The request is not medically necessary."),
            (Necessity::NotNecessary, "The brace is medically necessary and the sling is not medically necessary."),
        ]
    );
}

#[test]
fn verdict_cues() {
    for text in [
        "The request is not supported by the guidelines. Weaning should be considered.",
        "Therefore, the request is denied.",
        "Such a device is not warranted.",
        "An MRI is not indicated here. It may be ordered later.",
        "Six visits of therapy are appropriate.",
        "The request should be approved.",
        "The criteria are not met.",
        "Long-term use is not recommended.",
        "The guideline requirements have not been met.",
        "The records do not establish that the request is medically necessary.",
        "Recommend non-certification.",
        "The recommendation is for denial.",
        "I would uphold the denial.",
        "The request meets the MTUS criteria.",
        "The surgery was reasonable.",
        "The request is not \n\n\n\nreasonable.",
        "The request is not medi-\n\ncally necessary.",
        "Although it may be helpful, whether it is medically necessary is the question, and it is not.",
        "It would be medically necessary if rest had failed. It has not, and is not.",
        "Acupuncture is appropriate for her neck.",
        "Opioids are recommended for short-term use, so the tablets are not indicated.",
        "Further therapy is not recommended for a sprain.",
        "The quantity is not reasonable.",
        "The dose is appropriate and the drug is indicated.",
        "A second opinion is appropriate.",
        "Botulinum toxin is not recommended for this.",
    ] {
        assert!(has_verdict_cue(text), "no cue in {text:?}");
    }
    for text in [
        "",
        "TBD",
        "The examiner is board certified in pain medicine. The last visit took place in June.",
        "The foot was supported with a splint for four weeks.",
        "There is no documentation of functional improvement. There is no indication of a recent flare up.",
        "The efficacy is not established in the clinical literature. There is no evidence of a recent acute injury.",
        "In this case, the claimant had been on Valium for over 4 months.",
        "The request was denied by utilization review on 06/17/14. The MTUS was cited.",
        "The request is not medically necessary. The knee is stable. The patient walks two miles each day.",
        "No bleeding is known. A one month supply at the usual dose is reasonable.",
        "The number of visits is reasonable. The last one took place in May.",
        "Topical NSAIDs are indicated for osteoarthritis of joints. He has a sprain, and takes naproxen by mouth.",
        "Duloxetine is FDA approved for neuropathy. The last trial ended in May.",
        "Opioids are not generally recommended as a first line. He began with them in 2012.",
        "The diagnosis is supported by the films.",
        "I would recommend a slow taper over four weeks.",
    ] {
        assert!(!has_verdict_cue(text), "a cue in {text:?}");
    }
}

/// What is refused until something is done is refused.
#[test]
fn what_was_necessary_once() {
    for text in [
        "The request is denied. It was medically necessary in 2013 after the surgery.",
        "The denial is upheld. In the past, the drug was medically necessary and appropriate.",
        "The denial is correct. It was medically necessary then, not now.",
        "I concur with the denial. An earlier prescription was medically necessary.",
        "The quantity requested is more than is medically necessary.",
        "Initially, Valium was medically necessary.",
        "The Valium initially prescribed in 2012 was medically necessary.",
        "The Valium was medically necessary before the fall.",
        "In the past year, Norco was medically necessary.",
        "Initially, after the injury, Norco was medically necessary.",
        "At first, after the operation, Norco was medically necessary.",
        "In the acute phase after surgery in the past, Norco was medically necessary.",
        "More visits are requested than are medically necessary.",
    ] {
        assert!(!necessities(text).contains(&Necessity::Necessary), "{text}");
    }
    for text in [
        "Now it no longer is medically necessary.",
        "None of these is medically necessary, as UR said.",
        "I do not find that the Valium is medically necessary, as UR determined.",
    ] {
        assert_eq!(necessities(text), [Necessity::NotNecessary], "{text}");
    }
    for text in [
        "The screen (DOS 3/4/2013) was medically necessary.",
        "The surgery of 2013 was medically necessary at that time.",
        "The request for Valium 5mg once daily was medically necessary.",
        "Acupuncture is medically necessary and not one guideline speaks against it.",
        "Therefore 12 visits are medically necessary, not one less.",
        "As he had previously failed other drugs, the Valium was medically necessary.",
        "While it was initially denied, the Valium was medically necessary.",
        "The laboratory work was medically necessary before the surgery.",
        "As he failed other drugs in the past, the Valium was medically necessary.",
        "Because an earlier fusion had failed, the surgery was medically necessary.",
        "In the past he failed other drugs, so the Valium was medically necessary.",
    ] {
        assert_eq!(necessities(text), [Necessity::Necessary], "{text}");
    }
}

/// What is only talked about, with something set off by commas before it.
#[test]
fn what_is_asked_or_doubted() {
    for text in [
        "It is not shown that, after two years, further Valium is medically necessary.",
        "I am not persuaded that, on this record, the Valium is medically necessary.",
        "It cannot be said that, at this dose, the Valium is medically necessary.",
        "The question is whether, after two years, the Valium is medically necessary.",
        "It is doubtful whether, after two years, the Valium is medically necessary.",
        "I doubt that, after two years, the Valium is medically necessary.",
        "I fail to see why, after two years, the Valium is medically necessary.",
        "I do not find that the office visit, the urine screen, and the request for Valium are medically necessary.",
        "I do not agree that the pain is severe, that exercise failed, and the request is medically necessary.",
        "I do not agree with the provider that the criteria are met, and the request is medically necessary.",
        "I do not agree with the treating physician that other drugs have failed, and therefore the request is medically necessary.",
        "The appeal asks whether, after two years, the Valium is medically necessary.",
    ] {
        assert!(!necessities(text).contains(&Necessity::Necessary), "{text}");
    }
}

/// What is said in full of another thing or of most people, and in short of what is requested.
#[test]
fn what_is_said_in_short() {
    for text in [
        "A repeat MRI is not medically necessary within one year. With a new foot drop, this one is.",
        "In most patients a repeat MRI is not medically necessary. In this patient it is.",
        "Opioids are not medically necessary for acute strains. He has failed back surgery. Norco is.",
        "Monthly screens are not medically necessary. This one was, being the first in a year.",
        "X-rays aren't medically necessary; the MRI is.",
        "Passive modalities are not medically necessary. Active therapy, as requested, is.",
        "Norco was medically necessary after surgery. It no longer is.",
        "The request is not medically necessary. A smaller quantity is.",
        "The request as written is not medically necessary. A trial of six visits is.",
        "Norco 10/325 isn't medically necessary any longer as she's come down; Norco 5/325 is.",
        "The screen a year earlier was not medically necessary as it came a week after another one; the one of 4/2/2014 was.",
        "Acupuncture was medically necessary for the first year. Now it's not.",
        "The rental is medically necessary. Buying one is not yet.",
        "Yearly screens are medically necessary in patients like him. Monthly ones aren't.",
    ] {
        let last = conclusions(text).pop();
        assert!(last.is_none_or(|last| !last.is_sure), "{text}");
    }
    let neither = "Neither Flexeril nor any other muscle relaxant, such as Soma, is medically necessary.";
    assert_eq!(necessities(neither), [Necessity::NotNecessary]);
    for text in [
        "The request is not medically necessary. It asks for more than it is.",
        "The request is medically necessary. He knows what the risk is.",
        "The request is not medically necessary. Function remains where it was.",
        "Norco is not medically necessary. The dose should stay where it is.",
        "Norco is not medically necessary. Nobody knows when the surgery was.",
        "Norco is not medically necessary. Pain stays the way it was.",
    ] {
        assert!(conclusions(text).pop().is_some_and(|last| last.is_sure), "{text}");
    }
}

/// What is less than what was requested, or stands in its place.
#[test]
fn what_is_granted_instead() {
    for text in [
        "Four, not twenty sessions, are medically necessary.",
        "Not twenty but four sessions are medically necessary.",
        "A trial of four is medically necessary, twenty is not.",
        "I find four sessions medically necessary, as did UR.",
        "UR's modification to 4 sessions is medically necessary and appropriate.",
        "The modified request, for 4 sessions, is medically necessary; the original isn't.",
        "I agree with UR that #45 is medically necessary.",
        "I agree with UR: 45 are medically necessary, 90 not.",
        "The quantity of 45 certified by UR is medically necessary.",
        "Six visits, which UR approved, are medically necessary.",
        "Seven visits, not nine, are medically necessary.",
        "Home exercise, not supervised therapy, is medically necessary.",
        "An x-ray, not an MRI, is medically necessary.",
        "A brief course, not a full one, is medically necessary.",
        "Six visits are medically necessary as he has deficits, and the remaining six are not.",
        "A brief trial is medically necessary because he has lost motion, and a full course is not.",
        "Sixty tablets are medically necessary and were approved.",
        "A month of weaning is medically necessary, which was certified.",
        "A right splint is medically necessary, a pair is not.",
        "An MRI is medically necessary, but an open one isn't.",
        "20 mg once a day is medically necessary, not 80 mg.",
        "Six visits are medically necessary, not eight.",
        "One injection is medically necessary, not one at each level.",
        "The modification is medically necessary and appropriate.",
        "UR's modification was reasonable; the modification is medically necessary.",
        "X-rays were certified and are medically necessary.",
        "A single injection is medically necessary, as certified.",
        "A home study is medically necessary as UR said.",
        "Gabapentin is medically necessary, Lyrica is not yet.",
        "One injection is medically necessary and was certified.",
        "A one-month rental, certified by UR, is medically necessary and has to come first.",
        "An MRI without contrast is medically necessary, and UR certified it.",
        "The modification is medically necessary.",
    ] {
        assert!(!necessities(text).contains(&Necessity::Necessary), "{text}");
    }
    for text in [
        "The request is medically necessary. It was not certified by UR.",
        "The brace, which UR did not certify, is medically necessary.",
        "I do not agree with UR that the sessions are too many, and the request is medically necessary.",
        "The request for 12 visits is medically necessary, and the denial is not upheld.",
        "I do not agree with UR: the request is medically necessary.",
        "UR's reduction to 4 tablets was wrong, and the request is medically necessary.",
        "Despite the claims administrator's modification, the request for Valium is medically necessary.",
        "The Valium was approved by the FDA and is medically necessary.",
        "The request is medically necessary as UR misread the record.",
        "The request is medically necessary and appropriate, not a convenience.",
        "The request is medically necessary and was approved by the FDA for this use.",
        "The home modification is medically necessary.",
        "The MRI, not yet performed, is medically necessary.",
        "I agree with UR that the MTUS applies but the request is medically necessary.",
        "I agree with utilization review that opioids carry risks but Norco is medically necessary.",
        "I concur with the claims administrator that the records are thin yet the request is medically necessary.",
        "Botox is medically necessary, since it is on label and was approved.",
        "Botox is medically necessary in this use, which was approved.",
        "Botox is medically necessary, and was FDA approved.",
        "Valium is medically necessary, and 2 refills as approved.",
    ] {
        assert_eq!(necessities(text), [Necessity::Necessary], "{text}");
    }
}

#[test]
fn until_something_is_done() {
    for text in [
        "It was never injected. Until that has been tried, the release of the pulley is premature and is not medically necessary.",
        "Until an injection fails, surgery is not medically necessary.",
        "Until the records are sent, I hold that the brace is not medically necessary.",
    ] {
        let found: Vec<_> = conclusions(text).iter().map(|found| found.necessity).collect();
        assert_eq!(found, [Necessity::NotNecessary], "{text}");
    }
    for text in [
        "Until the films are read, Norco is medically necessary.",
        "Until therapy has failed, surgery is not medically necessary, said UR.",
        "Until therapy has failed, surgery is not medically necessary under ODG, which was the argument of UR.",
        "An MRI is not medically necessary until six weeks of care have failed.",
        "According to ACOEM, until six weeks have passed an MRI is not medically necessary.",
        "If that has been tried, the release is not medically necessary.",
    ] {
        assert_eq!(conclusions(text).len(), 0, "{text}");
    }
}

/// `Neither answer supporting it` is a reason, and negates nothing.
#[test]
fn a_reason_that_denies_something() {
    for text in [
        "Neither answer supporting continuation, Lunesta 2 mg #30 is not medically necessary.",
        "None of the criteria being met, the request is not medically necessary.",
        "Nothing having been tried, an MRI is not medically necessary.",
    ] {
        let found: Vec<_> = conclusions(text).iter().map(|found| found.necessity).collect();
        assert_eq!(found, [Necessity::NotNecessary], "{text}");
    }
    for text in [
        "No treatment including massage is not medically necessary.",
        "Neither brace is not medically necessary.",
        "Neither therapy nor injections having helped, surgery is medically necessary.",
        "No other option being left, surgery is medically necessary.",
        "No therapy having been given so far, six visits are medically necessary.",
        "No prior therapy, so six visits are medically necessary.",
        "Neither therapy nor injections helped, and so surgery is medically necessary.",
    ] {
        assert_eq!(conclusions(text).len(), 0, "{text}");
    }
    let refused = "No drug containing lidocaine is medically necessary.";
    assert_eq!(conclusions(refused)[0].necessity, Necessity::NotNecessary);
}

/// What was to be done meanwhile may have been.
#[test]
fn until_is_not_sure_before_the_end() {
    let text =
        "Until therapy has failed, surgery is not medically necessary. It has failed; the surgery should go ahead.";
    assert!(conclusions(text).iter().all(|found| !found.is_sure));
    let text =
        "Until therapy has failed, surgery is not medically necessary, but here it has failed and surgery is granted.";
    assert!(conclusions(text).iter().all(|found| !found.is_sure));
}

#[test]
fn any_text_is_read() {
    let pieces = [
        "the request ",
        "is ",
        "not ",
        "medically ",
        "necessary",
        ". ",
        "\n",
        "\r\n",
        "\n\n\n\n",
        " \n",
        "\"",
        "“",
        "”",
        "(",
        ")",
        "'",
        "medi-\n",
        "cally ",
        "if ",
        "that ",
        ", ",
        "; ",
        "é",
        "🦀",
        "\u{a0}",
        "\u{ad}",
        "ﬁ",
        "İ",
        "ß",
        "7. 5 ",
        "e.g. ",
        "the provider states ",
        "medical necessity ",
        "established",
        "and ",
        "no ",
        "?",
        "...",
        "—",
        "\0",
        "UR ",
        "\u{2028}",
        "necessary and appropriate",
    ];
    let mut seed = 42_u64;
    let mut next = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below
    };
    for _ in 0..20_000 {
        let text: String = (0..next(40)).map(|_| pieces[next(pieces.len())]).collect();
        has_verdict_cue(&text);
        let mut end = 0;
        for found in conclusions(&text) {
            assert!(end <= found.sentence.start, "{text:?}");
            assert!(found.sentence.start <= found.words.start && found.words.end <= found.sentence.end, "{text:?}");
            assert!(!text[found.words].is_empty(), "{text:?}");
            end = found.sentence.end;
        }
    }
}

#[test]
fn layout_changes_nothing() {
    let table = table();
    for row in LISTS.iter().flat_map(|(list, _)| rationales(&table, list)).filter(|row| !row.contains('\n')) {
        let wanted = necessities(&row);
        for (index, gap) in [" \n\n", "  ", "\n", "\r\n", "\u{a0}", " \n\n\n\n"].into_iter().enumerate() {
            let words = row.split(' ').enumerate();
            let laid_out: String =
                words.map(|(at, word)| word.to_owned() + if at % 5 == index % 5 { gap } else { " " }).collect();
            for text in [laid_out.replace('\'', "’"), laid_out.to_uppercase()] {
                assert_eq!(necessities(&text), wanted, "{text:?}");
            }
        }
    }
}
