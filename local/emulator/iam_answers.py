"""Answers of the IAM API, and the table of what answers them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from xml.sax.saxutils import escape

from ministack.core.responses import new_uuid
from ministack.services import iam

from service_models import operation_model, query_response

Parameters = dict[str, Any]
Answer = tuple[int, dict[str, str], bytes]
Handler = Callable[[Parameters], Answer]


def given(parameters: Parameters, name: str) -> str:
    return iam._p(parameters, name)


def succeed(action: str, result: Mapping[str, Any] | None = None) -> Answer:
    operation = operation_model("iam", action)
    assert operation is not None
    return 200, {"Content-Type": "text/xml"}, query_response(operation, result or {}, new_uuid())


def refuse(status: int, code: str, message: str) -> Answer:
    return iam._error(status, code, escape(message), ns="iam")


def no_such_user(name: str) -> Answer:
    return refuse(404, "NoSuchEntity", f"The user with name {name} cannot be found.")


def add_handler(action: str, handler: Handler) -> None:
    """Adds a call MiniStack does not have."""
    iam._IAM_HANDLERS[action] = handler
