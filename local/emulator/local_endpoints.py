"""The emulator's own addresses, all below /_local/: JSON in, JSON out."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import ministack.app as server

from hooks import around


@dataclass(frozen=True)
class LocalRequest:
    query: dict[str, str]
    json: Any


class BadRequest(Exception):
    """What was sent to a local address makes no sense. The message says why."""


Handler = Callable[[LocalRequest], Any]

_prefix = "/_local/"
_handlers: dict[tuple[str, str], Handler] = {}


def local_endpoint(method: str, name: str, handler: Handler) -> None:
    _handlers[(method, _prefix + name)] = handler


def install() -> None:
    around(server, "_handle_post_body_shortcuts", _answer)


async def _answer(
    original: Any, method: str, path: str, headers: dict, body: bytes, query: dict, request_id: str
) -> Any:
    if not path.startswith(_prefix):
        return await original(method, path, headers, body, query, request_id)
    handler = _handlers.get((method, path))
    if handler is None:
        return _json(404, {"error": f"There is no {method} {path}.", "known": _known()})
    try:
        request = LocalRequest({name: values[0] for name, values in query.items()}, _parsed(body))
        return _json(200, handler(request))
    except BadRequest as problem:
        return _json(400, {"error": str(problem)})


def _known() -> list[str]:
    return [f"{method} {path}" for method, path in sorted(_handlers)]


def _parsed(body: bytes) -> Any:
    if not body:
        return None
    try:
        return json.loads(body)
    except ValueError as problem:
        raise BadRequest(f"The body is not JSON: {problem}") from problem


def _json(status: int, value: Any) -> tuple[int, dict[str, str], bytes]:
    return status, {"Content-Type": "application/json"}, json.dumps(value).encode()
