//! Any text is checked: every place is in it, every fix can be applied, and after all safe ones nothing is left to apply.

#![no_main]

use libfuzzer_sys::fuzz_target;
use offprint::check::fix::mend;
use offprint::check::{Options, Schemas, Selection, Ui, check};
use offprint::journal::Journal;
use offprint::read::READERS;
use offprint::source::Source;

fuzz_target!(|bytes: &[u8]| {
    let Ok(source) = Source::new("article.md", bytes.to_vec()) else { return };
    let (journal, selection) = (Journal::default(), Selection::default());
    let schemas = Schemas::embedded();
    for reader in READERS {
        for ui in [Ui::En, Ui::Ru] {
            let options = Options { journal: &journal, ui, selection: &selection, schemas: &schemas };
            let found = check(&source, reader, &options).expect("a check");
            for finding in &found {
                let edits = finding.fix.iter().flat_map(|fix| &fix.edits).map(|edit| edit.span);
                let related = finding.related.iter().map(|(span, _)| *span);
                for span in std::iter::once(finding.span).chain(edits).chain(related) {
                    assert!(source.text().get(span.range()).is_some(), "a span outside the text: {finding:?}");
                }
                assert!(!finding.message.is_empty(), "{finding:?}");
            }
            let mended = mend(&source, found, |source| check(source, reader, &options)).expect("a check");
            let left = mended.found.iter().find(|d| d.fix.as_ref().is_some_and(|fix| fix.safe));
            assert!(left.is_none(), "after all fixes there is one left: {left:?}");
        }
    }
});
