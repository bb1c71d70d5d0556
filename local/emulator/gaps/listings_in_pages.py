"""IAM listings come in pages.

MiniStack ignores MaxItems and Marker and answers everything at once; AWS gives at most 100 items, or MaxItems.
ListPolicies also keeps to OnlyAttached. AWS may give fewer items than that although more are left: POST
/_local/shortest-pages {"items"} makes all pages that short, DELETE ends it.

https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListUsers.html
https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListPolicies.html
"""

from __future__ import annotations

import base64
import functools
from typing import Any
from xml.etree import ElementTree

from botocore.model import StructureShape
from ministack.services import iam

from hooks import around_entry
from iam_answers import Answer, Parameters, given, refuse
from local_endpoints import BadRequest, LocalRequest, local_endpoint
from resets import on_reset
from service_models import operation_model

_namespace = "https://iam.amazonaws.com/doc/2010-05-08/"
_tag = f"{{{_namespace}}}"
_usual_page = 100
_largest_page = 1000
_shortened: list[int] = []
"""How many items a page has at most, if that was said."""


def install() -> None:
    on_reset(_shortened.clear)
    local_endpoint("POST", "shortest-pages", _shorten)
    local_endpoint("DELETE", "shortest-pages", _lengthen)
    ElementTree.register_namespace("", _namespace)
    around_entry(iam._IAM_HANDLERS, "ListPolicies", _only_attached)
    for action in list(iam._IAM_HANDLERS):
        lists = _paged_lists(action)
        if lists:
            around_entry(iam._IAM_HANDLERS, action, functools.partial(_in_page, lists))


def _paged_lists(action: str) -> list[str]:
    """The lists in the answer of a call that pages."""
    operation = operation_model("iam", action)
    output = operation.output_shape if operation else None
    if not isinstance(output, StructureShape) or "Marker" not in output.members:
        return []
    return [name for name, member in output.members.items() if member.type_name == "list"]


def _shorten(request: LocalRequest) -> dict[str, Any]:
    items = (request.json or {}).get("items")
    if not isinstance(items, int) or items < 1:
        raise BadRequest("Send items, a number of one or more.")
    _shortened[:] = [items]
    return {"items": items}


def _lengthen(_request: LocalRequest) -> dict[str, Any]:
    _shortened.clear()
    return {}


def _in_page(lists: list[str], original: Any, parameters: Parameters) -> Answer:
    size = given(parameters, "MaxItems") or str(_usual_page)
    if not size.isdigit() or not 1 <= int(size) <= _largest_page:
        return refuse(
            400,
            "ValidationError",
            f"1 validation error detected: Value '{size}' at 'maxItems' failed to satisfy constraint: "
            f"Member must have value between 1 and {_largest_page}",
        )
    start = _position(given(parameters, "Marker"))
    if start is None:
        return refuse(400, "ValidationError", f"Invalid Marker: {given(parameters, 'Marker')}")
    status, headers, body = original(parameters)
    return (status, headers, _cut(body, lists, start, min([int(size), *_shortened])) if status == 200 else body)


def _position(marker: str) -> int | None:
    try:
        return int(base64.b64decode(marker, validate=True)) if marker else 0
    except ValueError:
        return None


def _cut(body: bytes, lists: list[str], start: int, size: int) -> bytes:
    answer = ElementTree.fromstring(body)
    result = answer[0]
    items = [(holder, item) for name in lists for holder in result.findall(_tag + name) for item in list(holder)]
    if start == 0 and len(items) <= size:
        return body
    for position, (holder, item) in enumerate(items):
        if not start <= position < start + size:
            holder.remove(item)
    _mark(result, start + size if start + size < len(items) else None)
    return ElementTree.tostring(answer)


def _mark(result: ElementTree.Element, next_position: int | None) -> None:
    for name in ("IsTruncated", "Marker"):
        for element in result.findall(_tag + name):
            result.remove(element)
    ElementTree.SubElement(result, f"{_tag}IsTruncated").text = "false" if next_position is None else "true"
    if next_position is not None:
        marker = base64.b64encode(str(next_position).encode()).decode()
        ElementTree.SubElement(result, f"{_tag}Marker").text = marker


def _only_attached(original: Any, parameters: Parameters) -> Answer:
    status, headers, body = original(parameters)
    if given(parameters, "OnlyAttached").lower() != "true" or status != 200:
        return status, headers, body
    answer = ElementTree.fromstring(body)
    for holder in answer.iter(f"{_tag}Policies"):
        for policy in list(holder):
            if policy.findtext(f"{_tag}AttachmentCount") == "0":
                holder.remove(policy)
    return status, headers, ElementTree.tostring(answer)
