//! Values of the datatypes, and facets.

use crate::schema::relax_ng::datatypes::{DTD, Facets, Type, XSD};

fn takes(name: &str, facets: &[(&str, &str)], value: &str) -> bool {
    let of = Type::find(XSD, name).unwrap();
    let mut set = Facets::default();
    for (facet, bound) in facets {
        set.add(of, XSD, facet, bound).unwrap();
    }
    set.take(of, value)
}

#[test]
fn values_of_each_type() {
    for (name, yes, no) in [
        ("token", &["", " a  b "][..], &[][..]),
        ("language", &["en", "be-Latn", "x-1"], &["", "e1", "toolonglanguage", "en_GB"]),
        ("NCName", &["a.1", "_", "Ж"], &["a:b", "1", "", "a b"]),
        ("Name", &["a:b"], &["-a"]),
        ("NMTOKEN", &["1.3", "-a"], &["a b", "", "a/b"]),
        ("NMTOKENS", &["1 2", " a "], &["", "a /"]),
        ("ID", &["sec-1"], &["1sec", "a b"]),
        ("IDREFS", &["a b"], &["a 1b", ""]),
        ("QName", &["a:b", "b"], &["a:b:c", ":b"]),
        ("anyURI", &["", "http://x/?q=%D0", "a b"], &["%", "%zz", "a#b#c"]),
        ("boolean", &["true", " 0 "], &["yes"]),
        ("decimal", &["-1.50", ".5", "5."], &["1e3", ".", ""]),
        ("integer", &["+007", "-99999999999999999999999"], &["1.0", "x"]),
        ("byte", &["127", "-128"], &["128", "-129"]),
        ("positiveInteger", &["1"], &["0", "-1"]),
        ("double", &["1e3", "INF", "-.5"], &["inf", "infinity", "1e"]),
        ("duration", &["P1Y2M3DT4H5M6.7S", "-PT0S", "P1D"], &["P", "PT", "P1DT", "P1H", "P1M1Y", "PT1.5M"]),
        ("date", &["2024-02-29", "2023-10-15+03:00", "-0044-03-15Z"], &["2023-02-29", "2023-13-01", "23-01-01"]),
        ("dateTime", &["2024-01-01T24:00:00", "2024-01-01T12:00:00.5Z"], &["2024-01-01", "2024-01-01T25:00:00"]),
        ("gYear", &["2024", "12024"], &["224", "02024"]),
        ("gMonthDay", &["--02-29"], &["--02-30", "02-29"]),
        ("gDay", &["---31"], &["---32"]),
        ("gMonth", &["--12"], &["--13"]),
        ("gYearMonth", &["2024-12"], &["2024"]),
        ("time", &["23:59:59"], &["23:59", "24:00:01"]),
        ("hexBinary", &["0aF0"], &["0", "0g"]),
        ("base64Binary", &["YWI=", "Y W I ="], &["YWI", "===="]),
    ] {
        for value in yes {
            assert!(takes(name, &[], value), "{name} refuses {value:?}");
        }
        for value in no {
            assert!(!takes(name, &[], value), "{name} takes {value:?}");
        }
    }
}

#[test]
fn facets_bound_values() {
    for (name, facet, bound, yes, no) in [
        ("string", "pattern", r"\d{4}-\d{3}[\dX]", "1234-567X", "1234-567"),
        ("string", "length", "3", "abж", "ab"),
        ("string", "minLength", "2", "abc", "a"),
        ("IDREFS", "maxLength", "2", "a b", "a b c"),
        ("integer", "minInclusive", "10", "10", "9"),
        ("integer", "minExclusive", "10", "11", "10"),
        ("decimal", "maxInclusive", "-0.5", "-0.50", "-0.49"),
        ("double", "maxExclusive", "1e1", "9.9", "10"),
        ("date", "minInclusive", "2024-01-01", "2024-01-01", "2023-12-31"),
        ("dateTime", "maxExclusive", "2024-01-01T00:00:00Z", "2024-01-01T01:59:59+02:00", "2024-01-01T02:00:00+02:00"),
        ("decimal", "totalDigits", "3", "0012.30", "12.345"),
        ("decimal", "fractionDigits", "1", "12.30", "12.34"),
    ] {
        assert!(takes(name, &[(facet, bound)], yes), "{name} {facet} {bound} refuses {yes}");
        assert!(!takes(name, &[(facet, bound)], no), "{name} {facet} {bound} takes {no}");
    }
}

#[test]
fn equal_values_are_written_differently() {
    let same = |name, a, b| Type::find(XSD, name).unwrap().same(a, b);
    assert!(same("decimal", "1.0", "+01"));
    assert!(same("boolean", "true", "1"));
    assert!(same("token", " a  b", "a b"));
    assert!(same("dateTime", "2024-01-01T00:00:00Z", "2024-01-01T03:00:00.0+03:00"));
    assert!(!same("string", "a ", "a"));
    assert!(!same("NMTOKEN", "1.0", "1"));
}

#[test]
fn what_a_type_has_not_is_refused() {
    let add = |name, facet, bound| Facets::default().add(Type::find(XSD, name).unwrap(), XSD, facet, bound);
    assert!(add("string", "minInclusive", "1").is_err());
    assert!(add("integer", "length", "1").is_err());
    assert!(add("integer", "minInclusive", "x").is_err());
    assert!(add("string", "enumeration", "x").is_err());
    assert!(Facets::default().add(Type::Token, "", "pattern", "a").is_err());
    assert!(Type::find("", "NMTOKEN").is_err());
    assert!(Type::find(DTD, "string").is_err());
    assert!(Type::find("http://example.org/types", "string").is_err());
}
