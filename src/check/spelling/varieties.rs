//! Words that British and American English spell differently: a table of stems and the endings that they take.

/// Where a spelling belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Side {
    /// British.
    British,
    /// American.
    American,
    /// `-ize`: American, and British too where a house prefers it.
    Either,
}

/// British and American stem, and the endings after which the two differ.
type Family = (&'static [(&'static str, &'static str)], &'static [&'static str]);

const NOUNS: &[&str] = &["", "s", "d", "ed", "ing", "less", "ful", "like", "wards", "piece", "pieces", "fold"];

const FAMILIES: &[Family] = &[
    (
        &[
            ("armour", "armor"),
            ("behaviour", "behavior"),
            ("candour", "candor"),
            ("clamour", "clamor"),
            ("colour", "color"),
            ("demeanour", "demeanor"),
            ("endeavour", "endeavor"),
            ("favour", "favor"),
            ("flavour", "flavor"),
            ("harbour", "harbor"),
            ("honour", "honor"),
            ("humour", "humor"),
            ("labour", "labor"),
            ("neighbour", "neighbor"),
            ("odour", "odor"),
            ("parlour", "parlor"),
            ("rumour", "rumor"),
            ("saviour", "savior"),
            ("savour", "savor"),
            ("splendour", "splendor"),
            ("tumour", "tumor"),
            ("vapour", "vapor"),
            ("vigour", "vigor"),
        ],
        &[
            "", "s", "ed", "ing", "er", "ers", "able", "ably", "ite", "ites", "itism", "hood", "hoods", "ful", "fully",
            "less", "al", "ally", "ism", "ly", "y", "ings",
        ],
    ),
    (
        &[
            ("centre", "center"),
            ("theatre", "theater"),
            ("fibre", "fiber"),
            ("calibre", "caliber"),
            ("lustre", "luster"),
            ("sombre", "somber"),
            ("spectre", "specter"),
            ("litre", "liter"),
            ("kilometre", "kilometer"),
            ("centimetre", "centimeter"),
            ("millimetre", "millimeter"),
            ("defence", "defense"),
            ("offence", "offense"),
            ("pretence", "pretense"),
            ("catalogue", "catalog"),
            ("sceptic", "skeptic"),
            ("sceptical", "skeptical"),
            ("scepticism", "skepticism"),
            ("mould", "mold"),
            ("grey", "gray"),
            ("plough", "plow"),
            ("artefact", "artifact"),
            ("sulphur", "sulfur"),
            ("aluminium", "aluminum"),
            ("manoeuvre", "maneuver"),
            ("pyjama", "pajama"),
            ("cosy", "cozy"),
        ],
        NOUNS,
    ),
    (
        &[
            ("anaemi", "anemi"),
            ("anaesthe", "anesthe"),
            ("archaeolog", "archeolog"),
            ("caesarean", "cesarean"),
            ("diarrhoea", "diarrhea"),
            ("encyclopaed", "encycloped"),
            ("foet", "fet"),
            ("gynaecolog", "gynecolog"),
            ("haemat", "hemat"),
            ("haemo", "hemo"),
            ("leukaemi", "leukemi"),
            ("oedema", "edema"),
            ("oesophag", "esophag"),
            ("oestrogen", "estrogen"),
            ("orthopaedic", "orthopedic"),
            ("paediatric", "pediatric"),
            ("palaeo", "paleo"),
        ],
        &[
            "",
            "s",
            "a",
            "c",
            "cs",
            "us",
            "uses",
            "al",
            "y",
            "ic",
            "ical",
            "ically",
            "ist",
            "ists",
            "sia",
            "tic",
            "tics",
            "ia",
            "ias",
            "ies",
            "ian",
            "ians",
            "ology",
            "ological",
            "globin",
            "lysis",
            "stasis",
            "rrhage",
            "rrhages",
            "philia",
            "oma",
            "ocrit",
            "eal",
            "ism",
            "zoic",
            "lithic",
            "ntology",
            "ntological",
        ],
    ),
    (
        &[
            ("cancell", "cancel"),
            ("channell", "channel"),
            ("counsell", "counsel"),
            ("fuell", "fuel"),
            ("jewell", "jewel"),
            ("labell", "label"),
            ("levell", "level"),
            ("marvell", "marvel"),
            ("modell", "model"),
            ("quarrell", "quarrel"),
            ("rivall", "rival"),
            ("signall", "signal"),
            ("totall", "total"),
            ("travell", "travel"),
            ("tunnell", "tunnel"),
            ("unravell", "unravel"),
        ],
        &["ed", "ing", "er", "ers", "or", "ors", "ous", "ously", "ings"],
    ),
    (
        &[
            ("fulfil", "fulfill"),
            ("enrol", "enroll"),
            ("instil", "instill"),
            ("distil", "distill"),
            ("instal", "install"),
            ("skil", "skill"),
            ("wil", "will"),
        ],
        &["ment", "ments", "fulness", "ful", "fully"],
    ),
    (&[("fulfil", "fulfill"), ("enrol", "enroll"), ("instil", "instill"), ("distil", "distill")], &["", "s"]),
    (
        &[
            ("analys", "analyz"),
            ("catalys", "catalyz"),
            ("paralys", "paralyz"),
            ("hydrolys", "hydrolyz"),
            ("electrolys", "electrolyz"),
        ],
        &["e", "ed", "ing", "er", "ers"],
    ),
];

/// Words in -ise that are never in -ize, by what stands before `is`.
const ALWAYS_S: &[&str] = &[
    "advert",
    "adv",
    "appra",
    "appr",
    "ar",
    "chast",
    "circumc",
    "compr",
    "comprom",
    "conc",
    "dem",
    "desp",
    "dev",
    "disfranch",
    "disenfranch",
    "disgu",
    "enfranch",
    "enterpr",
    "exc",
    "exerc",
    "expert",
    "franch",
    "gu",
    "improv",
    "inc",
    "lia",
    "likew",
    "mala",
    "merchand",
    "mayonna",
    "no",
    "otherw",
    "parad",
    "poise",
    "porpo",
    "pra",
    "prec",
    "prem",
    "prom",
    "ra",
    "repr",
    "rev",
    "superv",
    "surm",
    "surpr",
    "telev",
    "tort",
    "torto",
    "treat",
    "turquo",
    "underw",
    "upra",
    "clockw",
    "lengthw",
    "crossw",
    "contrariw",
    "imprec",
    "counterclockw",
    "anticlockw",
    "stepw",
    "pairw",
    "piecew",
    "pointw",
];

/// The stem and the side of a word in lower case that the two spell differently. The same stem is the same word.
pub(super) fn side(word: &str) -> Option<(&str, Side)> {
    if word.len() < 4 || !word.bytes().all(|b| b.is_ascii_lowercase()) {
        return None;
    }
    for (stems, endings) in FAMILIES {
        for (british, american) in *stems {
            let takes = |stem: &str| word.strip_prefix(stem).is_some_and(|rest| endings.contains(&rest));
            // One stem may begin the other: the longer one is asked first.
            if british.len() >= american.len() {
                if takes(british) {
                    return Some((british, Side::British));
                }
                if takes(american) {
                    return Some((british, Side::American));
                }
            } else if takes(american) {
                return Some((british, Side::American));
            } else if takes(british) {
                return Some((british, Side::British));
            }
        }
    }
    // In print the endings of -ise: the longest first.
    for ending in ["isations", "isational", "isation", "isers", "iser", "ising", "ises", "ised", "ise"] {
        if let Some(stem) = word.strip_suffix(ending).filter(|s| s.len() > 2) {
            let own = ALWAYS_S.contains(&stem) || stem.ends_with('w');
            return (!own).then_some((stem, Side::British));
        }
    }
    for ending in ["izations", "izational", "ization", "izers", "izer", "izing", "izes", "ized", "ize"] {
        if let Some(stem) = word.strip_suffix(ending).filter(|s| s.len() > 2) {
            return Some((stem, Side::Either));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_have_their_side() {
        for (british, american) in [
            ("favour", "favor"),
            ("neighbourhood", "neighborhood"),
            ("centred", "centerd"),
            ("defence", "defense"),
            ("counsellor", "counselor"),
            ("modelling", "modeling"),
            ("fulfil", "fulfill"),
            ("fulfilment", "fulfillment"),
            ("analysed", "analyzed"),
            ("paediatrics", "pediatrics"),
            ("foetal", "fetal"),
        ] {
            let (stem, of) = side(british).unwrap();
            assert_eq!(of, Side::British, "{british}");
            assert_eq!(side(american), Some((stem, Side::American)), "{american}");
        }
        assert_eq!(side("organisation"), Some(("organ", Side::British)));
        assert_eq!(side("organized"), Some(("organ", Side::Either)));
        for word in [
            "laboratory",
            "rigorous",
            "honorary",
            "four",
            "hour",
            "exercise",
            "promised",
            "otherwise",
            "analyses",
            "model",
            "advertising",
            "revised",
            "size",
            "prize",
            "raised",
            "color-blind",
            "fulfilled",
            "will",
            "skill",
            "travel",
            "colorado",
        ] {
            assert_eq!(side(word), None, "{word}");
        }
    }
}
