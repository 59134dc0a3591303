# Evaluates the expressions of src/schema/xpath/tests/expressions.txt with libxml2 (by lxml), and writes what it gives to
# libxml2.txt beside it, a line each. Run by hand when an expression is added:
#
#     target/conformance/lxml/bin/python xtask/src/xpath.py
import pathlib

from lxml import etree

folder = pathlib.Path(__file__).parents[2] / "src/schema/xpath/tests"
document = etree.parse(folder / "document.xml")
namespaces = {"p": "urn:p", "q": "urn:q", "regexp": "http://exslt.org/regular-expressions"}
evaluator = etree.XPathDocumentEvaluator(document, namespaces=namespaces)
variables = {"v": 2, "s": "text", "ns": document.xpath("//sec")}


def node(value):
    if isinstance(value, tuple):
        return "namespace " + value[0]
    if isinstance(value, str) and getattr(value, "is_attribute", False):
        name = etree.QName(value.attrname)
        return f"attribute {value.getparent().get('n')} {name.localname}"
    if isinstance(value, str):
        return "text " + " ".join(value.split())
    if value.tag is etree.Comment:
        return "comment " + value.text.strip()
    if value.tag is etree.PI:
        return "instruction " + value.target
    return "element " + value.get("n")


def shown(value):
    if isinstance(value, bool):
        return f"boolean {str(value).lower()}"
    if isinstance(value, float):
        return "number " + document.xpath("string($x)", x=value)
    if isinstance(value, str):
        return "string " + value.replace("\n", "\\n")
    return "nodes " + ", ".join(node(n) for n in value)


expressions = (folder / "expressions.txt").read_text().splitlines()
results = []
for expression in expressions:
    try:
        results.append(shown(evaluator(expression, **variables)))
    except etree.XPathError as error:
        raise SystemExit(f"{expression}: {error}")
(folder / "libxml2.txt").write_text("\n".join(results) + "\n")
