//! Pictures, text boxes and what else is drawn.

use super::super::items::{Loss, Paragraph, Piece};
use super::super::package::Target;
use super::super::xml::{Node, Ns};
use super::Collector;

impl<'t> Collector<'_, 't> {
    /// A drawing, a picture of VML, an object of another program.
    pub(super) fn drawing(&mut self, node: Node<'t>, out: &mut Paragraph) {
        let mut found = false;
        let alt = node
            .descendants()
            .filter(|n| n.ns() == Ns::Drawing && matches!(n.name(), "docPr" | "cNvPr"))
            .flat_map(|n| [n.attribute("descr"), n.attribute("title")])
            .chain(node.descendants().filter(|n| n.ns() == Ns::Vml).map(|n| n.attribute("alt")))
            .flatten()
            .find(|alt| !alt.trim().is_empty())
            .unwrap_or("");
        let mut skip_to = 0;
        for inside in node.descendants() {
            if inside.id() < skip_to {
                continue;
            }
            match inside.tag() {
                (Ns::Word, "txbxContent") => {
                    found = true;
                    out.losses.push(Loss::TextBox);
                    let mut items = Vec::new();
                    let fields = std::mem::take(&mut self.fields);
                    let outer = std::mem::take(&mut self.boxes);
                    self.blocks(inside, &mut items);
                    (self.fields, self.boxes) = (fields, outer);
                    self.boxes.append(&mut items);
                    skip_to = inside.after();
                }
                (Ns::Drawing, "blip") => {
                    found = true;
                    // A picture of lines (SVG) stands in an extension of the element, with or without one of dots.
                    let lines =
                        || inside.descendants().find(|n| n.name() == "svgBlip").and_then(|n| n.relation("embed"));
                    match (inside.relation("embed").or_else(lines), inside.relation("link")) {
                        (Some(id), _) => self.picture(id, alt, out),
                        (None, Some(_)) => out.losses.push(Loss::ExternalPicture),
                        (None, None) => {}
                    }
                }
                (Ns::Vml, "imagedata") => {
                    found = true;
                    let alt = if alt.is_empty() { inside.attribute("title").unwrap_or("") } else { alt };
                    if let Some(id) = inside.relation("id") {
                        self.picture(id, alt, out);
                    }
                    if node.name() == "object" {
                        out.losses.push(Loss::Object);
                    }
                }
                (Ns::Drawing, "graphicData") => {
                    let uri = inside.attribute("uri").unwrap_or("");
                    if uri.ends_with("/chart") || uri.ends_with("/chartex") {
                        found = true;
                        out.losses.push(Loss::Chart);
                    } else if uri.ends_with("/diagram") {
                        found = true;
                        out.losses.push(Loss::Diagram);
                    }
                }
                // The other form of what was already read.
                (Ns::Compatibility, "Fallback") => skip_to = inside.after(),
                // A line across the page.
                (Ns::Vml, "rect") if inside.attribute("hr").is_some() => found = true,
                _ => {}
            }
        }
        if !found {
            out.losses.push(if node.name() == "object" { Loss::ObjectWithout } else { Loss::Shape });
        }
    }

    fn picture(&mut self, id: &str, alt: &str, out: &mut Paragraph) {
        let part = match self.relationships.get(id).map(|r| &r.target) {
            Some(Target::Part(part)) if (self.has_part)(part) => part,
            Some(Target::External(_)) => return out.losses.push(Loss::ExternalPicture),
            _ => return out.losses.push(Loss::MissingPicture),
        };
        let path = part.strip_prefix(self.folder).unwrap_or(part);
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '/');
        let path = if path.chars().all(plain) && !path.contains("..") && path.len() < 200 {
            path.to_owned()
        } else {
            // A name that page text cannot hold.
            let ending: String =
                path.rsplit('.').next().unwrap_or("").chars().filter(char::is_ascii_alphanumeric).collect();
            let known = self.out.pictures.iter().find(|(_, known)| *known == part).map(|(path, _)| path.clone());
            known.unwrap_or_else(|| format!("media/picture-{}.{ending}", self.out.pictures.len() + 1))
        };
        self.out.pictures.insert(path.clone(), part.clone());
        let alt = alt.chars().take(2000).map(|c| if c.is_control() { ' ' } else { c }).collect();
        out.pieces.push(Piece::Picture { path, alt });
    }
}
