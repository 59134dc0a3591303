//! Language tags as the codes of three letters that indexes take: ISO 639-2/B, the bibliographic ones (`ger`), and ISO 639-3
//! (`deu`).

use crate::article::Lang;

/// The codes of ISO 639-1 with those of ISO 639-2/B, in the order of the former.
const CODES: [(&str, &str); 183] = [
    ("aa", "aar"),
    ("ab", "abk"),
    ("ae", "ave"),
    ("af", "afr"),
    ("ak", "aka"),
    ("am", "amh"),
    ("an", "arg"),
    ("ar", "ara"),
    ("as", "asm"),
    ("av", "ava"),
    ("ay", "aym"),
    ("az", "aze"),
    ("ba", "bak"),
    ("be", "bel"),
    ("bg", "bul"),
    ("bi", "bis"),
    ("bm", "bam"),
    ("bn", "ben"),
    ("bo", "tib"),
    ("br", "bre"),
    ("bs", "bos"),
    ("ca", "cat"),
    ("ce", "che"),
    ("ch", "cha"),
    ("co", "cos"),
    ("cr", "cre"),
    ("cs", "cze"),
    ("cu", "chu"),
    ("cv", "chv"),
    ("cy", "wel"),
    ("da", "dan"),
    ("de", "ger"),
    ("dv", "div"),
    ("dz", "dzo"),
    ("ee", "ewe"),
    ("el", "gre"),
    ("en", "eng"),
    ("eo", "epo"),
    ("es", "spa"),
    ("et", "est"),
    ("eu", "baq"),
    ("fa", "per"),
    ("ff", "ful"),
    ("fi", "fin"),
    ("fj", "fij"),
    ("fo", "fao"),
    ("fr", "fre"),
    ("fy", "fry"),
    ("ga", "gle"),
    ("gd", "gla"),
    ("gl", "glg"),
    ("gn", "grn"),
    ("gu", "guj"),
    ("gv", "glv"),
    ("ha", "hau"),
    ("he", "heb"),
    ("hi", "hin"),
    ("ho", "hmo"),
    ("hr", "hrv"),
    ("ht", "hat"),
    ("hu", "hun"),
    ("hy", "arm"),
    ("hz", "her"),
    ("ia", "ina"),
    ("id", "ind"),
    ("ie", "ile"),
    ("ig", "ibo"),
    ("ii", "iii"),
    ("ik", "ipk"),
    ("io", "ido"),
    ("is", "ice"),
    ("it", "ita"),
    ("iu", "iku"),
    ("ja", "jpn"),
    ("jv", "jav"),
    ("ka", "geo"),
    ("kg", "kon"),
    ("ki", "kik"),
    ("kj", "kua"),
    ("kk", "kaz"),
    ("kl", "kal"),
    ("km", "khm"),
    ("kn", "kan"),
    ("ko", "kor"),
    ("kr", "kau"),
    ("ks", "kas"),
    ("ku", "kur"),
    ("kv", "kom"),
    ("kw", "cor"),
    ("ky", "kir"),
    ("la", "lat"),
    ("lb", "ltz"),
    ("lg", "lug"),
    ("li", "lim"),
    ("ln", "lin"),
    ("lo", "lao"),
    ("lt", "lit"),
    ("lu", "lub"),
    ("lv", "lav"),
    ("mg", "mlg"),
    ("mh", "mah"),
    ("mi", "mao"),
    ("mk", "mac"),
    ("ml", "mal"),
    ("mn", "mon"),
    ("mr", "mar"),
    ("ms", "may"),
    ("mt", "mlt"),
    ("my", "bur"),
    ("na", "nau"),
    ("nb", "nob"),
    ("nd", "nde"),
    ("ne", "nep"),
    ("ng", "ndo"),
    ("nl", "dut"),
    ("nn", "nno"),
    ("no", "nor"),
    ("nr", "nbl"),
    ("nv", "nav"),
    ("ny", "nya"),
    ("oc", "oci"),
    ("oj", "oji"),
    ("om", "orm"),
    ("or", "ori"),
    ("os", "oss"),
    ("pa", "pan"),
    ("pi", "pli"),
    ("pl", "pol"),
    ("ps", "pus"),
    ("pt", "por"),
    ("qu", "que"),
    ("rm", "roh"),
    ("rn", "run"),
    ("ro", "rum"),
    ("ru", "rus"),
    ("rw", "kin"),
    ("sa", "san"),
    ("sc", "srd"),
    ("sd", "snd"),
    ("se", "sme"),
    ("sg", "sag"),
    ("si", "sin"),
    ("sk", "slo"),
    ("sl", "slv"),
    ("sm", "smo"),
    ("sn", "sna"),
    ("so", "som"),
    ("sq", "alb"),
    ("sr", "srp"),
    ("ss", "ssw"),
    ("st", "sot"),
    ("su", "sun"),
    ("sv", "swe"),
    ("sw", "swa"),
    ("ta", "tam"),
    ("te", "tel"),
    ("tg", "tgk"),
    ("th", "tha"),
    ("ti", "tir"),
    ("tk", "tuk"),
    ("tl", "tgl"),
    ("tn", "tsn"),
    ("to", "ton"),
    ("tr", "tur"),
    ("ts", "tso"),
    ("tt", "tat"),
    ("tw", "twi"),
    ("ty", "tah"),
    ("ug", "uig"),
    ("uk", "ukr"),
    ("ur", "urd"),
    ("uz", "uzb"),
    ("ve", "ven"),
    ("vi", "vie"),
    ("vo", "vol"),
    ("wa", "wln"),
    ("wo", "wol"),
    ("xh", "xho"),
    ("yi", "yid"),
    ("yo", "yor"),
    ("za", "zha"),
    ("zh", "chi"),
    ("zu", "zul"),
];

/// The code of ISO 639-1, of two letters.
pub fn iso_639_1(lang: Lang) -> Option<&'static str> {
    entry(lang).map(|(two, _)| *two)
}

fn entry(lang: Lang) -> Option<&'static (&'static str, &'static str)> {
    let tag = lang.as_str();
    CODES.binary_search_by_key(&tag, |(two, _)| two).ok().map(|at| &CODES[at])
}

/// The code of ISO 639-2/B. None for a language that has none of two letters, and for [`Lang::UND`].
pub fn iso_639_2b(lang: Lang) -> Option<&'static str> {
    entry(lang).map(|(_, three)| *three)
}

/// The codes of ISO 639-2/B that are others in ISO 639-3, with those, in the order of the former.
const OTHERS: [(&str, &str); 20] = [
    ("alb", "sqi"),
    ("arm", "hye"),
    ("baq", "eus"),
    ("bur", "mya"),
    ("chi", "zho"),
    ("cze", "ces"),
    ("dut", "nld"),
    ("fre", "fra"),
    ("geo", "kat"),
    ("ger", "deu"),
    ("gre", "ell"),
    ("ice", "isl"),
    ("mac", "mkd"),
    ("mao", "mri"),
    ("may", "msa"),
    ("per", "fas"),
    ("rum", "ron"),
    ("slo", "slk"),
    ("tib", "bod"),
    ("wel", "cym"),
];

/// The code of ISO 639-3. None where [`iso_639_2b`] has none.
pub fn iso_639_3(lang: Lang) -> Option<&'static str> {
    let code = iso_639_2b(lang)?;
    Some(OTHERS.binary_search_by_key(&code, |(old, _)| old).map_or(code, |at| OTHERS[at].1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_the_bibliographic_ones() {
        for (tag, code) in [("en", "eng"), ("de", "ger"), ("fr", "fre"), ("be", "bel"), ("cs", "cze"), ("zu", "zul")] {
            assert_eq!(iso_639_2b(Lang::parse(tag).unwrap()), Some(code));
        }
        assert_eq!(iso_639_2b(Lang::UND), None);
        assert!(CODES.is_sorted());
    }

    #[test]
    fn codes_of_iso_639_3_are_those_of_the_language_itself() {
        for (tag, code) in [("en", "eng"), ("de", "deu"), ("fr", "fra"), ("be", "bel"), ("cs", "ces"), ("cy", "cym")] {
            assert_eq!(iso_639_3(Lang::parse(tag).unwrap()), Some(code));
        }
        assert_eq!(iso_639_3(Lang::UND), None);
        assert!(OTHERS.is_sorted());
        for (old, _) in OTHERS {
            assert!(CODES.iter().any(|(_, three)| *three == old), "{old}");
        }
    }
}
