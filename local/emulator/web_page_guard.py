"""Programs may speak with the local AWS, web pages may not.

It listens on 127.0.0.1 only, but a browser on this machine reaches that address for every page it shows, and MiniStack
lets all of them send and read. Whoever can send can run code here, as a Lambda function. So what a browser sends for a
page is refused: requests with an Origin, requests Sec-Fetch-Site says another page caused, and requests for any other
host than this one (a name of an attacker's that was pointed at 127.0.0.1). No answer tells a browser that a page may
read it. An address typed into the browser works.

https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Origin
https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Sec-Fetch-Site
https://developer.mozilla.org/en-US/docs/Web/Security/Attacks/DNS_rebinding
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import ministack.app as server

from hooks import around

Message = dict[str, Any]
Send = Callable[[Message], Awaitable[None]]

_hosts = ("127.0.0.1", "localhost")
_causes_that_are_no_page = ("none", "same-origin")
_policy_violation = 1008


def install() -> None:
    around(server, "app", _guard)


async def _guard(original: Any, scope: dict[str, Any], receive: Any, send: Send) -> None:
    problem = _problem(scope) if scope["type"] in ("http", "websocket") else None
    if problem is None:
        await original(scope, receive, _without_permissions(send))
    elif scope["type"] == "http":
        await _refuse(send, problem)
    else:
        await send({"type": "websocket.close", "code": _policy_violation})


def _problem(scope: dict[str, Any]) -> str | None:
    headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
    if "origin" in headers or headers.get("sec-fetch-site", "none") not in _causes_that_are_no_page:
        return "The local AWS answers programs only. This request came from a web page."
    port = scope["server"][1]
    if headers.get("host", "").lower() not in (*_hosts, *(f"{host}:{port}" for host in _hosts)):
        return f"The local AWS answers at http://127.0.0.1:{port} only. This request was for another host."
    return None


def _without_permissions(send: Send) -> Send:
    """Leaves out the headers that let pages of other origins read an answer."""

    async def send_without(message: Message) -> None:
        if "headers" in message:
            kept = [pair for pair in message["headers"] if not pair[0].lower().startswith(b"access-control-")]
            message = {**message, "headers": kept}
        await send(message)

    return send_without


async def _refuse(send: Send, problem: str) -> None:
    body = f"{problem}\n".encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 403, "headers": headers})
    await send({"type": "http.response.body", "body": body})
