//! Tests of the inline scanner.

use super::*;
use crate::read::page::vocabulary::Vocabulary;

fn show(text: &Text) -> String {
    let mut out = String::new();
    for inline in &text.inlines {
        match inline {
            Inline::Run(run) => out.push_str(&run.text),
            Inline::Styled { style, content } => out.push_str(&format!("{{{style:?} {}}}", show(content))),
            Inline::Link { href, content } => out.push_str(&format!("{{link {href} {}}}", show(content))),
            Inline::NoteMark { note, label } => out.push_str(&format!("{{{note} {}}}", label.text)),
            Inline::Citation { target, label, through } => {
                out.push_str(&format!("{{{target} {}{}}}", label.text, through.join("+")));
            }
            Inline::Formula { tex, .. } => out.push_str(&format!("{{tex {}}}", tex.text)),
            other => out.push_str(&format!("{other:?}")),
        }
    }
    out
}

fn parsed(source: &str) -> String {
    let flow = Flow::of(source, 0..source.len(), &Vocabulary::default());
    show(&parse(&flow, &mut Resolver::of_numbers(9, &["1", "2", "3"])))
}

#[test]
fn emphasis_nests_and_what_is_not_closed_stays() {
    assert_eq!(parsed("a *b* **c *d*** e"), "a {Italic b} {Bold c {Italic d}} e");
    assert_eq!(parsed("J* H* and 2 * 3, a_b_c, ****=p"), "J* H* and 2 * 3, a_b_c, ****=p");
    assert_eq!(parsed("*open **both"), "*open **both");
    assert_eq!(parsed("<b>x *y</b> z*"), "{Bold x *y} z*");
    assert_eq!(parsed("H<sub>2</sub>O"), "H{Subscript 2}O");
}

#[test]
fn numbers_in_brackets_are_citations_where_the_list_has_them() {
    assert_eq!(
        parsed("x [1], [2; 4–6], [3, p. 5; 7]"),
        "x [{R1 1}], [{R2 2}; {R4 4}–{R6 6R5}], [{R3 3}, p. 5; {R7 7}]"
    );
    assert_eq!(parsed("[[2]] [1995] [sic] [12]"), "[[{R2 2}]] [1995] [sic] [12]");
}

#[test]
fn marks_are_notes_and_exponents_are_raised() {
    assert_eq!(parsed("NATO¹, in 2015^2. 10⁵ m²"), "NATO{fn1 1}, in 2015{fn2 2}. 10{Superscript 5} m{Superscript 2}");
    assert_eq!(parsed("list ¹⁾ x"), "list ¹⁾ x");
}

#[test]
fn addresses_are_links_and_scripts_are_not() {
    assert_eq!(
        parsed("see <https://a.org/x_y> and https://b.org/c. [t](javascript:alert(1)) <...>"),
        "see {link https://a.org/x_y https://a.org/x_y} and {link https://b.org/c https://b.org/c}. {Underline t}) <...>"
    );
}

#[test]
fn formulas_are_not_money() {
    assert_eq!(parsed("$x^2$ costs $5 and $6"), "{tex x^2} costs $5 and $6");
}

proptest::proptest! {
    #[test]
    fn no_text_is_lost(source in "[a-c *_\\[\\]()<>!^$¹²⁾1-9.,-]{0,80}") {
        let flow = Flow::of(&source, 0..source.len(), &Vocabulary::default());
        let text = parse(&flow, &mut Resolver::of_numbers(9, &["1"]));
        let letters = |s: &str| s.chars().filter(|c| ('a'..='c').contains(c)).count();
        let mut read = text.plain();
        let mut pictures = String::new();
        fn go(text: &Text, out: &mut String) {
            for inline in &text.inlines {
                match inline {
                    Inline::Graphic(g) => { out.push_str(&g.alt); out.push_str(&g.href); }
                    Inline::Styled { content, .. } | Inline::Link { content, .. } => go(content, out),
                    _ => {}
                }
            }
        }
        go(&text, &mut pictures);
        read.push_str(&pictures);
        // Only the target of a link that is not followed, and the name of a tag, are not shown.
        if !source.contains("](") && !source.contains('<') {
            proptest::prop_assert_eq!(letters(&read), letters(&source));
        }
    }
}
