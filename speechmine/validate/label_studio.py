"""Label Studio: lines of a coding in, its tasks out, and back [1]_. Offsets are code points; older versions count UTF-16.

References
----------
.. [1] Label Studio, JSON import and export of tasks, labelstud.io/guide/tasks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from xml.sax.saxutils import quoteattr

from speechmine.errors import InputError
from speechmine.validate.lines import PLACE, Line
from speechmine.validate.offsets import as_drawn, from_utf16
from speechmine.validate.tasks import TASKS, Field

__all__ = ["from_label_studio", "label_config", "to_label_studio"]


def label_config(fields: Iterable[Field]) -> str:
    """Return the labelling interface that a project needs, to be pasted into its settings.

    Examples
    --------
    >>> print(label_config([Field("actor", "spans", ("actor",))]))
    <View>
      <Text name="text" value="$text"/>
      <Labels name="actor" toName="text"><Label value="actor"/></Labels>
      <TextArea name="comment" toName="text"/>
    </View>
    """
    parts = []
    for field in fields:
        tag, item = ("Labels", "Label") if field.kind == "spans" else ("Choices", "Choice")
        many = ' choice="multiple"' if field.kind == "many" else ""
        codes = "".join(f"<{item} value={quoteattr(code)}/>" for code in field.codes)
        parts.append(f'  <{tag} name="{field.name}" toName="text"{many}>{codes}</{tag}>')
    text, comment = '  <Text name="text" value="$text"/>', '  <TextArea name="comment" toName="text"/>'
    return "\n".join(["<View>", text, *parts, comment, "</View>"])


def to_label_studio(lines: Iterable[Line]) -> list[dict[str, Any]]:
    """Return a task a line; one that nobody coded has no annotation."""
    return [_task(line) for line in lines]


def _task(line: Line) -> dict[str, Any]:
    place = {name: line.get(name) for name in PLACE}
    task: dict[str, Any] = {"data": {"text": line["text"], "speechmine": {**place, "coder": line.get("coder")}}}
    if line.get("coder"):
        results = [result for field in TASKS[line["of"]] for result in _results(line, field)]
        if line.get("comment"):
            results.append(_result("comment", "textarea", {"text": [line["comment"]]}))
        task["annotations"] = [{"was_cancelled": bool(line.get("skipped")), "result": results}]
    return task


def _results(line: Line, field: Field) -> Iterator[dict[str, Any]]:
    value = (line.get("fields") or {}).get(field.name) or []
    if field.kind != "spans":
        if value:
            yield _result(field.name, "choices", {"choices": value})
        return
    for span in value:
        place = {"start": span["start"] - line["start"], "end": span["end"] - line["start"], "text": span["text"]}
        yield _result(field.name, "labels", {**place, "labels": [span["code"]]})


def _result(name: str, kind: str, value: dict[str, Any]) -> dict[str, Any]:
    return {"from_name": name, "to_name": "text", "type": kind, "value": value}


def from_label_studio(tasks: Sequence[dict[str, Any]], where: str) -> list[Line]:
    """Return a line for each annotation of each task.

    Raises
    ------
    InputError
        If a task was not written by speechmine, or its text or a span was changed.
    """
    lines = []
    for number, task in enumerate(tasks, 1):
        here = f"{where}, task {number}"
        data = task.get("data") or {}
        if "speechmine" not in data:
            raise InputError(here, "broken coding", "data.speechmine is missing; import what write_coding wrote")
        lines += [_line(data, annotation, here) for annotation in task.get("annotations") or ()]
    return lines


def _line(data: dict[str, Any], annotation: dict[str, Any], where: str) -> Line:
    place = dict(data["speechmine"])
    text, moved = as_drawn(data["text"], place["sha256"], where)
    fields: dict[str, list[Any]] = {field.name: [] for field in TASKS[place["of"]]}
    comment = ""
    for result in annotation.get("result") or ():
        value = result["value"]
        if result["type"] == "textarea":
            comment = "\n".join(value["text"])
        elif result["type"] == "choices":
            fields[result["from_name"]] = value["choices"]
        else:
            start, end = (moved(offset) for offset in _code_points(data["text"], value, where))
            span = {"start": place["start"] + start, "end": place["start"] + end, "text": text[start:end]}
            fields[result["from_name"]] += [{**span, "code": code} for code in value["labels"]]
    coder = place.pop("coder", None) or _who(annotation.get("completed_by"))
    skipped = bool(annotation.get("was_cancelled"))
    return {**place, "text": text, "coder": coder, "skipped": skipped, "comment": comment, "fields": {} if skipped else fields}


def _code_points(text: str, value: dict[str, Any], where: str) -> tuple[int, int]:
    """The offsets of a span, by the words that it says it covers."""
    start, end = value["start"], value["end"]
    if text[start:end] == value.get("text", text[start:end]):
        return start, end
    start, end = from_utf16(text, start), from_utf16(text, end)
    if text[start:end] != value["text"]:
        raise InputError(where, "other text", f"span {value['start']}:{value['end']} does not read {value['text']!r}")
    return start, end


def _who(completed_by: Any) -> str:
    return str(completed_by.get("email") or completed_by.get("id")) if isinstance(completed_by, dict) else str(completed_by)
