"""INCEpTION: lines of a coding in, a UIMA CAS with a layer of its own out, and back [1]_. Needs ``dkpro-cassis``.

The sentences stand one below the other. Each has an annotation of the layer ``webanno.custom.SpeechmineSentence``, which says
where it comes from; spans and codes are of the layer ``webanno.custom.SpeechmineCode``, codes over the whole of their sentence.

References
----------
.. [1] Klie et al., The INCEpTION platform, COLING 2018; UIMA CAS JSON 0.4, of which the offsets are UTF-16 units.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import orjson

from speechmine.errors import InputError, OptionError
from speechmine.validate.lines import PLACE, Line
from speechmine.validate.tasks import TASKS, Field

__all__ = ["from_inception", "to_inception"]

_SENTENCE, _CODE = "webanno.custom.SpeechmineSentence", "webanno.custom.SpeechmineCode"
_DKPRO = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Sentence"
_MORE = ("coder", "skipped", "comment", "text")


def _cassis() -> Any:
    try:
        import cassis
    except ImportError:
        raise OptionError('INCEpTION needs dkpro-cassis; install it with pip install "speechmine[inception]"') from None
    return cassis


def _types() -> Any:
    types = _cassis().TypeSystem()
    types.create_type(_DKPRO, supertypeName="uima.tcas.Annotation")
    for name, features in ((_SENTENCE, ("place",)), (_CODE, ("field", "code"))):
        kind = types.create_type(name, supertypeName="uima.tcas.Annotation")
        for feature in features:
            types.create_feature(kind, feature, "uima.cas.String")
    return types


def to_inception(lines: Iterable[Line], *, xmi: bool = False) -> str:
    """Return a CAS as JSON, or as XMI."""
    types = _types()
    cas = _cassis().Cas(typesystem=types)
    lines = list(lines)
    cas.sofa_string, cas.sofa_mime = "\n".join(line["text"] for line in lines), "text/plain"
    dkpro, sentence, code = (types.get_type(name) for name in (_DKPRO, _SENTENCE, _CODE))
    at = 0
    for line in lines:
        end = at + len(line["text"])
        place = orjson.dumps({name: line.get(name) for name in (*PLACE, *_MORE)}).decode()
        cas.add_all([dkpro(begin=at, end=end), sentence(begin=at, end=end, place=place)])
        for field in TASKS[line["of"]]:
            for item in (line.get("fields") or {}).get(field.name) or ():
                here = _here(item, field, line, at, end)
                cas.add(code(begin=here[0], end=here[1], field=field.name, code=here[2]))
        at = end + 1
    return str(cas.to_xmi() if xmi else cas.to_json())


def _here(item: Any, field: Field, line: Line, at: int, end: int) -> tuple[int, int, str]:
    """Where an item stands in the document, with its code."""
    if field.kind != "spans":
        return at, end, item
    return at + item["start"] - line["start"], at + item["end"] - line["start"], item["code"]


def from_inception(content: str, where: str) -> list[Line]:
    """Return the lines of a CAS, JSON or XMI.

    Raises
    ------
    InputError
        If the document was not written by speechmine, or its text was changed.
    """
    cassis = _cassis()
    xmi = content.lstrip().startswith("<")
    cas = cassis.load_cas_from_xmi(content, typesystem=_types(), lenient=True) if xmi else cassis.load_cas_from_json(content)
    if not all(cas.typesystem.contains_type(name) for name in (_SENTENCE, _CODE)):
        raise InputError(where, "broken coding", f"the layer {_SENTENCE} is missing; import what write_coding wrote")
    codes = list(cas.select(_CODE))
    return [_line(cas.sofa_string, sentence, codes, where) for sentence in cas.select(_SENTENCE)]


def _line(document: str, sentence: Any, codes: Iterable[Any], where: str) -> Line:
    line = orjson.loads(sentence.place)
    if document[sentence.begin : sentence.end] != line["text"]:
        raise InputError(
            where, "other text", f"{line['sentence_id']} does not read as it was written; leave the document as it is"
        )
    kinds = {field.name: field.kind for field in TASKS[line["of"]]}
    fields: dict[str, list[Any]] = {name: [] for name in kinds}
    for one in codes:
        if sentence.begin <= one.begin and one.end <= sentence.end and one.field in kinds:
            edges = {"start": line["start"] + one.begin - sentence.begin, "end": line["start"] + one.end - sentence.begin}
            span = {**edges, "text": document[one.begin : one.end], "code": one.code}
            fields[one.field].append(span if kinds[one.field] == "spans" else one.code)
    coder = line["coder"] or Path(where).stem  # the platform names the file after the annotator
    return {**line, "coder": coder, "fields": {} if line["skipped"] else fields}
