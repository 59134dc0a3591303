# Reads bibliographies back with the programs that take them, for `cargo xtask conformance`.
#
# Argument: a folder of NAME.csl.json, NAME.bib (BibTeX), NAME.biblatex.bib and NAME.ris of the same items. CSL-JSON is held
# against the data schema of CSL 1.0.2 and is what the others are compared with: pandoc reads CSL-JSON, BibTeX and
# biblatex, rispy reads RIS. Differences go to standard output, one a line, and the exit code is then 1.
#
# Not counted as differences: quotation marks of another shape, `-` for a dash in a range and `o` for `º`, which TeX and
# pandoc change; the mark-up with which pandoc keeps capitals; a name's particle apart from its surname; a space between
# initials. What pandoc does not read is looked for in the file: biblatex's `eid`, two years in BibTeX's `year`.
import json
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import rispy

TYPES = """article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection
dataset document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case legislation
manuscript map motion_picture musical_score pamphlet paper-conference patent performance periodical
personal_communication post post-weblog regulation report review review-book software song speech standard thesis treaty
webpage""".split()
NAMES = """author chair collection-editor compiler composer container-author contributor curator director editor
editorial-director executive-producer guest host interviewer illustrator narrator organizer original-author performer
producer recipient reviewed-author script-writer series-creator translator""".split()
DATES = "accessed available-date event-date issued original-date submitted".split()
STRINGS = """citation-key language journalAbbreviation shortTitle abstract annote archive archive_collection
archive_location archive-place authority call-number citation-label collection-title container-title
container-title-short dimensions division DOI event event-title event-place genre ISBN ISSN jurisdiction keyword medium
note original-publisher original-publisher-place original-title part-title PMCID PMID publisher publisher-place
references reviewed-genre reviewed-title scale section source status title title-short URL version volume-title
volume-title-short year-suffix""".split()
NUMBERS = """id chapter-number citation-number collection-number edition first-reference-note-number issue locator number
number-of-pages number-of-volumes page page-first part printing supplement volume""".split()
NAME_PARTS = "family given dropping-particle non-dropping-particle suffix comma-suffix static-ordering literal parse-names"

# What RIS readers call the fields that are compared.
RIS_KINDS = {
    "article-journal": "JOUR", "article-newspaper": "NEWS", "book": "BOOK", "chapter": "CHAP",
    "paper-conference": "CPAPER", "thesis": "THES", "webpage": "ELEC", "report": "RPRT", "legislation": "STAT",
    "standard": "STAND", "patent": "PAT", "manuscript": "MANSCPT", "dataset": "DATA", "document": "GEN",
}
# Kinds that a dialect of BibTeX has no entry type for, or that pandoc reads as another.
UNTYPED = {
    "bibtex": {"article-newspaper", "webpage", "legislation", "standard", "patent", "dataset", "document"},
    "biblatex": {"standard", "document"},
}

differences = []


def differ(where, what, wanted, found):
    if wanted != found:
        differences.append(f"{where}: {what}: wanted {wanted!r}, found {found!r}")


def invalid(item):
    """What of an item the schema does not allow."""
    for key, value in item.items():
        good = (
            isinstance(value, str) and value in TYPES if key == "type"
            else isinstance(value, str) if key in STRINGS
            else isinstance(value, (str, int, float)) and not isinstance(value, bool) if key in NUMBERS
            else isinstance(value, dict) if key == "custom"
            else all(isinstance(c, str) for c in value) if key == "categories"
            else isinstance(value, list) and all(map(name_is_valid, value)) if key in NAMES
            else date_is_valid(value) if key in DATES
            else False
        )
        if not good:
            yield f"{key}: {value!r}"
    yield from (f"{key} is missing" for key in ("type", "id") if key not in item)


def name_is_valid(name):
    return isinstance(name, dict) and all(k in NAME_PARTS.split() and isinstance(v, str) for k, v in name.items())


def date_is_valid(date):
    if not isinstance(date, dict) or set(date) - {"date-parts", "season", "circa", "literal", "raw"}:
        return False
    parts = date.get("date-parts", [[1]])
    return 1 <= len(parts) <= 2 and all(
        1 <= len(p) <= 3 and all(isinstance(n, (str, int)) for n in p) for p in parts
    )


def plain(text):
    """Text without pandoc's mark-up and without what TeX changes."""
    text = re.sub(r'</?(span|i|b|sup|sub|sc)\b[^<>]*>', "", str(text))
    text = re.sub("[’‘“”\"]", "'", unicodedata.normalize("NFKC", text))
    # A space that does not break is a space to the readers.
    return " ".join(text.split())


def pages(text):
    return plain(text).replace("–", "-").replace("--", "-")


def people(names):
    out = []
    for name in names or []:
        if name.get("literal") == "others":
            continue
        parts = [name.get(k, "") for k in ("dropping-particle", "non-dropping-particle", "family")]
        family = " ".join(p for p in parts if p)
        # A name of one part is a literal to one reader and a surname to the next.
        whole = family or name.get("literal", "")
        given = re.sub(r"\.(?=\w)", ". ", plain(name.get("given", "")))
        words = [plain(whole), given]
        # pandoc takes `de` for a particle wherever it stands.
        if re.search(r"(^|\s)[^\W\d_A-ZА-ЯЁ]\S*", f"{whole} {given}"):
            words = [" ".join(sorted(" ".join(words).split()))]
        out.append((*words, plain(name.get("suffix", ""))))
    return out


def parts(item, last):
    found = (item.get("issued") or {}).get("date-parts") or []
    return [[int(n) for n in part][:last] for part in found]


def pandoc(path, form):
    run = subprocess.run(["pandoc", "-f", form, "-t", "csljson", str(path)], capture_output=True, text=True)
    if run.returncode:
        differences.append(f"{path.name}: pandoc does not read it: {run.stderr.strip()}")
        return None
    return json.loads(run.stdout)


def compare(where, form, wanted, found, text):
    entry = next((e for e in text.split("\n@") if "{%s,\n" % wanted["id"] in e), "")
    differ(where, "id", wanted["id"], found.get("id"))
    if wanted["type"] not in UNTYPED.get(form, ()):
        differ(where, "type", wanted["type"], found.get("type"))
    title = plain(wanted.get("title", ""))
    if form == "biblatex":
        # pandoc sets the title in the other language after the title.
        other = (wanted.get("custom") or {}).get("translated-title") or {}
        other = other.get("en") or next(iter(other.values()), "")
        read = plain(found.get("title", ""))
        for stop in (". ", " ") if other else ():
            # It sets one stop between them, if the title ends with another.
            cut = read.removesuffix(stop + plain(other))
            read = title if cut != read and cut + "." == title else cut
        differ(where, "title", title, read)
    else:
        differ(where, "title", title, plain(found.get("title", "")))
    for key in ("author", "editor"):
        differ(where, key, people(wanted.get(key)), people(found.get(key)))
    last = {"bibtex": 2}.get(form, 3)
    issued = parts(wanted, last)
    read = parts(found, last)
    if form == "bibtex" and len(issued) == 2:
        read = [[int(y)] for y in re.findall(r"\d{4}", (re.search(r"\byear = \{(.*)\}", entry) or [""])[0])]
    differ(where, "issued", issued, read)
    keys = ["DOI", "publisher-place", "volume", "edition", "ISBN", "ISSN", "abstract"]
    keys += ["container-title"] if form != "biblatex" or wanted["type"] != "webpage" else []
    keys += ["publisher"] if not (form == "biblatex" and wanted["type"] == "webpage" and "container-title" in wanted) else []
    # pandoc makes an address of PubMed's number.
    keys += ["URL"] if "PMID" not in wanted else []
    keys += ["issue"] if wanted["type"].startswith("article") else []
    for key in keys:
        differ(where, key, plain(wanted.get(key, "")), plain(found.get(key, "")))
    number = re.search(r"\n  eid = \{(.*)\}", entry)
    differ(where, "page", pages(wanted.get("page", "")), pages(number[1] if number else found.get("page", "")))


def compare_ris(where, wanted, found):
    differ(where, "id", wanted["id"], found.get("id"))
    differ(where, "type", RIS_KINDS[wanted["type"]], found.get("type_of_reference"))
    same = {
        "title": "title", "container-title": "secondary_title", "DOI": "doi", "publisher": "publisher",
        "volume": "volume", "edition": "edition", "abstract": "abstract", "language": "language",
        "collection-title": "tertiary_title", "genre": "type_of_work",
    }
    for key, tag in same.items():
        differ(where, key, " ".join(wanted.get(key, "").split()), " ".join(found.get(tag, "").split()))
    differ(where, "URL", wanted.get("URL", ""), ";".join(found.get("urls", [])))
    differ(where, "publisher-place", wanted.get("publisher-place") or wanted.get("event-place", ""), found.get("place_published", ""))
    differ(where, "issue", wanted.get("issue") or wanted.get("number", ""), found.get("number", ""))
    for key, tags in (("author", ["authors"]), ("editor", ["secondary_authors", "tertiary_authors"])):
        names = [
            n.get("literal") or ", ".join(filter(None, [n.get(k, "") for k in ("family", "given", "suffix")]))
            for n in wanted.get(key, [])
        ]
        differ(where, key, names, [n for tag in tags for n in found.get(tag, [])])
    issued = (parts(wanted, 3) or [[]])[0]
    differ(where, "year", "%04d" % issued[0] if issued else "", found.get("year", ""))
    date = [int(n) for n in found.get("date", "").split("/") if n]
    differ(where, "date", issued, date)
    page = wanted.get("page") or wanted.get("number-of-pages", "")
    read = "-".join(filter(None, [found.get("start_page"), found.get("end_page")]))
    differ(where, "page", page, read)
    other = (wanted.get("custom") or {}).get("translated-title") or {}
    differ(where, "translated title", other.get("en") or next(iter(other.values()), ""), found.get("translated_title", ""))


items = fields = 0
folder = Path(sys.argv[1])
for path in sorted(folder.glob("*.csl.json")):
    stem = path.name.removesuffix(".csl.json")
    wanted = json.loads(path.read_text(encoding="utf-8"))
    ids = [item.get("id") for item in wanted]
    if len(set(ids)) != len(ids):
        differences.append(f"{path.name}: ids are not unique")
    for item in wanted:
        items += 1
        fields += len(item)
        for fault in invalid(item):
            differences.append(f"{path.name}: {item.get('id')}: not valid CSL-JSON: {fault}")
    for name, form in [(path.name, "csljson"), (stem + ".bib", "bibtex"), (stem + ".biblatex.bib", "biblatex")]:
        found = pandoc(folder / name, form)
        if found is None:
            continue
        differ(name, "number of items", len(wanted), len(found))
        text = (folder / name).read_text(encoding="utf-8")
        by_id = {item.get("id"): item for item in found}
        for item in wanted:
            compare(f"{name}: {item['id']}", form, item, by_id.get(item["id"], {}), text)
    text = (folder / (stem + ".ris")).read_text(encoding="utf-8")
    found = rispy.loads(text)
    differ(stem + ".ris", "number of items", len(wanted), len(found))
    for item, read in zip(wanted, found):
        compare_ris(f"{stem}.ris: {item['id']}", item, read)

print("\n".join(differences), end="\n" if differences else "")
print(f"{items} items, {fields} fields, {len(differences)} differences", file=sys.stderr)
sys.exit(1 if differences else 0)
