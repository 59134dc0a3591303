//! `bench --check`: the whole of `offprint check` on one article, all rules, beside Saxon running the same Schematron and
//! jing running RELAX NG over the JATS of the same article.
//!
//! Saxon is given the schema already compiled to XSLT by the ISO skeleton, which takes it another second or two.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::{Subject, race, words};
use crate::{material, tools};

const LXML: &str = "lxml==6.1.3";
const SAXON: &str = "/usr/share/java/Saxon-HE.jar";
/// The steps of the ISO skeleton, each an XSLT over what the one before made.
const STEPS: [&str; 3] = ["iso_dsdl_include.xsl", "iso_abstract_expand.xsl", "iso_svrl_for_xslt1.xsl"];

/// Races the three.
///
/// # Errors
/// What cannot be installed or run.
pub fn run(binary: &Path, file: &Path, folder: &Path, runs: usize) -> Result<(), String> {
    tools::require("java", "default-jre-headless")?;
    tools::require("jing", "jing")?;
    if !Path::new(SAXON).is_file() {
        tools::debian("libsaxonhe-java")?;
    }
    let out = folder.join("check");
    tools::create(&out)?;
    let made = words(&[&binary, &"convert", &"--quiet", &"--to", &"jats", &"-o", &out.join("article.xml"), &file]);
    tools::output(Command::new(&made[0]).args(&made[1..]))?;
    // Neither has the DTD at hand.
    let jats = std::fs::read_to_string(out.join("article.xml")).map_err(|e| e.to_string())?;
    let without = match (jats.find("<!DOCTYPE"), jats.find("<article")) {
        (Some(from), Some(to)) if from < to => format!("{}{}", &jats[..from], &jats[to..]),
        _ => jats,
    };
    let jats = out.join("without-dtd.xml");
    std::fs::write(&jats, without).map_err(|e| e.to_string())?;
    let schema = compiled(folder, &out)?;

    let saxon = |source: &Path, stylesheet: &Path, to: &Path| saxon(source, stylesheet, to);
    let relax_ng = material::root().join("schemas/jats-article.rng");
    let subjects = [
        Subject { name: "offprint check".into(), commands: vec![words(&[&binary, &"check", &"--quiet", &file])] },
        Subject { name: "Saxon".into(), commands: vec![saxon(&jats, &schema, &out.join("svrl.xml"))] },
        Subject { name: "jing".into(), commands: vec![words(&[&"jing", &relax_ng, &jats])] },
    ];
    println!("check of {}, {runs} runs", file.display());
    race(&subjects, folder, runs)
}

fn saxon(source: &Path, stylesheet: &Path, to: &Path) -> Vec<String> {
    let (source, stylesheet) = (format!("-s:{}", source.display()), format!("-xsl:{}", stylesheet.display()));
    let to = format!("-o:{}", to.display());
    words(&[&"java", &"-cp", &SAXON, &"net.sf.saxon.Transform", &source, &stylesheet, &to, &"-versionmsg:off"])
}

/// schemas/journal-article.sch as XSLT.
fn compiled(folder: &Path, out: &Path) -> Result<PathBuf, String> {
    let packages = tools::pip(&folder.join("lxml"), LXML)?;
    let skeleton = packages.join("lxml/isoschematron/resources/xsl/iso-schematron-xslt1");
    let mut source = material::root().join("schemas/journal-article.sch");
    for (n, step) in STEPS.iter().enumerate() {
        let to = out.join(format!("step{n}.xsl"));
        let words = saxon(&source, &skeleton.join(step), &to);
        tools::quietly(Command::new(&words[0]).args(&words[1..]))?;
        source = to;
    }
    Ok(source)
}
