//! Patterns: which nodes they match, found by selecting and by asking node by node.

use super::*;

/// All nodes of the document, with attributes and without namespaces.
fn all_nodes(tree: &Tree) -> Vec<NodeRef> {
    let Value::Nodes(nodes) = evaluate(tree, "/ | //node() | //@*").unwrap() else { panic!("no nodes") };
    nodes
}

fn matching(tree: &Tree, pattern: &str) -> Result<Vec<NodeRef>, Fault> {
    let pattern = Pattern::parse(pattern, &namespaces())?;
    let selected = pattern.select(tree, &Variables)?;
    for node in all_nodes(tree) {
        let is_selected = selected.binary_search(&node).is_ok();
        assert_eq!(pattern.matches(tree, node, &Variables), Ok(is_selected), "{}", shown_node(tree, node));
    }
    Ok(selected)
}

#[test]
fn patterns_match_what_they_mean() {
    let document = Document::parse(DOCUMENT).unwrap();
    let tree = Tree::new(&document, BUDGET);
    // Each with an expression that selects the same.
    for (pattern, expression) in [
        ("/", "/"),
        ("/r", "/r"),
        ("/sec", "/sec"),
        ("sec", "//sec"),
        ("//sec", "//sec"),
        ("*", "//*"),
        ("/*", "/*"),
        ("p:*", "//p:*"),
        ("p:note", "//p:note"),
        ("text()", "//text()"),
        ("comment()", "//comment()"),
        ("node()", "//node()"),
        ("processing-instruction()", "//processing-instruction()"),
        ("processing-instruction('break')", "//processing-instruction('break')"),
        ("@*", "//@*"),
        ("@level", "//@level"),
        ("attribute::level", "//@level"),
        ("@q:kind", "//@q:kind"),
        ("sec/@level", "//sec/@level"),
        ("sec[@level > 1]/@level", "//sec[@level > 1]/@level"),
        ("@level[. = 2]", "//@level[. = 2]"),
        ("sec/p", "//sec/p"),
        ("body/sec/p", "//body/sec/p"),
        ("child::sec/child::p", "//sec/p"),
        ("body//p", "//body//p"),
        ("sec//b/text()", "//sec//b/text()"),
        ("/r/body//p", "/r/body//p"),
        ("/body//p", "/body//p"),
        ("/r//sec//p", "/r//sec//p"),
        ("r//sec//p/b", "//r//sec//p/b"),
        ("body/sec//sec/p", "//body/sec//sec/p"),
        ("//sec/sec", "//sec/sec"),
        ("sec[1]", "//sec[1]"),
        ("kwd[2]", "//kwd[2]"),
        ("kwd[last()]", "//kwd[last()]"),
        ("kwd[position() > 1]", "//kwd[position() > 1]"),
        ("kwd[. = 'alpha'][2]", "//kwd[. = 'alpha'][2]"),
        ("kwd[$v]", "//kwd[$v]"),
        ("*[2]", "//*[2]"),
        ("sec[2]/p[1]", "//sec[2]/p[1]"),
        ("p[b]", "//p[b]"),
        ("p[not(*)][normalize-space()]", "//p[not(*)][normalize-space()]"),
        ("p | @level | /", "/ | //p | //@level"),
        ("id('i2')", "id('i2')"),
        ("id('i1')/p", "id('i1')/p"),
        ("id('i1')//p", "id('i1')//p"),
        ("sec[sec[p]]", "//sec[sec[p]]"),
    ] {
        let found = matching(&tree, pattern).unwrap_or_else(|e| panic!("{pattern}: {e}"));
        let Value::Nodes(expected) = evaluate(&tree, expression).unwrap() else { panic!("no nodes") };
        assert_eq!(found, expected, "{pattern}");
        assert!(!found.is_empty() || pattern == "/sec" || pattern == "/body//p", "{pattern} is tested on nothing");
    }
}

#[test]
fn what_is_no_pattern_is_refused() {
    for (pattern, message) in [
        ("..", "along the axes child and attribute only"),
        (".", "along the axes child and attribute only"),
        ("ancestor::a", "along the axes child and attribute only"),
        ("a/descendant::b", "along the axes child and attribute only"),
        ("count(a)", "a context is a path"),
        ("'a'", "a context is a path"),
        ("(a | b)/c", "a context is a path"),
        ("a = b", "a context is a path"),
        ("$ns", "a context is a path"),
        ("a[", "the expression ends"),
        ("a | current()", "a context is a path"),
    ] {
        let fault = Pattern::parse(pattern, &namespaces()).expect_err(pattern);
        assert!(fault.message.contains(message), "{pattern}: {}", fault.message);
    }
}

/// Paths of steps that all can go along.
fn paths() -> impl Strategy<Value = String> {
    let step = prop::sample::select(vec![
        "*",
        "r",
        "body",
        "sec",
        "p",
        "b",
        "kwd",
        "node()",
        "text()",
        "sec[1]",
        "*[2]",
        "p[last()]",
        "sec[@level > 1]",
        "*[p]",
        "*[not(*)]",
    ]);
    let joint = prop::sample::select(vec!["/", "//"]);
    let root = prop::sample::select(vec!["", "/", "//"]);
    let steps = prop::collection::vec((joint, step), 1..5);
    (root, steps, prop::option::of(prop::sample::select(vec!["/@*", "//@n", "/@level"]))).prop_map(
        |(root, steps, last)| {
            let path: String = steps.iter().flat_map(|(joint, step)| [*joint, *step]).collect();
            format!("{root}{}{}", path.trim_start_matches('/'), last.unwrap_or_default())
        },
    )
}

proptest! {
    /// A pattern matches a node if it selects it from one of the node's ancestors (XSLT 5.2), or from the root.
    #[test]
    fn matching_is_selecting_from_above(path in paths()) {
        let document = Document::parse(DOCUMENT).unwrap();
        let tree = Tree::new(&document, 50 * BUDGET);
        let from_anywhere = if path.starts_with('/') { path.clone() } else { format!("(/ | //node())/{path}") };
        let Value::Nodes(expected) = evaluate(&tree, &from_anywhere).unwrap() else { panic!("no nodes") };
        prop_assert_eq!(matching(&tree, &path).unwrap(), expected);
    }

    #[test]
    fn no_pattern_panics(pattern in hostile()) {
        let document = Document::parse(DOCUMENT).unwrap();
        let tree = Tree::new(&document, 20_000);
        if let Ok(pattern) = Pattern::parse(&pattern, &namespaces()) {
            let _ = pattern.select(&tree, &Variables);
        }
    }
}
