# Runs a Schematron schema with lxml (libxslt and the ISO skeleton) over documents, for `cargo xtask conformance`.
#
# Standard input: {"schema": path, "variables": {name: value}, "documents": [path], "phases": whether in each phase}
# Standard output: {phase: {path: [{"kind", "id", "pattern", "location", "test", "text", "diagnostics"}]}}, where the
# phase "#ALL" is always there; a schema that lxml refuses ends the run.
import copy
import json
import sys

from lxml import etree, isoschematron

SVRL = "{http://purl.oclc.org/dsdl/svrl}"
ISO = "{http://purl.oclc.org/dsdl/schematron}"

job = json.load(sys.stdin)
schema = etree.parse(job["schema"])
for let in schema.getroot().findall(ISO + "let"):
    value = job["variables"].get(let.get("name"))
    if value is not None:
        number = all(c.isdigit() or c == "." for c in let.get("value", "")) and let.get("value")
        let.set("value", value if number else "'%s'" % value.replace("'", ""))


def fired(report):
    pattern = None
    for element in report.getroot():
        if element.tag == SVRL + "active-pattern":
            pattern = element.get("id")
        elif element.tag in (SVRL + "failed-assert", SVRL + "successful-report"):
            yield {
                "kind": "report" if element.tag == SVRL + "successful-report" else "assert",
                "id": element.get("id"),
                "pattern": pattern,
                "location": element.get("location"),
                "test": element.get("test"),
                "text": "".join(element.find(SVRL + "text").itertext()),
                "diagnostics": [
                    [d.get("diagnostic"), "".join(d.itertext())] for d in element.findall(SVRL + "diagnostic-reference")
                ],
            }


results = {}
documents = [(path, etree.parse(path)) for path in job["documents"]]
phases = [p.get("id") for p in schema.getroot().findall(ISO + "phase")] if job["phases"] else []
for phase in ["#ALL"] + phases:
    validator = isoschematron.Schematron(copy.deepcopy(schema), phase=phase, store_report=True, validate_schema=False)
    results[phase] = {}
    for path, document in documents:
        validator.validate(document)
        results[phase][path] = list(fired(validator.validation_report))
json.dump(results, sys.stdout)
