//! Pictures: which are taken into a publication. What a file is its first bytes say, never its name. The formats are
//! the image core media types of EPUB 3.3 (section 3.2). SVG is read before it is taken: one that could run code or
//! fetch something is refused.

use roxmltree::{Document, ParsingOptions};

/// A format of pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// PNG
    Png,
    /// JPEG
    Jpeg,
    /// GIF, which may be animated
    Gif,
    /// WebP
    Webp,
    /// SVG
    Svg,
}

impl Format {
    /// The media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Format::Png => "image/png",
            Format::Jpeg => "image/jpeg",
            Format::Gif => "image/gif",
            Format::Webp => "image/webp",
            Format::Svg => "image/svg+xml",
        }
    }

    /// The ending of a file's name.
    pub fn extension(self) -> &'static str {
        match self {
            Format::Png => "png",
            Format::Jpeg => "jpg",
            Format::Gif => "gif",
            Format::Webp => "webp",
            Format::Svg => "svg",
        }
    }
}

/// The format of a picture.
///
/// # Errors
/// Why it is not taken, in the editor's words.
pub fn format(bytes: &[u8]) -> Result<Format, &'static str> {
    let webp = bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP");
    match bytes {
        _ if bytes.starts_with(b"\x89PNG\r\n\x1a\n") => Ok(Format::Png),
        _ if bytes.starts_with(b"\xff\xd8\xff") => Ok(Format::Jpeg),
        _ if bytes.starts_with(b"GIF87a") || bytes.starts_with(b"GIF89a") => Ok(Format::Gif),
        _ if webp => Ok(Format::Webp),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => svg(text.trim_start_matches('\u{FEFF}')),
            Err(_) => Err("it is not PNG, JPEG, GIF, WebP or SVG"),
        },
    }
}

fn svg(text: &str) -> Result<Format, &'static str> {
    const NS: &str = "http://www.w3.org/2000/svg";
    const NODES: u32 = 500_000;
    if !text.contains("<svg") && !text.contains(":svg") {
        return Err("it is not PNG, JPEG, GIF, WebP or SVG");
    }
    let options = ParsingOptions { nodes_limit: NODES, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options)
        .map_err(|_| "it is not well-formed SVG without a document type declaration")?;
    if !document.root_element().has_tag_name((NS, "svg")) {
        return Err("it is not PNG, JPEG, GIF, WebP or SVG");
    }
    let active = "it is SVG that can run code or fetch other files; save it as plain SVG";
    for node in document.descendants() {
        if let Some(instruction) = node.pi()
            && instruction.target == "xml-stylesheet"
        {
            return Err(active);
        }
        let name = node.tag_name().name();
        if node.is_element() && matches!(name, "script" | "foreignObject" | "iframe" | "set" | "animate" | "handler") {
            return Err(active);
        }
        if name == "style" && node.is_element() && node.descendants().filter_map(|n| n.text()).any(fetches) {
            return Err(active);
        }
        for attribute in node.attributes() {
            let value = attribute.value().trim();
            let wrong = match attribute.name() {
                "href" if name == "a" => !crate::notation::url::is_safe(value) && !value.starts_with('#'),
                "href" | "src" => !value.starts_with('#') && !is_data(value),
                key if key.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("on")) => true,
                _ => fetches(value),
            };
            if wrong {
                return Err(active);
            }
        }
    }
    Ok(Format::Svg)
}

fn is_data(value: &str) -> bool {
    ["data:image/png", "data:image/jpeg", "data:image/gif", "data:image/webp"].iter().any(|d| value.starts_with(d))
}

/// Whether a style fetches something: `url()` of anything but a fragment, `@import`.
fn fetches(style: &str) -> bool {
    let style = style.to_ascii_lowercase();
    // A backslash can hide either word.
    style.contains("@import")
        || (style.contains('\\') && style.contains('('))
        || style.match_indices("url(").any(|(i, m)| {
            !style[i + m.len()..].trim_start_matches([' ', '\t', '\n', '\r', '"', '\'']).starts_with(['#'])
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_bytes_tell_the_format() {
        assert_eq!(format(b"\x89PNG\r\n\x1a\n...."), Ok(Format::Png));
        assert_eq!(format(b"\xff\xd8\xff\xe0...."), Ok(Format::Jpeg));
        assert_eq!(format(b"GIF89a"), Ok(Format::Gif));
        assert_eq!(format(b"RIFF\0\0\0\0WEBPVP8 "), Ok(Format::Webp));
        assert!(format(b"RIFF\0\0\0\0WAVE").is_err());
        assert!(format(b"").is_err());
        assert!(format(b"%PDF-1.7").is_err());
    }

    #[test]
    fn svg_that_only_draws_is_taken() {
        let plain = r##"<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink">
            <style>.a{fill:url(#g)}</style><use x:href="#a"/><image href="data:image/png;base64,AA=="/><path d="M0 0"/></svg>"##;
        assert_eq!(format(plain.as_bytes()), Ok(Format::Svg));
    }

    #[test]
    fn svg_that_does_more_is_refused() {
        for inside in [
            "<script>1</script>",
            "<path onclick='x()'/>",
            "<foreignObject/>",
            "<image href='http://e.org/x.png'/>",
            "<use href='other.svg#a'/>",
            "<a href='javascript:x()'/>",
            "<style>@import 'x.css';</style>",
            "<style>a{fill:url( 'http://e.org/x')}</style>",
            "<path style='fill:u\\72l(http://e.org/x)'/>",
            "<path fill='url(http://e.org/x)'/>",
            "<image href='data:image/svg+xml,x'/>",
        ] {
            let svg = format!("<svg xmlns='http://www.w3.org/2000/svg'>{inside}</svg>");
            assert!(format(svg.as_bytes()).is_err(), "{inside}");
        }
        assert!(format(b"<!DOCTYPE svg [<!ENTITY a 'b'>]><svg xmlns='http://www.w3.org/2000/svg'/>").is_err());
        assert!(format(b"<?xml-stylesheet href='x.css'?><svg xmlns='http://www.w3.org/2000/svg'/>").is_err());
    }
}
