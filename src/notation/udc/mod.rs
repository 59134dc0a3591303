//! UDC notation (Universal Decimal Classification): a code in its parts, the place of its fault, and its normal form.
//!
//! ```text
//! udc    ::= term ( ("+" | ":" | "::") term | "/" end )*
//! term   ::= ( "[" udc "]" | number | aux ) aux*
//! number ::= d{1,3} ( "." d+ )* "..."?
//! end    ::= ( "." | "-" | "'" | "`" | "=" )? d+ ( "." d+ )* aux*
//! aux    ::= "=" digits               common auxiliary of language   (table Ic)
//!          | "(0" form ")"            of form                        (Id)
//!          | "(" place ")"            of place                       (Ie)
//!          | "(=" ethnic ")"          of human ancestry              (If)
//!          | '"' time '"'             of time                        (Ig)
//!          | "*" foreign              a notation from elsewhere      (Ih)
//!          | Capitalised              alphabetical extension         (Ih)
//!          | "-" d+ ( "." d+ )*       of properties, or special
//!          | ".0" d* | ("'" | "`") d+ ( "." d+ )*   special
//! ```
//!
//! Time stands between two quotation marks U+0022. What typesetting and text recognition make of a code is mended by
//! [`normalise`]; [`parse`] takes the normal form only.

mod grammar;
mod line;
mod normal;

use std::ops::Range;

pub use line::{Code, codes_at};
pub use normal::{Change, Reason, normalise};

/// How deep brackets may stand in brackets. Real codes have one level.
const DEEPEST: usize = 16;
/// The longest text that is taken for a code, in bytes.
const LONGEST: usize = 2000;

/// A code in its parts. All ranges are bytes of the text given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Udc {
    /// The first term.
    pub first: Term,
    /// The others, each with what connects it to the one before.
    pub rest: Vec<(Connector, Term)>,
}

impl Udc {
    /// All terms in order.
    pub fn terms(&self) -> impl Iterator<Item = &Term> {
        std::iter::once(&self.first).chain(self.rest.iter().map(|(_, term)| term))
    }
}

/// What connects two terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Connector {
    /// `+`: coordination.
    Addition,
    /// `/`: consecutive extension.
    Extension,
    /// `:`: relation.
    Relation,
    /// `::`: order-fixing.
    Order,
}

/// A main number or a group, with its auxiliaries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// What the auxiliaries stand at.
    pub base: Base,
    /// The auxiliaries in order.
    pub auxiliaries: Vec<Auxiliary>,
    /// All of it.
    pub range: Range<usize>,
}

/// What a term begins with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Base {
    /// A number of the main tables.
    Number(Range<usize>),
    /// The end of a range: a number, or its last part (`.3` of `336.763.2/.3`).
    End(Range<usize>),
    /// A group in square brackets.
    Group(Box<Udc>),
    /// Nothing: the term is auxiliaries alone.
    Auxiliary,
}

/// An auxiliary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Auxiliary {
    /// Of what table.
    pub kind: AuxiliaryKind,
    /// All of it, its sign and brackets included.
    pub range: Range<usize>,
}

/// The tables of auxiliaries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AuxiliaryKind {
    /// `=…`
    Language,
    /// `(0…)`
    Form,
    /// `(1/9…)`
    Place,
    /// `(=…)`
    Ethnic,
    /// `"…"`
    Time,
    /// `*…`
    Foreign,
    /// `Abc`
    Alphabetical,
    /// `-…`
    Hyphen,
    /// `.0…`
    PointNought,
    /// `'…`
    Apostrophe,
}

/// What is wrong with a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// Nothing there.
    Empty,
    /// A number, a bracket or an auxiliary is missing where the text goes on or ends.
    MissingTerm,
    /// A bracket is not closed.
    Unclosed,
    /// A bracket or quotation mark closes nothing.
    Unopened,
    /// Nothing stands between brackets or quotation marks.
    EmptyAuxiliary,
    /// A sign or letter that the notation does not have there.
    Unexpected,
    /// A quotation mark other than `"`.
    Quote,
    /// A space.
    Space,
    /// A number without digits after its point, or with more than three before it.
    Number,
    /// Brackets too deep in brackets, or a text too long.
    TooComplex,
}

/// The first fault of a code.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Fault {
    /// The byte at which the notation is left.
    pub at: usize,
    /// What is wrong.
    pub kind: FaultKind,
    /// The same in words.
    pub message: String,
    /// The same in Russian.
    pub in_russian: String,
}

/// Reads one code in normal form.
///
/// # Errors
/// [`Fault`] with the first place at which the text is not UDC notation.
pub fn parse(text: &str) -> Result<Udc, Fault> {
    let mut parser = grammar::Parser::new(text);
    if text.is_empty() {
        return parser.fault(FaultKind::Empty, "there is no code", "индекса нет");
    }
    if text.len() > LONGEST {
        return parser.fault(
            FaultKind::TooComplex,
            "this is too long to be one code",
            "это слишком длинно для одного индекса",
        );
    }
    let udc = parser.udc(0)?;
    match parser.peek() {
        None => Ok(udc),
        Some(')' | ']') => {
            parser.fault(FaultKind::Unopened, "this bracket closes nothing", "эта скобка ничего не закрывает")
        }
        Some(_) => parser.unexpected(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const VALID: &[&str] = &[
        "0",
        "327",
        "327(476)",
        "327(476)\"1991/2020\"",
        "327(73:4)\"1995/2016\"(043.4)",
        "811.161.1'373",
        "81'373.46=134.3",
        "[22/28+29]:321",
        "821.161.3.09\"19\"",
        "821.161.1-31.09",
        "025.45UDC",
        "929Кулешов",
        "1(091)",
        "(0.035.22)",
        "(476)",
        "\"19\"",
        "=161.3",
        "(=161.3)",
        "592/599",
        "336.763.2/.3",
        "2-1/-9",
        "004.3`1/`2",
        "(470+571)",
        "(474-25)",
        "(476Минск)",
        "(73 New York)",
        "94(476).01",
        "546.72+669.1",
        "930.2:004",
        "31::32",
        "94(=411.16)(476)\"1941/1944\"",
        "663.12*J2",
        "592...",
        "614.2(81)",
        "94(4/9)\"20XX\"",
        "[[1+2]:3]:4",
        "327(476):061.1(100)",
    ];

    #[test]
    fn valid_codes() {
        for code in VALID {
            let udc = parse(code).unwrap_or_else(|fault| panic!("{code}: {fault:?}"));
            assert_eq!(udc.terms().last().unwrap().range.end, code.len());
            assert_eq!(normalise(code), (code.to_string(), vec![]), "{code} is in normal form");
        }
    }

    #[test]
    fn faults_have_their_place() {
        use FaultKind::*;
        for (code, at, kind) in [
            ("", 0, Empty),
            ("327(476", 3, Unclosed),
            ("327+", 4, MissingTerm),
            ("327::", 5, MissingTerm),
            ("327:::1", 5, MissingTerm),
            ("(476))", 5, Unopened),
            ("327..5", 4, Number),
            ("327.", 4, Number),
            ("3270", 3, Number),
            ("327()", 4, EmptyAuxiliary),
            ("94(476)\"\"", 8, EmptyAuxiliary),
            ("53,51", 2, Unexpected),
            ("53 51", 2, Space),
            ("327“1995”", 3, Quote),
            ("327\"1995”", 8, Quote),
            ("327\"1995", 3, Unclosed),
            ("[327", 0, Unclosed),
            ("[]", 1, EmptyAuxiliary),
            ("327]", 3, Unopened),
            ("UDC", 0, Unexpected),
            ("327abc", 3, Unexpected),
            ("+327", 0, MissingTerm),
            ("327(Минск)", 4, Unexpected),
            ("327(4:)", 6, Number),
            ("327(4..5)", 6, Number),
            ("327=", 4, MissingTerm),
            ("327*", 4, MissingTerm),
            ("327/", 4, MissingTerm),
        ] {
            let fault = parse(code).expect_err(code);
            assert_eq!((fault.at, fault.kind), (at, kind), "{code}: {fault}");
        }
        assert_eq!(parse(&"[".repeat(100)).unwrap_err().kind, TooComplex);
        assert_eq!(parse(&"1+".repeat(2000)).unwrap_err().kind, TooComplex);
    }

    #[test]
    fn parts_are_told_apart() {
        use AuxiliaryKind::*;
        let code = "327(73:4)\"1995/2016\"(043.4)=161.1+94'373-05*XAbc(=1).01";
        let udc = parse(code).unwrap();
        let parts = |term: &Term| {
            term.auxiliaries.iter().map(|a| (a.kind, code[a.range.clone()].to_owned())).collect::<Vec<_>>()
        };
        assert_eq!(udc.first.base, Base::Number(0..3));
        assert_eq!(
            parts(&udc.first),
            [
                (Place, "(73:4)".into()),
                (Time, "\"1995/2016\"".into()),
                (Form, "(043.4)".into()),
                (Language, "=161.1".into())
            ]
        );
        let (connector, second) = &udc.rest[0];
        assert_eq!(*connector, Connector::Addition);
        assert_eq!(
            parts(second),
            [
                (Apostrophe, "'373".into()),
                (Hyphen, "-05".into()),
                (Foreign, "*XAbc".into()),
                (Ethnic, "(=1)".into()),
                (PointNought, ".01".into())
            ]
        );
        let group = parse("[22/28+29]:321").unwrap();
        let Base::Group(inner) = &group.first.base else { panic!("no group") };
        assert_eq!(
            inner.rest[0],
            (Connector::Extension, Term { base: Base::End(4..6), auxiliaries: vec![], range: 4..6 })
        );
        assert_eq!(group.rest[0].0, Connector::Relation);
    }

    proptest! {
        #[test]
        fn any_text_is_refused_or_read(text in "[\\d.:/+=()\\[\\]\"'`*“»–… A-zА-я-]{0,40}") {
            if let Ok(udc) = parse(&text) {
                prop_assert_eq!(udc.terms().last().unwrap().range.end, text.len());
            } else if let Err(fault) = parse(&text) {
                prop_assert!(text.is_char_boundary(fault.at));
            }
            let (codes, end) = codes_at(&text);
            prop_assert!(text.is_char_boundary(end));
            for code in codes {
                prop_assert!(code.range.end <= end);
            }
        }

        #[test]
        fn any_unicode(text in "\\PC{0,40}") {
            let (normal, _) = normalise(&text);
            prop_assert_eq!(normalise(&normal).0, normal);
            let _ = parse(&text);
            codes_at(&text);
        }
    }
}
