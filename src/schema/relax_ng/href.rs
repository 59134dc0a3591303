//! How files of a grammar name one another.

/// The name of a file that another one refers to. Names are addresses or paths, with `/`.
pub(super) fn resolve(base: &str, href: &str) -> String {
    let href = href.split('#').next().unwrap_or("");
    if href.starts_with('/') || href.contains("://") {
        return href.into();
    }
    let folder = base.rfind('/').map_or("", |end| &base[..=end]);
    let (mut folder, mut href) = (folder, href);
    loop {
        if let Some(rest) = href.strip_prefix("./") {
            href = rest;
        } else if let Some(rest) = href.strip_prefix("../")
            && let Some(above) = folder.strip_suffix('/').filter(|f| !f.is_empty() && !f.ends_with(".."))
        {
            folder = above.rfind('/').map_or("", |end| &above[..=end]);
            href = rest;
        } else {
            return format!("{folder}{href}");
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn names_are_resolved_against_the_file() {
        for (base, href, name) in [
            ("a/b.rng", "c.rng", "a/c.rng"),
            ("b.rng", "./c.rng", "c.rng"),
            ("x/a/b.rng", "../c.rng", "x/c.rng"),
            ("b.rng", "../c.rng", "../c.rng"),
            ("a/b.rng", "/c.rng", "/c.rng"),
            ("http://x/a.rng", "b.rng", "http://x/b.rng"),
        ] {
            assert_eq!(super::resolve(base, href), name);
        }
    }
}
