//! Creative Commons licences by their addresses: the identifiers that registries know them by.

/// The versions that there are without a country.
const VERSIONS: [&str; 5] = ["1.0", "2.0", "2.5", "3.0", "4.0"];

/// The identifier of SPDX (`CC-BY-NC-4.0`) of a licence's address; none if it is no licence of Creative Commons. The
/// languages of its deed do not matter; a licence ported to a country has an identifier of its own in few cases, and none
/// here.
pub fn spdx(url: &str) -> Option<String> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let rest = rest.strip_prefix("www.").unwrap_or(rest).strip_prefix("creativecommons.org/")?;
    let mut parts = rest.split('/').filter(|part| !part.is_empty());
    let (family, kind, version) = (parts.next()?, parts.next()?, parts.next()?);
    let after = parts.next().unwrap_or("");
    let plain = after.is_empty() || after.starts_with("deed") || after.starts_with("legalcode");
    if !plain || !VERSIONS.contains(&version) {
        return None;
    }
    match (family, kind) {
        ("licenses", "by" | "by-sa" | "by-nd" | "by-nc" | "by-nc-sa" | "by-nc-nd") => {
            Some(format!("CC-{}-{version}", kind.to_uppercase()))
        }
        ("publicdomain", "zero") if version == "1.0" => Some(format!("CC0-{version}")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::spdx;

    #[test]
    fn an_address_of_creative_commons_has_an_identifier() {
        for (url, id) in [
            ("https://creativecommons.org/licenses/by-nc/4.0/", Some("CC-BY-NC-4.0")),
            ("http://creativecommons.org/licenses/by/3.0", Some("CC-BY-3.0")),
            ("https://creativecommons.org/licenses/by-sa/4.0/deed.ru", Some("CC-BY-SA-4.0")),
            ("https://creativecommons.org/publicdomain/zero/1.0/", Some("CC0-1.0")),
            ("https://creativecommons.org/licenses/by/3.0/de/", None),
            ("https://creativecommons.org/licenses/by/", None),
            ("https://creativecommons.org/licenses/by/9.9/", None),
            ("https://creativecommons.org/licenses/by/./", None),
            ("https://creativecommons.org/publicdomain/zero/4.0/", None),
            ("https://example.org/licenses/by/4.0/", None),
            ("CC BY 4.0", None),
        ] {
            assert_eq!(spdx(url).as_deref(), id, "{url}");
        }
    }
}
