//! An expression, a line feed, and a document: neither parsing nor evaluating panics, recurses or goes on for ever, and
//! node-sets are in document order.

#![no_main]

use libfuzzer_sys::fuzz_target;
use offprint::schema::xpath::{Expression, Focus, NoHost, NodeRef, Pattern, Tree, Value};

const DOCUMENT: &str =
    "<r xmlns:p='urn:p' xml:lang='en'><a id='i' n='1'>t<!--c--><b/></a><?q x?><p:a p:n='2'>-1.5</p:a></r>";

fuzz_target!(|data: &str| {
    let (expression, document) = data.split_once('\n').unwrap_or((data, DOCUMENT));
    let namespaces = [("p", "urn:p"), ("regexp", "http://exslt.org/regular-expressions")];
    let namespaces = namespaces.map(|(prefix, name)| (prefix.to_owned(), name.to_owned()));
    let options = roxmltree::ParsingOptions { allow_dtd: true, nodes_limit: 10_000, ..Default::default() };
    let Ok(document) =
        roxmltree::Document::parse_with_options(document, options).or_else(|_| roxmltree::Document::parse(DOCUMENT))
    else {
        return;
    };
    let tree = Tree::new(&document, 200_000);
    match Expression::parse(expression, &namespaces) {
        Err(fault) => assert!(expression.get(fault.range).is_some()),
        Ok(parsed) => {
            let focus = Focus::on(NodeRef::from(document.root_element()));
            if let Ok(value) = parsed.evaluate(&tree, focus, &NoHost) {
                if let Value::Nodes(nodes) = &value {
                    assert!(nodes.is_sorted_by(|a, b| a < b));
                    nodes.iter().for_each(|node| drop(tree.qualified_name(*node)));
                }
                let truth = parsed.is_true(&Tree::new(&document, 1_000_000), focus, &NoHost);
                assert_eq!(truth, Ok(value.boolean()));
            }
        }
    }
    if let Ok(pattern) = Pattern::parse(expression, &namespaces)
        && let Ok(nodes) = pattern.select(&tree, &NoHost)
    {
        let tree = Tree::new(&document, 10_000_000);
        for node in nodes {
            assert_eq!(pattern.matches(&tree, node, &NoHost), Ok(true));
        }
    }
});
