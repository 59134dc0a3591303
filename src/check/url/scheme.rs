//! Addresses of one site begin with http:// here and with https:// there.
//!
//! ## What it does
//! Compares the addresses of the article by their host (`www.` does not count). For each host with both `http://` and
//! `https://` it shows the addresses of the rarer kind in one finding. DOIs are not looked at.
//!
//! ## Why it matters
//! One site has one protocol, today nearly always https. The other form works by redirection, while it does, and the same
//! page counts as two in link checkers and citation indexes.
//!
//! ## Example
//! ```text
//! ¹The harbour today. URL: https://example.org/today.
//! ²The harbour plan. URL: http://example.org/plan.
//! ```
//! Use instead:
//! ```text
//! ¹The harbour today. URL: https://example.org/today.
//! ²The harbour plan. URL: https://example.org/plan.
//! ```

use std::collections::BTreeMap;

use super::ROLES;
use crate::check::addresses::{Address, addresses};
use crate::check::{Findings, Rule, Subject, say};
use crate::diagnostic::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "url-scheme",
    severity: Severity::Warning,
    summary: [
        "Addresses of one site with http:// here and https:// there",
        "Адреса одного сайта то с http://, то с https://",
    ],
    supersedes: &[],
    check,
};

/// Places that are shown.
const SHOWN: usize = 8;

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let ui = subject.ui;
    let all = addresses(subject, &ROLES);
    let mut hosts: BTreeMap<String, [Vec<&Address<'_, '_>>; 2]> = BTreeMap::new();
    for address in &all {
        let Some((scheme, host)) = address.scheme_and_host() else { continue };
        let host = host.strip_prefix("www.").unwrap_or(&host);
        // `www.example.org` without a scheme is neither.
        let written = address.shown().get(..4).is_some_and(|head| head.eq_ignore_ascii_case("http"));
        let at = match scheme.as_str() {
            "http" => 0,
            "https" => 1,
            _ => continue,
        };
        if written && !host.ends_with("doi.org") {
            hosts.entry(host.to_owned()).or_default()[at].push(address);
        }
    }
    let mut found: Vec<_> = hosts.iter().filter(|(_, [http, https])| !http.is_empty() && !https.is_empty()).collect();
    found.sort_by_key(|(_, [http, https])| http[0].span().min(https[0].span()));
    for (host, [http, https]) in found {
        let (fewer, scheme, other) =
            if http.len() <= https.len() { (http, "http", "https") } else { (https, "https", "http") };
        let message = say!(
            ui,
            "this address of {host} begins with {scheme}://, others with {other}://",
            "этот адрес сайта {host} начинается с {scheme}://, другие — с {other}://"
        );
        let help = ui.of(
            "give all addresses of the site in the form that opens, mostly https://",
            "дайте все адреса сайта в одном, рабочем виде, обычно https://",
        );
        let mut finding = findings.at(fewer[0].span(), message).help(help);
        for address in fewer.iter().skip(1).take(SHOWN) {
            finding = finding.related(address.span(), ui.of("and this one", "и этот"));
        }
        let more = if std::ptr::eq(fewer, http) { https } else { http };
        let label = say!(ui, "here with {other}://", "здесь с {other}://");
        findings.add(finding.related(more[0].span(), label));
    }
}
