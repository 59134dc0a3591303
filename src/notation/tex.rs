//! LaTeX mathematics into MathML (presentation MathML 3, as EPUB 3.3 section 6.1.4 and JATS take it). This module alone
//! owns pulldown-latex.
//!
//! What the library cannot take without harm never reaches it: [`source`] tidies the LaTeX and refuses macros, formulas
//! that are too long and chains that nest too deeply. What the library gives is parsed again and written anew by
//! [`markup`], which lets known elements and attributes through and nothing else.

mod markup;
mod source;

use pulldown_latex::event::{Content, Dimension, DimensionUnit};
use pulldown_latex::{Event, Parser, RenderConfig, Storage, config::DisplayMode};

/// The longest formula that is set, in bytes of LaTeX. Longer ones stay as source.
pub const MAX_BYTES: usize = 8 << 10;

/// A formula as `<math xmlns="http://www.w3.org/1998/Math/MathML" display="…" alttext="…">`, well-formed XML on its own.
/// `tex` is LaTeX with or without its dollar signs; `display` is for a formula on a line of its own.
///
/// `None` for what cannot be set: unknown commands, unbalanced braces, macro definitions, more than [`MAX_BYTES`].
pub fn to_mathml(tex: &str, display: bool) -> Option<String> {
    write(tex, display, "")
}

/// As [`to_mathml`], every name with the prefix `mml:` that JATS uses, bound on the root:
/// `<mml:math xmlns:mml="http://www.w3.org/1998/Math/MathML" …>`.
pub fn to_mathml_prefixed(tex: &str, display: bool) -> Option<String> {
    write(tex, display, "mml:")
}

/// A formula's source as its alternative text.
pub fn alternative(tex: &str) -> String {
    source::visible(tex)
}

fn write(tex: &str, display: bool, prefix: &str) -> Option<String> {
    let tidy = source::tidy(tex)?;
    let storage = Storage::new();
    let mut events = Parser::new(&tidy, &storage).collect::<Result<Vec<_>, _>>().ok()?;
    for event in &mut events {
        mend(event)?;
    }
    let config = RenderConfig {
        display_mode: if display { DisplayMode::Block } else { DisplayMode::Inline },
        xml: true,
        ..RenderConfig::default()
    };
    let mut raw = String::with_capacity(tidy.len() * 12);
    let events = events.into_iter().map(Ok::<_, std::fmt::Error>);
    pulldown_latex::push_mathml(&mut raw, events, config).ok()?;
    markup::rewrite(&raw, &source::visible(tex), display, prefix)
}

/// Mends the events that the library's renderer writes wrongly; `None` where there is nothing to mend it with.
fn mend(event: &mut Event<'_>) -> Option<()> {
    let space = |width, height, depth| Event::Space { width: Some(width), height, depth };
    match event {
        // A tie comes as the text `&nbsp;`, which the renderer then escapes.
        Event::Content(Content::Text("&nbsp;")) => {
            *event = space(Dimension::new(0.25, DimensionUnit::Em), None, None);
        }
        // Without a width the renderer forgets to open the element.
        Event::Space { width: None, height, depth } => {
            *event = space(Dimension::new(0., DimensionUnit::Em), *height, *depth);
        }
        // The name of a function is written without escaping; markup in it would be LaTeX commands shown raw anyway.
        Event::Content(Content::Function(name)) if name.contains(['<', '>', '&', '\\', '{', '}', '$']) => return None,
        _ => {}
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NS: &str = "http://www.w3.org/1998/Math/MathML";

    /// The markup between the root's tags, after checking that the document is sound.
    fn inner(tex: &str, display: bool) -> String {
        let math = to_mathml(tex, display).unwrap_or_else(|| panic!("{tex} is set"));
        check(&math);
        let start = math.find('>').unwrap() + 1;
        math[start..math.len() - "</math>".len()].to_owned()
    }

    fn check(math: &str) {
        let doc = roxmltree::Document::parse(math).unwrap_or_else(|e| panic!("{e}: {math}"));
        let root = doc.root_element();
        assert_eq!(root.tag_name().name(), "math");
        assert!(root.attribute("alttext").is_some());
        for node in root.descendants().filter(|n| n.is_element()) {
            assert_eq!(node.tag_name().namespace(), Some(NS));
            let children = node.children().filter(|n| n.is_element()).count();
            match node.tag_name().name() {
                "msub" | "msup" | "mover" | "munder" | "mfrac" | "mroot" => assert_eq!(children, 2, "{math}"),
                "msubsup" | "munderover" => assert_eq!(children, 3, "{math}"),
                _ => {}
            }
            for attribute in node.attributes() {
                assert!(!attribute.name().starts_with("on") && attribute.name() != "href", "{math}");
            }
        }
    }

    #[test]
    fn a_formula_is_set_with_its_source_as_alternative_text() {
        let math = to_mathml(r"$E = mc^2$", false).unwrap();
        assert_eq!(
            math,
            "<math xmlns=\"http://www.w3.org/1998/Math/MathML\" display=\"inline\" alttext=\"E = mc^2\">\
             <mi>E</mi><mo>=</mo><mi>m</mi><msup><mi>c</mi><mn>2</mn></msup></math>"
        );
        assert!(to_mathml("x", true).unwrap().contains("display=\"block\""));
    }

    #[test]
    fn every_name_takes_the_prefix_of_jats() {
        let math = to_mathml_prefixed(r"\frac{a}{b}", true).unwrap();
        assert_eq!(
            math,
            "<mml:math xmlns:mml=\"http://www.w3.org/1998/Math/MathML\" display=\"block\" alttext=\"\\frac{a}{b}\">\
             <mml:mfrac><mml:mrow><mml:mi>a</mml:mi></mml:mrow><mml:mrow><mml:mi>b</mml:mi></mml:mrow></mml:mfrac>\
             </mml:math>"
        );
        check(&math);
    }

    #[test]
    fn what_the_library_writes_wrongly_is_mended() {
        assert_eq!(inner("a<b", false), "<mi>a</mi><mo>&lt;</mo><mi>b</mi>");
        assert_eq!(inner(r"a\not< b", false), "<mi>a</mi><mo>&lt;\u{338}</mo><mi>b</mi>");
        assert_eq!(inner(r"\&", false), "<mi>&amp;</mi>");
        assert_eq!(inner("a~b", false), "<mi>a</mi><mspace width=\"0.25em\"/><mi>b</mi>");
        assert!(inner(r"\bigl( x \bigr)", false).contains("minsize=\"1.2em\" maxsize=\"1.2em\""));
        assert_eq!(inner(r"\mathstrut", false), "<mspace width=\"0em\" height=\"0.7em\"/>");
        assert_eq!(inner(r"\text{a \& b}", false), "<mtext>a &amp; b</mtext>");
        assert_eq!(
            inner(r"\text{if $x$ }y", false),
            "<mrow><mtext>if\u{a0}</mtext><mrow><mi>x</mi></mrow><mtext>\u{a0}\u{a0}</mtext></mrow><mi>y</mi>"
        );
        assert_eq!(inner(r"5\text{ \% of}", false), "<mn>5</mn><mtext>\u{a0}% of</mtext>");
        assert!(inner(r"\operatorname*{argmax}_x f", true).contains("<munder><mi>argmax</mi><mi>x</mi></munder>"));
        assert!(inner(r"\left( a \rightarrow b \right)", false).contains("<mo>→</mo>"));
        assert!(inner(r"\mu", false).contains('\u{3bc}'), "the Greek letter, not the micro sign");
        assert!(inner(r"x \label{eq:1} \nonumber", true).ends_with("<mi>x</mi>"));
        assert!(inner(r"\hat{x}", false).contains("<mover accent=\"true\">"));
        assert!(inner(r"\overline{ab}", false).ends_with("<mo stretchy=\"true\">‾</mo></mover>"));
    }

    #[test]
    fn colours_are_left_to_the_reader() {
        assert_eq!(inner(r"\textcolor{red}{x}", false), "<mrow><mrow><mi>x</mi></mrow></mrow>");
    }

    #[test]
    fn what_cannot_be_set_is_refused() {
        let chain = |s: &str, n| s.repeat(n) + "1";
        for tex in [
            "",
            "  ",
            "$$",
            r"\def\x{\x\x}\x",
            r"\newcommand{\x}[1]{#1}",
            r"\unknown",
            "{",
            "}",
            "a&b",
            r"\operatorname{<script>}",
            r"\color{#éab}x",
            r"\char99999999999999999999999",
            "\\char\u{a0}9",
            "1em\u{3000}\\kern1em\u{3000}x",
            "\\",
            r"\é",
            r"\begin{alignat}{99999}a\end{alignat}",
            &chain(r"\sqrt", 2000),
            &chain(r"\frac{1}", 2000),
            &chain(r"\frac1", 2000),
            &chain(r"\sqrt[3]", 2000),
            &chain(r"\mathbf ", 2000),
            &chain("x^", 2000),
            &"{".repeat(4000),
            &format!("{}x{}", "{".repeat(3000), "}".repeat(3000)),
            &"x".repeat(MAX_BYTES + 1),
        ] {
            if let Some(math) = to_mathml(tex, true) {
                // `\kern1em` after an ideographic space is sound once the space is an ordinary one.
                assert!(tex.starts_with("1em"), "{tex} was set as {math}");
            }
        }
    }

    #[test]
    fn a_long_formula_without_nesting_is_set() {
        let tex = (0..300).map(|i| format!(r"\alpha_{{{i}}} x^2 + ")).collect::<String>() + "1";
        assert!(tex.len() < MAX_BYTES);
        check(&to_mathml(&tex, true).unwrap());
        check(&to_mathml(&r"\relax ".repeat(1000).replace("relax ", "relax x"), true).unwrap());
    }

    /// Pieces of LaTeX out of which formulas, sound and unsound, are put together.
    fn piece() -> impl Strategy<Value = String> {
        let words = prop::sample::select(WORDS.split_whitespace().collect::<Vec<_>>()).prop_map(|w| format!("\\{w}"));
        let signs = prop::sample::select(vec![
            "{",
            "}",
            "{",
            "}",
            "[",
            "]",
            "^",
            "_",
            "&",
            "\\\\",
            "\\,",
            "\\{",
            "\\}",
            "\\|",
            "$",
            "%",
            "%\n",
            "#",
            "~",
            "'",
            "x",
            "y",
            "12",
            "3.5",
            "<",
            ">",
            "\"",
            "é",
            "ы",
            "\u{a0}",
            "\u{3000}",
            " ",
            "\n",
            "\u{0}",
            "\u{b}",
            "\u{fffe}",
            "😀",
            "{x}",
            "{1em}",
            "{a}{b}",
            "{red}",
            "{#ff00aa}",
            "{array}",
            "{cc|r}",
            "{matrix}",
            "{alignat}",
            "{2}",
            "\\begin{cases}",
            "\\end{cases}",
            "\\begin{array}{c|c}",
            "\\end{array}",
            "\\begin{align*}",
            "\\end{align*}",
            "\\begin{pmatrix}",
            "\\end{pmatrix}",
            "\\left(",
            "\\right)",
            "\\left.",
            "\\right.",
            "\\hline",
            "]]>",
            "<!--",
            "&amp;",
            "-1.5mu",
        ])
        .prop_map(str::to_owned);
        prop_oneof![3 => words, 4 => signs, 1 => "\\PC{0,3}"]
    }

    const WORDS: &str = "frac sqrt sum int hat vec text textbf mathrm mathbb mathcal operatorname left right big Bigg middle \
        overset underset stackrel binom genfrac cfrac substack sideset buildrel over xrightarrow xleftarrow not cancel color \
        textcolor colorbox fcolorbox char relax begin end begingroup endgroup def let futurelet newcommand renewcommand \
        providecommand limits nolimits displaystyle scriptstyle bf rm kern hskip mkern mskip hspace Space quad surd mathop \
        mathbin pmod bmod sin lim alpha leftarrow rightarrow leq ne label tag mbox boxed underbrace overline lt gt mathstrut \
        cr hline hdashline prime backslash lbrace dots tilde widetilde mathnormal boldsymbol limsup smallint varsubsetneqq";

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(300))]

        #[test]
        fn whatever_is_set_is_sound(pieces in prop::collection::vec(piece(), 0..24), display: bool) {
            let tex = pieces.concat();
            if let Some(math) = to_mathml(&tex, display) {
                check(&math);
                prop_assert_eq!(Some(math), to_mathml(&tex, display));
            }
        }

        #[test]
        fn chains_of_one_command_neither_overflow_nor_hang(
            word in prop::sample::select(WORDS.split_whitespace().collect::<Vec<_>>()),
            between in prop::sample::select(vec!["", " ", "{}", "{1}", "1", "[1]", "^", "_", "{a}{b}", "."]),
            n in 1usize..1200,
        ) {
            if let Some(math) = to_mathml(&(format!("\\{word}{between}").repeat(n) + "1"), true) {
                check(&math);
            }
        }
    }
}
