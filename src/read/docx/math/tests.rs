use super::*;
use crate::read::docx::xml::Tree;

fn formula(inside: &str) -> Formula {
    let math = "http://schemas.openxmlformats.org/officeDocument/2006/math";
    let text = format!("<m:oMath xmlns:m='{math}'>{inside}</m:oMath>");
    read(Tree::read(&text).unwrap().top().unwrap())
}

fn r(text: &str) -> String {
    format!("<m:r><m:t>{text}</m:t></m:r>")
}

/// The LaTeX, and the MathML.
fn both(inside: &str) -> (String, String) {
    let Formula { tex, mathml } = formula(inside);
    (tex, mathml.map(|m| m.markup).unwrap_or_default())
}

#[test]
fn every_structure_becomes_latex_and_mathml() {
    let (a, b, n) = (r("a"), r("b"), r("n"));
    let e = |x: &str| format!("<m:e>{x}</m:e>");
    for (omml, tex, mathml) in [
        (r("2x+1"), "2x+1", "<mn>2</mn><mi>x</mi><mo>+</mo><mn>1</mn>"),
        (
            format!("<m:f><m:num>{a}</m:num><m:den>{b}{n}</m:den></m:f>"),
            r"\frac{a}{bn}",
            "<mfrac><mi>a</mi><mrow><mi>b</mi><mi>n</mi></mrow></mfrac>",
        ),
        (
            format!("<m:f><m:fPr><m:type m:val='noBar'/></m:fPr><m:num>{a}</m:num><m:den>{b}</m:den></m:f>"),
            r"\binom{a}{b}",
            r#"<mfrac linethickness="0"><mi>a</mi><mi>b</mi></mfrac>"#,
        ),
        (format!("<m:sSup>{}<m:sup>{n}</m:sup></m:sSup>", e(&a)), "a^n", "<msup><mi>a</mi><mi>n</mi></msup>"),
        (format!("<m:sSub>{}<m:sub>{n}</m:sub></m:sSub>", e(&a)), "a_n", "<msub><mi>a</mi><mi>n</mi></msub>"),
        (
            format!("<m:sSubSup>{}<m:sub>{n}</m:sub><m:sup>{b}</m:sup></m:sSubSup>", e(&a)),
            "a_n^b",
            "<msubsup><mi>a</mi><mi>n</mi><mi>b</mi></msubsup>",
        ),
        (
            format!("<m:sPre><m:sub>{n}</m:sub><m:sup>{b}</m:sup>{}</m:sPre>", e(&a)),
            "{}_{n}^{b}a",
            "<mmultiscripts><mi>a</mi><mprescripts></mprescripts><mi>n</mi><mi>b</mi></mmultiscripts>",
        ),
        (
            format!("<m:rad><m:radPr><m:degHide m:val='1'/></m:radPr><m:deg/>{}</m:rad>", e(&a)),
            r"\sqrt{a}",
            "<msqrt><mi>a</mi></msqrt>",
        ),
        (format!("<m:rad><m:deg>{n}</m:deg>{}</m:rad>", e(&a)), r"\sqrt[n]{a}", "<mroot><mi>a</mi><mi>n</mi></mroot>"),
        (
            format!(
                "<m:nary><m:naryPr><m:chr m:val='∑'/><m:limLoc m:val='undOvr'/></m:naryPr>\
                 <m:sub>{n}</m:sub><m:sup>{b}</m:sup>{}</m:nary>",
                e(&a)
            ),
            r"\sum_n^ba",
            "<munderover><mo>∑</mo><mi>n</mi><mi>b</mi></munderover><mi>a</mi>",
        ),
        (
            format!(
                "<m:func><m:fName><m:r><m:rPr><m:sty m:val='p'/></m:rPr><m:t>sin</m:t></m:r></m:fName>{}</m:func>",
                e(&a)
            ),
            r"\sin a",
            "<mi>sin</mi><mi>a</mi>",
        ),
        (
            format!(
                "<m:limLow><m:e><m:r><m:rPr><m:sty m:val='p'/></m:rPr><m:t>lim</m:t></m:r></m:e><m:lim>{n}</m:lim></m:limLow>"
            ),
            r"\lim_n",
            "<munder><mi>lim</mi><mi>n</mi></munder>",
        ),
        (
            format!("<m:limUpp>{}<m:lim>{n}</m:lim></m:limUpp>", e(&a)),
            r"\overset{n}{a}",
            "<mover><mi>a</mi><mi>n</mi></mover>",
        ),
        (
            format!("<m:acc><m:accPr><m:chr m:val='\u{303}'/></m:accPr>{}</m:acc>", e(&a)),
            r"\tilde{a}",
            r#"<mover accent="true"><mi>a</mi><mo stretchy="false">~</mo></mover>"#,
        ),
        (
            format!("<m:bar><m:barPr><m:pos m:val='top'/></m:barPr>{}</m:bar>", e(&a)),
            r"\overline{a}",
            r#"<mover accent="true"><mi>a</mi><mo stretchy="true">¯</mo></mover>"#,
        ),
        (
            format!("<m:groupChr>{}</m:groupChr>", e(&a)),
            r"\underbrace{a}",
            r#"<munder accentunder="false"><mi>a</mi><mo stretchy="true">⏟</mo></munder>"#,
        ),
        (
            format!("<m:m><m:mr>{}{}</m:mr><m:mr>{}{}</m:mr></m:m>", e(&a), e(&b), e(&n), e(&a)),
            r"\begin{matrix}a & b \\ n & a\end{matrix}",
            "<mtable><mtr><mtd><mi>a</mi></mtd><mtd><mi>b</mi></mtd></mtr>\
             <mtr><mtd><mi>n</mi></mtd><mtd><mi>a</mi></mtd></mtr></mtable>",
        ),
        (
            format!("<m:eqArr>{}{}</m:eqArr>", e(&r("a&amp;=b")), e(&n)),
            r"\begin{aligned}a = b \\ n\end{aligned}",
            r#"<mtable columnalign="left"><mtr><mtd><mi>a</mi><mo>=</mo><mi>b</mi></mtd></mtr><mtr><mtd><mi>n</mi></mtd></mtr></mtable>"#,
        ),
        (
            format!("<m:borderBox>{}</m:borderBox>", e(&a)),
            r"\boxed{a}",
            r#"<menclose notation="box"><mi>a</mi></menclose>"#,
        ),
        (
            format!("<m:phant><m:phantPr><m:show m:val='0'/></m:phantPr>{}</m:phant>", e(&a)),
            r"\phantom{a}",
            "<mphantom><mi>a</mi></mphantom>",
        ),
        (format!("<m:box>{}</m:box>", e(&a)), "a", "<mi>a</mi>"),
    ] {
        let found = both(&omml);
        assert_eq!((found.0.as_str(), found.1.as_str()), (tex, mathml), "{omml}");
    }
}

#[test]
fn brackets_stretch_and_may_be_missing() {
    let body = format!("<m:e>{}</m:e><m:e>{}</m:e>", r("a"), r("b"));
    let (tex, mathml) = both(&format!("<m:d><m:dPr><m:begChr m:val='{{'/><m:endChr m:val=''/></m:dPr>{body}</m:d>"));
    assert_eq!(tex, r"\left\{a|b\right.");
    assert!(mathml.contains(r#"<mo fence="true" form="prefix" stretchy="true">{</mo>"#), "{mathml}");
    assert!(!mathml.contains("postfix"));
}

#[test]
fn faces_are_kept_and_letters_of_other_alphabets_are_letters() {
    let run = |properties: &str, text: &str| format!("<m:r><m:rPr>{properties}</m:rPr><m:t>{text}</m:t></m:r>");
    let (tex, mathml) = both(&run("<m:sty m:val='b'/>", "v"));
    assert_eq!((tex.as_str(), mathml.as_str()), (r"\mathbf{v}", r#"<mi mathvariant="bold">v</mi>"#));
    assert_eq!(both(&run("<m:scr m:val='double-struck'/>", "R")).0, r"\mathbb{R}");
    assert_eq!(both(&run("<m:nor/>", "if x")), (r"\text{if x}".into(), "<mtext>if x</mtext>".into()));
    assert_eq!(both(&r("𝑥𝜋")), (r"x\pi".into(), "<mi>x</mi><mi>π</mi>".into()));
    assert_eq!(both(&r("αx≤β")).0, r"\alpha x \leq \beta");
}

#[test]
fn a_formula_stands_between_dollar_signs_on_one_line() {
    let (tex, mathml) = both(&r("5$\n{%"));
    assert!(!tex.contains(['$', '\n']), "{tex}");
    assert!(mathml.contains('$'));
    assert_eq!(formula("").mathml, None);
}

#[test]
fn what_a_tracked_change_takes_out_is_out() {
    let word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let omml = format!("<w:ins xmlns:w='{word}'>{}</w:ins><w:del xmlns:w='{word}'>{}</w:del>", r("a"), r("b"));
    assert_eq!(both(&omml).0, "a");
}
