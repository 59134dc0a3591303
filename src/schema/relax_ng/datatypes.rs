//! Datatypes: those of RELAX NG itself (`string`, `token`), of XML Schema part 2, and ID, IDREF and IDREFS of the DTD
//! compatibility library.
//!
//! Decimals are compared digit by digit and dates by their fields, so no value is too long to be compared exactly.

use std::cmp::Ordering;

use super::regex::{Regex, is_name_char, is_name_start};

/// Datatypes of XML Schema.
pub(super) const XSD: &str = "http://www.w3.org/2001/XMLSchema-datatypes";
/// Datatypes of the DTD compatibility specification.
pub(super) const DTD: &str = "http://relaxng.org/ns/compatibility/datatypes/1.0";

/// A datatype.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Type {
    String,
    NormalizedString,
    Token,
    Language,
    Name,
    NcName,
    Nmtoken,
    Nmtokens,
    Id,
    Idref,
    Idrefs,
    Entity,
    Entities,
    QName,
    AnyUri,
    Boolean,
    Decimal,
    /// A whole number between two bounds, where there are any, as decimals.
    Integer(&'static str, Option<&'static str>, Option<&'static str>),
    Float,
    Duration,
    /// A date or a time, by its fields: year, month, day, time.
    Moment(&'static str, [bool; 4]),
    HexBinary,
    Base64Binary,
}

/// What the specification calls each type.
const TYPES: &[(&str, Type)] = &[
    ("string", Type::String),
    ("normalizedString", Type::NormalizedString),
    ("token", Type::Token),
    ("language", Type::Language),
    ("Name", Type::Name),
    ("NCName", Type::NcName),
    ("NMTOKEN", Type::Nmtoken),
    ("NMTOKENS", Type::Nmtokens),
    ("ID", Type::Id),
    ("IDREF", Type::Idref),
    ("IDREFS", Type::Idrefs),
    ("ENTITY", Type::Entity),
    ("ENTITIES", Type::Entities),
    ("QName", Type::QName),
    ("NOTATION", Type::QName),
    ("anyURI", Type::AnyUri),
    ("boolean", Type::Boolean),
    ("decimal", Type::Decimal),
    ("integer", Type::Integer("integer", None, None)),
    ("nonPositiveInteger", Type::Integer("nonPositiveInteger", None, Some("0"))),
    ("negativeInteger", Type::Integer("negativeInteger", None, Some("-1"))),
    ("nonNegativeInteger", Type::Integer("nonNegativeInteger", Some("0"), None)),
    ("positiveInteger", Type::Integer("positiveInteger", Some("1"), None)),
    ("long", Type::Integer("long", Some("-9223372036854775808"), Some("9223372036854775807"))),
    ("int", Type::Integer("int", Some("-2147483648"), Some("2147483647"))),
    ("short", Type::Integer("short", Some("-32768"), Some("32767"))),
    ("byte", Type::Integer("byte", Some("-128"), Some("127"))),
    ("unsignedLong", Type::Integer("unsignedLong", Some("0"), Some("18446744073709551615"))),
    ("unsignedInt", Type::Integer("unsignedInt", Some("0"), Some("4294967295"))),
    ("unsignedShort", Type::Integer("unsignedShort", Some("0"), Some("65535"))),
    ("unsignedByte", Type::Integer("unsignedByte", Some("0"), Some("255"))),
    ("float", Type::Float),
    ("double", Type::Float),
    ("duration", Type::Duration),
    ("dateTime", Type::Moment("dateTime", [true, true, true, true])),
    ("date", Type::Moment("date", [true, true, true, false])),
    ("time", Type::Moment("time", [false, false, false, true])),
    ("gYearMonth", Type::Moment("gYearMonth", [true, true, false, false])),
    ("gYear", Type::Moment("gYear", [true, false, false, false])),
    ("gMonthDay", Type::Moment("gMonthDay", [false, true, true, false])),
    ("gMonth", Type::Moment("gMonth", [false, true, false, false])),
    ("gDay", Type::Moment("gDay", [false, false, true, false])),
    ("hexBinary", Type::HexBinary),
    ("base64Binary", Type::Base64Binary),
];

impl Type {
    /// The type of a library by its name.
    ///
    /// # Errors
    /// A library or a type that is not known.
    pub fn find(library: &str, name: &str) -> Result<Type, String> {
        let known = match library {
            "" => matches!(name, "string" | "token"),
            XSD => true,
            DTD => matches!(name, "ID" | "IDREF" | "IDREFS"),
            _ => return Err(format!("the datatype library `{library}` is not known")),
        };
        let found = TYPES.iter().find(|(n, _)| *n == name).filter(|_| known);
        found.map(|(_, t)| *t).ok_or_else(|| match library {
            "" => format!("RELAX NG itself has no datatype `{name}`: is `datatypeLibrary` missing?"),
            _ => format!("there is no datatype `{name}` in {library}"),
        })
    }

    /// Its name in the specification.
    pub fn name(self) -> &'static str {
        TYPES.iter().find(|(_, t)| *t == self).map_or("", |(n, _)| n)
    }

    /// The value without the white space that the type does not count.
    pub fn normal(self, value: &str) -> std::borrow::Cow<'_, str> {
        match self {
            Type::String => value.into(),
            Type::NormalizedString => value.replace(['\t', '\n', '\r'], " ").into(),
            _ => collapse(value),
        }
    }

    /// Whether a value, as [`Type::normal`] gives it, is one of the type.
    fn takes(self, value: &str) -> bool {
        match self {
            Type::String | Type::NormalizedString | Type::Token => true,
            Type::Language => is_language(value),
            Type::Name => is_name(value),
            Type::NcName | Type::Id | Type::Idref | Type::Entity => is_name(value) && !value.contains(':'),
            Type::Nmtoken => !value.is_empty() && value.chars().all(is_name_char),
            Type::Nmtokens => !value.is_empty() && value.split(' ').all(|v| Type::Nmtoken.takes(v)),
            Type::Idrefs | Type::Entities => !value.is_empty() && value.split(' ').all(|v| Type::NcName.takes(v)),
            Type::QName => match value.split_once(':') {
                Some((prefix, local)) => Type::NcName.takes(prefix) && Type::NcName.takes(local),
                None => Type::NcName.takes(value),
            },
            Type::AnyUri => is_uri(value),
            Type::Boolean => matches!(value, "true" | "false" | "0" | "1"),
            Type::Decimal => Decimal::parse(value).is_some(),
            Type::Integer(_, least, most) => Decimal::parse(value).is_some_and(|v| {
                let bound = |b: Option<&'static str>| b.and_then(Decimal::parse);
                !value.contains('.')
                    && bound(least).is_none_or(|b| v.cmp(&b) != Ordering::Less)
                    && bound(most).is_none_or(|b| v.cmp(&b) != Ordering::Greater)
            }),
            Type::Float => float(value).is_some(),
            Type::Duration => is_duration(value),
            Type::Moment(_, fields) => moment(value, fields).is_some(),
            Type::HexBinary => value.len().is_multiple_of(2) && value.bytes().all(|b| b.is_ascii_hexdigit()),
            Type::Base64Binary => base64_length(value).is_some(),
        }
    }

    /// Whether a value is of the type, and the same as another that is.
    pub fn same(self, a: &str, b: &str) -> bool {
        let (a, b) = (self.normal(a), self.normal(b));
        match self {
            _ if a == b => true,
            _ if !self.takes(&b) => false,
            Type::Boolean => matches!((&*a, &*b), ("true", "1") | ("1", "true") | ("false", "0") | ("0", "false")),
            Type::HexBinary => a.eq_ignore_ascii_case(&b),
            Type::Decimal | Type::Integer(..) | Type::Float | Type::Moment(..) => {
                self.order(&a, &b) == Some(Ordering::Equal)
            }
            _ => false,
        }
    }

    fn order(self, a: &str, b: &str) -> Option<Ordering> {
        match self {
            Type::Decimal | Type::Integer(..) => Some(Decimal::parse(a)?.cmp(&Decimal::parse(b)?)),
            Type::Float => float(a)?.partial_cmp(&float(b)?),
            Type::Moment(_, fields) => {
                let (a, b) = (moment(a, fields)?, moment(b, fields)?);
                Some((a.minute, a.second).cmp(&(b.minute, b.second)).then(fraction(a.fraction, b.fraction)))
            }
            _ => None,
        }
    }

    fn ordered(self) -> bool {
        matches!(self, Type::Decimal | Type::Integer(..) | Type::Float | Type::Moment(..))
    }

    /// How long a value is, as the facets on length count.
    fn length(self, value: &str) -> Option<usize> {
        match self {
            Type::HexBinary => Some(value.len() / 2),
            Type::Base64Binary => base64_length(value),
            Type::Nmtokens | Type::Idrefs | Type::Entities => Some(value.split(' ').count()),
            Type::Boolean | Type::Duration => None,
            _ if self.ordered() => None,
            _ => Some(value.chars().count()),
        }
    }
}

/// The `param`s of a `data`.
#[derive(Clone, Debug, Default)]
pub(super) struct Facets(Vec<Facet>);

#[derive(Clone, Debug)]
enum Facet {
    Pattern(Regex),
    Length(Ordering, usize),
    /// The order of the value to the bound, and whether it may be the bound.
    Bound(Ordering, bool, Box<str>),
    TotalDigits(usize),
    FractionDigits(usize),
}

impl Facets {
    /// Adds a `param`.
    ///
    /// # Errors
    /// A facet that the type does not have, or that has no such value.
    pub fn add(&mut self, of: Type, library: &str, name: &str, value: &str) -> Result<(), String> {
        if library != XSD {
            return Err(format!("the datatype `{}` of this library takes no `param`", of.name()));
        }
        let count = || value.trim().parse::<usize>().map_err(|_| format!("`{name}` takes a number, not `{value}`"));
        let lengths = of.length("").is_some();
        let facet = match name {
            "pattern" => Facet::Pattern(Regex::parse(value).map_err(|e| format!("`{value}` is no pattern: {e}"))?),
            "length" if lengths => Facet::Length(Ordering::Equal, count()?),
            "minLength" if lengths => Facet::Length(Ordering::Greater, count()?),
            "maxLength" if lengths => Facet::Length(Ordering::Less, count()?),
            "minInclusive" | "minExclusive" | "maxInclusive" | "maxExclusive" if of.ordered() => {
                let bound = of.normal(value);
                if !of.takes(&bound) {
                    return Err(format!("`{value}` is no {}", of.name()));
                }
                let order = if name.starts_with("min") { Ordering::Greater } else { Ordering::Less };
                Facet::Bound(order, name.ends_with("Inclusive"), bound.into())
            }
            "totalDigits" if matches!(of, Type::Decimal | Type::Integer(..)) => Facet::TotalDigits(count()?),
            "fractionDigits" if matches!(of, Type::Decimal | Type::Integer(..)) => Facet::FractionDigits(count()?),
            _ => return Err(format!("the datatype `{}` takes no `{name}`", of.name())),
        };
        self.0.push(facet);
        Ok(())
    }

    /// Whether a value is one of the type and within every facet.
    pub fn take(&self, of: Type, value: &str) -> bool {
        let value = of.normal(value);
        of.takes(&value)
            && self.0.iter().all(|facet| match facet {
                Facet::Pattern(regex) => regex.matches(&value),
                Facet::Length(order, n) => of.length(&value).is_some_and(|l| l == *n || l.cmp(n) == *order),
                Facet::Bound(order, inclusive, bound) => match of.order(&value, bound) {
                    Some(Ordering::Equal) => *inclusive,
                    other => other == Some(*order),
                },
                Facet::TotalDigits(n) => Decimal::parse(&value).is_some_and(|d| d.whole.len() + d.part.len() <= *n),
                Facet::FractionDigits(n) => Decimal::parse(&value).is_some_and(|d| d.part.len() <= *n),
            })
    }
}

/// White space taken off at the ends and made one space between words.
pub(super) fn collapse(value: &str) -> std::borrow::Cow<'_, str> {
    let is_space = |b: u8| matches!(b, b' ' | b'\t' | b'\n' | b'\r');
    let bytes = value.as_bytes();
    let untidy = bytes.first().is_some_and(|&b| is_space(b))
        || bytes.last().is_some_and(|&b| is_space(b))
        || bytes.iter().any(|&b| matches!(b, b'\t' | b'\n' | b'\r'))
        || bytes.windows(2).any(|w| w == b"  ");
    if untidy { tokens(value).collect::<Vec<_>>().join(" ").into() } else { value.into() }
}

/// The words of a value, between white space as XML has it.
pub(super) fn tokens(value: &str) -> impl Iterator<Item = &str> {
    value.split([' ', '\t', '\n', '\r']).filter(|t| !t.is_empty())
}

fn is_name(value: &str) -> bool {
    let mut chars = value.chars();
    chars.next().is_some_and(is_name_start) && chars.all(is_name_char)
}

fn is_language(value: &str) -> bool {
    value.split('-').enumerate().all(|(n, part)| {
        (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphabetic() || (n > 0 && b.is_ascii_digit()))
    })
}

/// Whether a value is an address or part of one. Characters that an address must escape are escaped by whoever follows
/// it, so only a `%` that begins no escape, and a second `#`, are faults.
fn is_uri(value: &str) -> bool {
    let hex = |b: Option<&u8>| b.is_some_and(u8::is_ascii_hexdigit);
    let bytes = value.as_bytes();
    memchr::memchr_iter(b'%', bytes).all(|i| hex(bytes.get(i + 1)) && hex(bytes.get(i + 2)))
        && memchr::memchr_iter(b'#', bytes).count() < 2
        && !value.starts_with(':')
}

/// A decimal number: its digits without the zeros that say nothing.
struct Decimal<'a> {
    negative: bool,
    whole: &'a str,
    part: &'a str,
}

impl<'a> Decimal<'a> {
    fn parse(value: &'a str) -> Option<Decimal<'a>> {
        let digits = value.strip_prefix(['+', '-']).unwrap_or(value);
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        let all_digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        if (whole.is_empty() && part.is_empty()) || !all_digits(whole) || !all_digits(part) {
            return None;
        }
        let (whole, part) = (whole.trim_start_matches('0'), part.trim_end_matches('0'));
        let negative = value.starts_with('-') && !(whole.is_empty() && part.is_empty());
        Some(Decimal { negative, whole, part })
    }

    fn cmp(&self, other: &Decimal<'_>) -> Ordering {
        let size = (self.whole.len(), self.whole, self.part).cmp(&(other.whole.len(), other.whole, other.part));
        match (self.negative, other.negative) {
            (false, false) => size,
            (true, true) => size.reverse(),
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
        }
    }
}

fn float(value: &str) -> Option<f64> {
    match value {
        "INF" => Some(f64::INFINITY),
        "-INF" => Some(f64::NEG_INFINITY),
        "NaN" => Some(f64::NAN),
        _ if value.bytes().all(|b| b.is_ascii_digit() || b"+-.eE".contains(&b)) => value.parse().ok(),
        _ => None,
    }
}

fn is_duration(value: &str) -> bool {
    let value = value.strip_prefix('-').unwrap_or(value);
    let Some(value) = value.strip_prefix('P') else { return false };
    let (date, time) = value.split_once('T').map_or((value, None), |(d, t)| (d, Some(t)));
    // Each number is followed by a unit, and the units keep their order.
    let units = |mut rest: &str, units: &str, fraction: bool| {
        let mut left = units;
        while !rest.is_empty() {
            let end = rest.find(|c: char| !(c.is_ascii_digit() || (fraction && c == '.'))).unwrap_or(rest.len());
            let Some(unit) = rest[end..].chars().next() else { return false };
            let number = &rest[..end];
            let Some(at) = left.find(unit).filter(|_| !number.is_empty()) else { return false };
            if number.contains('.') && (unit != 'S' || Decimal::parse(number).is_none()) {
                return false;
            }
            left = &left[at + 1..];
            rest = &rest[end + 1..];
        }
        left.len() < units.len()
    };
    match time {
        None => units(date, "YMD", false),
        Some(time) => (date.is_empty() || units(date, "YMD", false)) && units(time, "HMS", true),
    }
}

/// A moment: minutes from some beginning, seconds, and the digits of a fraction of one.
struct Moment<'a> {
    minute: i128,
    second: u32,
    fraction: &'a str,
}

fn fraction(a: &str, b: &str) -> Ordering {
    a.trim_end_matches('0').cmp(b.trim_end_matches('0'))
}

/// Reads a date or a time. A moment without a time zone is taken for one at Greenwich.
fn moment(value: &str, [year, month, day, time]: [bool; 4]) -> Option<Moment<'_>> {
    let mut rest = value;
    let number = |rest: &mut &str, digits: usize, least: u32, most: u32| -> Option<u32> {
        let (head, tail) = rest.split_at_checked(digits)?;
        let number =
            head.parse().ok().filter(|n| head.bytes().all(|b| b.is_ascii_digit()) && (least..=most).contains(n))?;
        *rest = tail;
        Some(number)
    };
    let skip = |rest: &mut &str, what: &str| rest.strip_prefix(what).map(|tail| *rest = tail);
    let mut years: i128 = 2000;
    if year {
        let negative = rest.starts_with('-');
        rest = rest.strip_prefix('-').unwrap_or(rest);
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let digits = &rest[..end];
        if !(4..=30).contains(&digits.len()) || (digits.len() > 4 && digits.starts_with('0')) {
            return None;
        }
        years = digits.parse().ok()?;
        years = if negative { -years } else { years };
        rest = &rest[end..];
    }
    let mut months = 1;
    if month {
        skip(&mut rest, if year { "-" } else { "--" })?;
        months = number(&mut rest, 2, 1, 12)?;
    }
    let mut days = 1;
    if day {
        skip(&mut rest, if month { "-" } else { "---" })?;
        let leap = years % 4 == 0 && (years % 100 != 0 || years % 400 == 0);
        let most = match months {
            2 if leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        };
        days = number(&mut rest, 2, 1, most)?;
    }
    let (mut hours, mut minutes, mut seconds, mut fraction) = (0, 0, 0, "");
    if time {
        if year {
            skip(&mut rest, "T")?;
        }
        hours = number(&mut rest, 2, 0, 24)?;
        skip(&mut rest, ":")?;
        minutes = number(&mut rest, 2, 0, 59)?;
        skip(&mut rest, ":")?;
        seconds = number(&mut rest, 2, 0, 59)?;
        if let Some(tail) = rest.strip_prefix('.') {
            let end = tail.find(|c: char| !c.is_ascii_digit()).unwrap_or(tail.len());
            (fraction, rest) = tail.split_at(end);
            if fraction.is_empty() {
                return None;
            }
        }
        if hours == 24 && (minutes, seconds, fraction.trim_matches('0')) != (0, 0, "") {
            return None;
        }
    }
    let mut zone = 0;
    if let Some(tail) = rest.strip_prefix(['+', '-']) {
        let ahead = rest.starts_with('+');
        rest = tail;
        let hours = number(&mut rest, 2, 0, 14)? as i128;
        skip(&mut rest, ":")?;
        let minutes = number(&mut rest, 2, 0, if hours == 14 { 0 } else { 59 })? as i128;
        zone = hours * 60 + minutes;
        zone = if ahead { zone } else { -zone };
    } else if rest == "Z" {
        rest = "";
    }
    if !rest.is_empty() {
        return None;
    }
    // Days since the first of March of the year nought, by the civil calendar.
    let (y, m) = if months > 2 { (years, months - 3) } else { (years - 1, months + 9) };
    let date =
        y * 365 + y.div_euclid(4) - y.div_euclid(100) + y.div_euclid(400) + (153 * m as i128 + 2) / 5 + days as i128;
    Some(Moment { minute: (date * 24 + hours as i128) * 60 + minutes as i128 - zone, second: seconds, fraction })
}

/// How many bytes base64 text stands for, if it is base64.
fn base64_length(value: &str) -> Option<usize> {
    let bytes: Vec<u8> = value.bytes().filter(|b| *b != b' ').collect();
    let padding = bytes.iter().rev().take_while(|b| **b == b'=').count();
    let body = &bytes[..bytes.len() - padding];
    let fits = bytes.len().is_multiple_of(4)
        && padding <= 2
        && body.iter().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/'));
    fits.then(|| bytes.len() / 4 * 3 - padding)
}
