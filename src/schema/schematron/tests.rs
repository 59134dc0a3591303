//! The constructs of the standard, one by one.

use std::cell::Cell;

use roxmltree::Document;

use super::*;

fn parse(body: &str) -> Result<Schema, SchemaFault> {
    Schema::parse(&format!("<schema xmlns='http://purl.oclc.org/dsdl/schematron'>{body}</schema>"), &|_| None)
}

fn schema(body: &str) -> Schema {
    parse(body).unwrap_or_else(|fault| panic!("{fault}"))
}

fn fired<'s>(schema: &'s Schema, document: &str, options: &Options) -> Vec<Fired<'s>> {
    schema.run(&Document::parse(document).unwrap(), options).unwrap_or_else(|fault| panic!("{fault}"))
}

/// The messages that a schema gives on a document.
fn messages(body: &str, document: &str) -> Vec<String> {
    fired(&schema(body), document, &Options::default()).into_iter().map(|f| f.message).collect()
}

#[test]
fn assertions_fire_when_false_and_reports_when_true() {
    let schema = schema(
        "<title> Of  a </title><pattern id='p'><rule context='a' id='r'>
           <assert id='x' test='@n = 1' role='error' flag='f' see='s'>not  one</assert>
           <report test='@n = 2'>two</report></rule></pattern>",
    );
    let document = "<r><a n='1'/><a n='2'/></r>";
    let all = fired(&schema, document, &Options::default());
    assert_eq!(schema.title(), Some("Of a"));
    assert_eq!(all.len(), 2);
    let expected = Fired {
        id: Some("x"),
        pattern: Some("p"),
        rule: Some("r"),
        context: "a",
        is_report: false,
        role: Some("error"),
        flag: Some("f"),
        see: Some("s"),
        test: "@n = 1",
        range: 13..23,
        location: "/r/a[2]".to_owned(),
        message: "not one".to_owned(),
        diagnostics: Vec::new(),
    };
    assert_eq!(all[0], expected);
    assert_eq!((all[1].is_report, all[1].id, &*all[1].message), (true, None, "two"));
    assert_eq!(schema.checks().collect::<Vec<_>>(), ["x"]);
}

#[test]
fn of_a_pattern_the_first_rule_that_matches_takes_a_node() {
    let body = "<pattern><rule context='b[@x]'><report test='1'>with x</report></rule>
                <rule context='*'><report test='1'>any <name/></report></rule></pattern>
                <pattern><rule context='b'><report test='1'>other</report></rule></pattern>";
    let expected = ["any a", "with x", "any b", "other", "other"];
    assert_eq!(messages(body, "<a><b x=''/><b/></a>"), expected);
}

#[test]
fn contexts_are_patterns_and_nodes_come_in_document_order() {
    let body = "<pattern><rule context='@q'><report test='1'>attribute <value-of select='.'/></report></rule>
                <rule context='c | /a/b | /'><report test='1'>node <name/></report></rule>
                <rule context='text()'><report test='1'>text <value-of select='.'/></report></rule>
                <rule context='comment()'><report test='1'>comment</report></rule></pattern>";
    let document = "<a q='1'><c>t</c><b><b/></b><!-- --></a>";
    assert_eq!(messages(body, document), ["node", "attribute 1", "node c", "text t", "node b", "comment"]);
}

#[test]
fn messages_have_values_filled_in() {
    let body = "<ns prefix='x' uri='urn:x'/><pattern><rule context='x:a'><report test='true()'>
        <emph>The</emph> <name/> has <value-of select='count(*)'/> in it, <name path='*[2]'/> <span>last</span>,
        and <dir>@q</dir> is '<value-of select='@q'/>', <value-of select='1 div 4'/>, <name path='none'/>.</report>
        </rule></pattern>";
    let document = "<y:a xmlns:y='urn:x' q='v'><b/><y:c/></y:a>";
    assert_eq!(messages(body, document), ["The y:a has 2 in it, y:c last, and @q is 'v', 0.25, ."]);
}

#[test]
fn diagnostics_come_with_their_language() {
    let schema = schema(
        "<pattern><rule context='a'><assert test='b' diagnostics='en  ru'>no b</assert></rule></pattern>
         <diagnostics xml:lang='en'><diagnostic id='ru' xml:lang='ru' role='hint'>в <name/></diagnostic>
         <diagnostic id='en'>in <value-of select='@n'/></diagnostic></diagnostics>",
    );
    let all = fired(&schema, "<a n='1'/>", &Options::default());
    let expected = [
        Diagnostic { id: "en", lang: Some("en"), role: None, text: "in 1".to_owned() },
        Diagnostic { id: "ru", lang: Some("ru"), role: Some("hint"), text: "в a".to_owned() },
    ];
    assert_eq!(all[0].diagnostics, expected);
}

#[test]
fn a_subject_is_what_the_finding_points_at() {
    let schema = schema(
        "<pattern><rule context='a' subject='b'><report test='1'>rule</report>
         <report test='1' subject='b/@c'>attribute</report><report test='1' subject='none'>none</report></rule></pattern>",
    );
    let document = "<a><b c='1'/></a>";
    let all = fired(&schema, document, &Options::default());
    let written: Vec<&str> = all.iter().map(|f| &document[f.range.clone()]).collect();
    assert_eq!(written, ["<b c='1'/>", "c='1'", document]);
    assert!(all.iter().all(|f| f.location == "/a"));
}

#[test]
fn variables_have_scopes() {
    let body = "<let name='least' value='2'/><let name='all' value='count(//b) * $two'/><let name='two' value='2'/>
        <let name='text'>plain</let>
        <pattern><let name='in' value='//b[@n = 2]'/><rule context='b'><let name='n' value='@n'/><let name='m' value='$n + 1'/>
        <report test='$n >= $least'><value-of select='$n'/> <value-of select='$m'/> <value-of select='$all'/>
        <value-of select='$in/@n'/> <value-of select='$text'/></report></rule></pattern>
        <pattern><let name='in' value='7'/><rule context='a'><report test='$in = 7'>own</report></rule></pattern>";
    assert_eq!(messages(body, "<a><b n='1'/><b n='2'/></a>"), ["2 3 4 2 plain", "own"]);
}

#[test]
fn variables_of_the_schema_can_be_replaced() {
    let schema = schema(
        "<let name='n' value='5'/><let name='s' value=\"'x'\"/><let name='b' value='false()'/>
         <pattern><let name='inner' value='1'/><rule context='a'><report test='1'><value-of select='$n + 1'/>
         <value-of select='$s'/> <value-of select='$b and 1'/> <value-of select='$inner'/></report></rule></pattern>",
    );
    let variables = [("n", "7"), ("s", "007"), ("b", "true"), ("inner", "9"), ("none", "1")];
    let variables = variables.map(|(name, value)| (name, value.to_owned()));
    let options = Options { variables: &variables, ..Options::default() };
    assert_eq!(fired(&schema, "<a/>", &options)[0].message, "8 007 true 1");
    assert_eq!(fired(&schema, "<a/>", &Options::default())[0].message, "6 x false 1");
}

#[test]
fn a_chain_of_variables_may_be_long_but_not_a_circle() {
    let mut lets: String = (0..5000).map(|n| format!("<let name='v{n}' value='$v{} + 1'/>", n + 1)).collect();
    lets.push_str("<let name='v5000' value='0'/>");
    let rule = "<pattern><rule context='a'><report test='1'><value-of select='$v0'/></report></rule></pattern>";
    assert_eq!(messages(&format!("{lets}{rule}"), "<a/>"), ["5000"]);

    let circle = schema(&format!("<let name='v0' value='$v1'/><let name='v1' value='$v0'/>{rule}"));
    let fault = circle.run(&Document::parse("<a/>").unwrap(), &Options::default()).unwrap_err();
    assert!(fault.message.contains("needs itself"), "{fault}");
}

#[test]
fn phases_choose_patterns() {
    let schema = Schema::parse(
        "<schema xmlns='http://purl.oclc.org/dsdl/schematron' defaultPhase='one' xml:lang='en'>
         <phase id='one'><let name='v' value='1'/><active pattern='p1'/></phase>
         <phase id='two'><let name='v' value='2'/><active pattern='p1'/><active pattern='p2'/></phase>
         <pattern id='p1'><rule context='a'><report test='1'>p1 <value-of select='$v'/></report></rule></pattern>
         <pattern id='p2'><rule context='a'><report test='1'>p2 <value-of select='$v'/></report></rule></pattern>
         <pattern><rule context='a'><report test='1'>p3</report></rule></pattern></schema>",
        &|_| None,
    )
    .unwrap();
    assert_eq!(schema.phases().collect::<Vec<_>>(), ["one", "two"]);
    assert_eq!(schema.lang(), Some("en"));
    let run = |phase| {
        let all = fired(&schema, "<a/>", &Options { phase, ..Options::default() });
        all.into_iter().map(|f| f.message).collect::<Vec<_>>()
    };
    assert_eq!(run(None), ["p1 1"]);
    assert_eq!(run(Some("#DEFAULT")), ["p1 1"]);
    assert_eq!(run(Some("two")), ["p1 2", "p2 2"]);
    assert_eq!(run(Some("#ALL")), ["p1 1", "p2 1", "p3"]);
    let options = Options { phase: Some("three"), ..Options::default() };
    let fault = schema.run(&Document::parse("<a/>").unwrap(), &options).unwrap_err();
    assert_eq!(fault.message, "there is no phase \"three\"");
}

#[test]
fn abstract_patterns_are_filled_in() {
    let body =
        "<pattern abstract='true' id='table'><rule context='$row'><assert test='$row_cell'>no $row_cell in <name/>,
          <value-of select='count($row_cell)'/> of $rows</assert></rule></pattern>
        <pattern is-a='table' id='html'><param name='row' value='tr'/><param name='row_cell' value='td|th'/></pattern>
        <pattern is-a='table'><param name='row' value='$what'/><param name='row_cell' value='entry'/>
          <param name='what' value='row'/></pattern>";
    let schema = schema(body);
    let all = fired(&schema, "<t><tr/><tr><th/></tr><row/></t>", &Options::default());
    let found: Vec<_> = all.iter().map(|f| (f.pattern, f.context, f.test, f.message.as_str())).collect();
    let expected = [
        (Some("html"), "tr", "td|th", "no td|th in tr, 0 of $rows"),
        (None, "row", "entry", "no entry in row, 0 of $rows"),
    ];
    assert_eq!(found, expected);
}

#[test]
fn abstract_rules_are_extended() {
    let body =
        "<pattern><rule abstract='true' id='base'><let name='n' value='@n'/><assert test='$n'>no n</assert></rule>
        <rule abstract='true' id='more'><extends rule='base'/><assert test='@m'>no m</assert></rule>
        <rule context='a'><extends rule='more'/><report test='1'>own</report></rule></pattern>
        <pattern><rule context='b'><extends rule='base'/></rule></pattern>";
    assert_eq!(messages(body, "<a><b/></a>"), ["no n", "no m", "own", "no n"]);
}

#[test]
fn parts_are_included() {
    let include = |href: &str| {
        let text = match href {
            "pattern.sch" => "<pattern xmlns='http://purl.oclc.org/dsdl/schematron'><include href='rules.xml#b'/></pattern>",
            "rules.xml" => {
                "<box xmlns:s='http://purl.oclc.org/dsdl/schematron'><s:rule id='a' context='a'/>
                 <s:rule id='b' context='b'><s:report test='1'>b</s:report><s:report test='1'>c</s:report></s:rule></box>"
            }
            "box.xml" => "<box><include href='rules.xml#b' xmlns='http://purl.oclc.org/dsdl/schematron'/></box>",
            "bad.sch" => "<pattern xmlns='http://purl.oclc.org/dsdl/schematron'><rule context='a['/></pattern>",
            _ => return None,
        };
        Some(text.to_owned())
    };
    let parse = |body: &str| {
        Schema::parse(&format!("<schema xmlns='http://purl.oclc.org/dsdl/schematron'>{body}</schema>"), &include)
    };
    let all = |body: &str| {
        let schema = parse(body).unwrap_or_else(|fault| panic!("{fault}"));
        let all = fired(&schema, "<a><b/></a>", &Options::default());
        all.into_iter().map(|f| f.message).collect::<Vec<_>>()
    };
    assert_eq!(all("<include href='pattern.sch'/>"), ["b", "c"]);
    assert_eq!(all("<pattern><include href='box.xml'/></pattern>"), ["b", "c"]);
    assert_eq!(all("<pattern><rule context='a'><extends href='rules.xml#b'/></rule></pattern>"), ["b", "c"]);

    let fault = parse("<include href='bad.sch'/>").unwrap_err();
    assert_eq!((fault.included.as_deref(), fault.range), (Some("bad.sch"), 71..71));
    let fault = parse("<include href='none.sch'/>").unwrap_err();
    assert!(fault.message.contains("\"none.sch\", which is to be included, cannot be read"), "{fault}");
    let fault = parse("<include href='rules.xml#z'/>").unwrap_err();
    assert!(fault.message.contains("no element with the id \"z\""), "{fault}");
}

#[test]
fn inclusions_end() {
    // Each text is a box with the next in it, `times` times.
    let parse = |times: usize, last: usize| {
        let text = "<schema xmlns='http://purl.oclc.org/dsdl/schematron'><include href='0'/></schema>";
        let include = |href: &str| {
            let next = (href.parse::<usize>().unwrap() + 1).min(last);
            let include = format!("<include xmlns='http://purl.oclc.org/dsdl/schematron' href='{next}'/>");
            Some(format!("<box>{}</box>", include.repeat(times)))
        };
        Schema::parse(text, &include).unwrap_err().message
    };
    assert_eq!(parse(1, 0), "\"0\" includes itself");
    assert_eq!(parse(1, 100), "inclusions are nested more than 16 deep");
    // Twice two to the fifteenth, were they all read.
    let many = Cell::new(0);
    let include = |href: &str| {
        many.set(many.get() + 1);
        let next = href.parse::<usize>().unwrap() + 1;
        let include = format!("<include xmlns='http://purl.oclc.org/dsdl/schematron' href='{next}'/>");
        Some(format!("<box>{}</box>", include.repeat(if next < 15 { 2 } else { 0 })))
    };
    let text = "<schema xmlns='http://purl.oclc.org/dsdl/schematron'><include href='0'/></schema>";
    let fault = Schema::parse(text, &include).unwrap_err();
    assert_eq!((fault.message.as_str(), many.get()), ("there are more than 1000 inclusions", 1000));
}

#[test]
fn expansion_ends() {
    let rules: String = (0..30)
        .map(|n| {
            format!("<rule abstract='true' id='r{n}'>{}</rule>", format!("<extends rule='r{}'/>", n + 1).repeat(2))
        })
        .collect();
    let rules = format!("{rules}<rule abstract='true' id='r30'><assert test='1'/></rule>");
    let fault = parse(&format!("<pattern>{rules}<rule context='a'><extends rule='r0'/></rule></pattern>")).unwrap_err();
    assert!(fault.message.contains("more than 100000 assertions"), "{fault}");

    let parameters: String = (0..40).map(|n| format!("<param name='p{n}' value='$p{0} or $p{0}'/>", n + 1)).collect();
    let body = "<pattern abstract='true' id='a'><rule context='a'><assert test='$p0'/></rule></pattern>";
    let fault = parse(&format!("{body}<pattern is-a='a'>{parameters}</pattern>")).unwrap_err();
    assert!(fault.message.contains("more text than a schema may have"), "{fault}");

    let itself = "<pattern><rule abstract='true' id='r'><extends rule='r'/></rule>
                  <rule context='a'><extends rule='r'/></rule></pattern>";
    assert!(parse(itself).unwrap_err().message.contains("extends itself"));
}

#[test]
fn keys_are_looked_up() {
    let body = "<key xmlns='http://www.w3.org/1999/XSL/Transform' name='k' match='b' use='@n | c'/>
        <pattern><rule context='a'><report test=\"key('k', '2')\"><value-of select=\"count(key('k', b/@n))\"/>
        <value-of select=\"name(key('k', 'x')/..)\"/></report></rule>
        <rule context=\"key('k', '1')\"><report test='1'>one</report></rule></pattern>";
    assert_eq!(messages(body, "<a><b n='1'/><b n='2'/><b><c>x</c></b></a>"), ["2 a", "one"]);
}

#[test]
fn the_old_namespace_is_read_too() {
    let text = "<schema xmlns='http://www.ascc.net/xml/schematron'><title>Old</title><pattern name='n' id='p'>
        <rule context='a'><key name='k' path='@n'/><assert test='b'>no b</assert></rule></pattern></schema>";
    let schema = Schema::parse(text, &|_| None).unwrap();
    assert_eq!(fired(&schema, "<a/>", &Options::default())[0].message, "no b");
}

#[test]
fn exslt_tests_regular_expressions() {
    let text = "<schema xmlns='http://purl.oclc.org/dsdl/schematron' queryBinding='exslt'><pattern><rule context='a'>
        <assert test=\"regexp:test(@y, '^\\d{4}$')\">no year</assert></rule></pattern></schema>";
    let schema = Schema::parse(text, &|_| None).unwrap();
    let all = fired(&schema, "<r><a y='1999'/><a y='199x'/></r>", &Options::default());
    assert_eq!(all.iter().map(|f| f.location.as_str()).collect::<Vec<_>>(), ["/r/a[2]"]);
}

#[test]
fn locations_are_those_of_the_reference_implementation() {
    let body = "<pattern><rule context='node() | @*'><report test='1'>x</report></rule></pattern>";
    let document = "<a xmlns:p='urn:p' p:q='1'><b/><p:b/><b/>t<?i?><!----></a>";
    let schema = schema(body);
    let all = fired(&schema, document, &Options::default());
    let locations: Vec<&str> = all.iter().map(|f| f.location.as_str()).collect();
    let expected = [
        "/a",
        "/a/@*[local-name()='q' and namespace-uri()='urn:p']",
        "/a/b[1]",
        "/a/*[local-name()='b' and namespace-uri()='urn:p']",
        "/a/b[2]",
        "/a/text()",
        "/a/processing-instruction('i')",
        "/a/comment()",
    ];
    assert_eq!(locations, expected);
    // Each location is an XPath of the node.
    let parsed = Document::parse(document).unwrap();
    let tree = crate::schema::xpath::Tree::new(&parsed, 10_000);
    for fired in &all {
        let expression = crate::schema::xpath::Expression::parse(&fired.location, &[]).unwrap();
        let focus = crate::schema::xpath::Focus::on(crate::schema::xpath::NodeRef::ROOT);
        let value = expression.evaluate(&tree, focus, &crate::schema::xpath::NoHost).unwrap();
        let crate::schema::xpath::Value::Nodes(nodes) = value else { panic!("no nodes") };
        assert_eq!(nodes.len(), 1, "{}", fired.location);
        assert_eq!(tree.range(nodes[0]), fired.range, "{}", fired.location);
    }
}

#[test]
fn faults_of_a_schema_say_what_and_where() {
    for (body, place, message) in [
        ("<pattern><rule context='a'><assert test='b and'/></rule></pattern>", "", "ends where"),
        (
            "<pattern><rule context='a'><assert test='b + z:c'/></rule></pattern>",
            "z:c",
            "the prefix \"z\" is not bound",
        ),
        ("<pattern><rule context='a'><assert test='&lt;'/></rule></pattern>", "&lt;", "a step of a path is needed"),
        ("<pattern><rule context='a/..'/></pattern>", "a/..", "axes child and attribute only"),
        ("<pattern><rule context='a'><assert test='$x'/></rule></pattern>", "$x", "there is no variable \"x\""),
        ("<pattern><rule context='$x'/></pattern>", "$x", "a context is a path"),
        ("<pattern><rule context='a'><assert>text</assert></rule></pattern>", "<assert", "needs an attribute \"test\""),
        ("<pattern><rule><assert test='1'/></rule></pattern>", "<rule", "needs an attribute \"context\""),
        ("<pattern><rule context='a'><extends rule='r'/></rule></pattern>", "r", "there is no abstract rule \"r\""),
        ("<pattern is-a='t'/>", "t", "there is no abstract pattern \"t\""),
        ("<pattern><rule context='a'><report test='1' diagnostics='d'/></rule></pattern>", "d", "no diagnostic \"d\""),
        ("<let name='a' value='1'/><let name='a' value='2'/>", "a", "is defined twice"),
        ("<let value='1'/>", "<let", "needs an attribute \"name\""),
        ("<assert test='1'/>", "<assert", "cannot stand in \"schema\""),
        ("<pattern><rule context='a'><pattern/></rule></pattern>", "<pattern", "cannot stand in \"rule\""),
        ("<pattern documents='b'/>", "b", "is not supported"),
        ("<patern/>", "<patern", "cannot stand in \"schema\""),
    ] {
        let fault = parse(body).expect_err(body);
        let text = format!("<schema xmlns='http://purl.oclc.org/dsdl/schematron'>{body}</schema>");
        assert!(fault.message.contains(message), "{body}: {}", fault.message);
        assert_eq!(&text[fault.range.clone()], place, "{body}: {fault}");
    }
    for (text, message) in [
        ("<schema>", "no well-formed XML"),
        ("<schema/>", "is no \"schema\" of Schematron"),
        ("<schema xmlns='http://purl.oclc.org/dsdl/schematron' queryBinding='xslt2'/>", "\"xslt2\" is not known"),
        ("<schema xmlns='http://purl.oclc.org/dsdl/schematron' defaultPhase='p'/>", "there is no phase \"p\""),
    ] {
        let fault = Schema::parse(text, &|_| None).expect_err(text);
        assert!(fault.message.contains(message), "{text}: {}", fault.message);
    }
}

#[test]
fn a_fault_of_a_run_names_the_expression() {
    let schema = schema("<let name='n' value='1'/><pattern><rule context='a'><assert test='$n/b'/></rule></pattern>");
    let fault = schema.run(&Document::parse("<a/>").unwrap(), &Options::default()).unwrap_err();
    assert_eq!(fault.to_string(), "nodes are needed, and a number was found (in \"$n/b\")");

    let text = format!("<r>{}</r>", "<a/>".repeat(1000));
    let schema = self::schema("<pattern><rule context='a'><assert test='count(//*) = 1'/></rule></pattern>");
    let options = Options { budget: 100_000, ..Options::default() };
    let fault = schema.run(&Document::parse(&text).unwrap(), &options).unwrap_err();
    assert!(fault.message.contains("more steps than are allowed"), "{fault}");
}
