"""IAM and STS refuse the names, paths, tags and other text that AWS refuses.

MiniStack stores what it is given. A control character in one name is enough that no answer with that name can be read.
Patterns, lengths and values are those of the API reference, which botocore's service models carry. Where they give
none, characters that no XML can hold are refused all the same; how AWS words that is assumed.

https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateUser.html
https://docs.aws.amazon.com/IAM/latest/APIReference/API_Tag.html
https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html
https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator
from typing import Any
from xml.sax.saxutils import escape

from botocore.model import Shape, StructureShape
from ministack.services import iam, sts

from api_calls import Response, current_call
from hooks import around, around_entry
from iam_answers import Answer, Parameters
from service_models import Form, form_parameters, operation_model

_one_of_each_category = {"L": "a", "N": "0", "Z": " "}
_outside_xml = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_words_for_patterns = {
    r"[\w+=,.@-]+": "It must contain only alphanumeric characters and/or the following: +=,.@_-",
    r"(\u002F)|(\u002F[\u0021-\u007E]+\u002F)": (
        "It must begin and end with / and contain only alphanumeric characters and/or / characters."
    ),
}


def install() -> None:
    for action in iam._IAM_HANDLERS:
        around_entry(iam._IAM_HANDLERS, action, functools.partial(_check_iam, action))
    around(sts, "handle_request", _check_sts)


def _check_iam(action: str, original: Any, parameters: Parameters) -> Answer:
    """What was given as nothing stands only in the call's form."""
    call = current_call()
    form = {**parameters, **call.form} if call and call.service == "iam" else parameters
    return _refusal("iam", action, form) or original(parameters)


async def _check_sts(original: Any, *request: Any) -> Response:
    call = current_call()
    refusal = _refusal("sts", call.action, call.form) if call and call.service == "sts" else None
    return refusal or await original(*request)


def _refusal(service: str, action: str, form: Form) -> Answer | None:
    operation = operation_model(service, action)
    if operation is None or operation.input_shape is None:
        return None
    problem = next(_problems(operation.input_shape, form_parameters(operation, form), ""), None)
    return iam._error(400, "ValidationError", escape(problem), ns=service) if problem else None


def _problems(shape: Shape, value: Any, place: str) -> Iterator[str]:
    """What is wrong with the text in a value; the place is its name as errors give it, `tags.1.member.key`."""
    if isinstance(shape, StructureShape):
        for name in value:
            yield from _problems(shape.members[name], value[name], f"{place}.{_small(name)}".lstrip("."))
    elif shape.type_name == "list":
        for number, item in enumerate(value, start=1):
            yield from _problems(shape.member, item, f"{place}.{number}.member")
    elif shape.type_name == "string":
        yield from _text_problems(shape.metadata, value, place)


def _small(name: str) -> str:
    return name[:1].lower() + name[1:]


def _text_problems(limits: dict[str, Any], text: str, place: str) -> Iterator[str]:
    pattern, values = limits.get("pattern"), limits.get("enum")
    if len(text) < limits.get("min", 0):
        yield _violation(place, f"have length greater than or equal to {limits['min']}")
    if len(text) > limits.get("max", len(text)):
        yield _violation(place, f"have length less than or equal to {limits['max']}")
    if values and text not in values:
        yield _violation(place, f"satisfy enum value set: [{', '.join(values)}]")
    if pattern and not _matches(pattern, text):
        yield _mismatch(pattern, place)
    if _outside_xml.search(text):
        yield _violation(place, "contain only characters that XML 1.0 allows")


def _violation(place: str, must: str) -> str:
    return f"1 validation error detected: Value at '{place}' failed to satisfy constraint: Member must {must}"


def _mismatch(pattern: str, place: str) -> str:
    words = _words_for_patterns.get(pattern)
    if words:
        return f"The specified value for {place} is invalid. {words}"
    return _violation(place, f"satisfy regular expression pattern: {pattern}")


def _matches(pattern: str, text: str) -> bool:
    """Python knows no `\\p{L}`: pattern and text are compared with one character in place of each such category."""
    if r"\p{" in pattern:
        text = "".join(_one_of_each_category.get(unicodedata.category(character)[0], character) for character in text)
        for category, character in _one_of_each_category.items():
            pattern = pattern.replace(rf"\p{{{category}}}", character)
    return re.fullmatch(pattern, text, re.ASCII) is not None
