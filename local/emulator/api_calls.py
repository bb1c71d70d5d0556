"""Every AWS call that reaches the emulator, for the gaps that look at whole calls.

A gap may *intercept* (answer in the service's place) or *observe* (see call and answer afterwards).
While a call is served, `current_call()` tells which one it is.
"""

from __future__ import annotations

import contextvars
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import ministack.app as server
from ministack.core import iam_actions, iam_evaluator, responses

from hooks import around
from service_models import Form

Response = tuple[int, dict[str, str], Any]


@dataclass(frozen=True)
class Caller:
    """Who signed a call, as far as the access key tells."""

    access_key_id: str
    account_id: str
    arn: str
    principal_id: str
    kind: str
    """Root, User, AssumedRole or FederatedUser."""
    user_name: str
    session: dict[str, Any] | None


@dataclass(frozen=True)
class ApiCall:
    service: str
    action: str
    account_id: str
    """The account the call acts in."""
    region: str
    method: str
    path: str
    form: Form
    """The query of the address, and the body where it is a form."""
    body: bytes
    headers: dict[str, str]
    request_id: str
    caller: Caller | None
    """None when the access key is unknown."""
    started_at: float = field(default_factory=time.time)

    def parameter(self, name: str) -> str:
        return iam_actions._query_param(dict(self.form), name)


Interceptor = Callable[[ApiCall], Response | None]
Observer = Callable[[ApiCall, Response], None]

_interceptors: list[Interceptor] = []
_observers: list[Observer] = []
_current: contextvars.ContextVar[ApiCall | None] = contextvars.ContextVar("current_api_call", default=None)


def intercept(interceptor: Interceptor) -> None:
    _interceptors.append(interceptor)


def observe(observer: Observer) -> None:
    _observers.append(observer)


def current_call() -> ApiCall | None:
    return _current.get()


def caller_of(access_key_id: str) -> Caller | None:
    """The principal an access key belongs to, in the account of the request."""
    from ministack.services import sts

    session = sts._sessions.get(access_key_id)
    credential = iam_evaluator.resolve_credential(access_key_id, responses.get_account_id())
    if isinstance(credential, iam_evaluator.CredentialResolutionError):
        return None
    return Caller(
        access_key_id=access_key_id,
        account_id=credential.account_id,
        arn=credential.principal_arn,
        principal_id=credential.principal_id,
        kind=credential.principal_type,
        user_name=credential.principal_name,
        session=session,
    )


def install() -> None:
    around(server, "_dispatch_service_request", _serve)


async def _serve(
    original: Any, method: str, path: str, headers: dict, body: bytes, query: dict, request_id: str
) -> Response:
    call = _describe(method, path, headers, body, query, request_id)
    token = _current.set(call)
    try:
        response = _intercepted(call)
        if response is None:
            response = await original(method, path, headers, body, query, request_id)
        for observer in _observers:
            observer(call, response)
        return response
    finally:
        _current.reset(token)


def _intercepted(call: ApiCall) -> Response | None:
    for interceptor in _interceptors:
        response = interceptor(call)
        if response is not None:
            return response
    return None


def _describe(method: str, path: str, headers: dict, body: bytes, query: dict, request_id: str) -> ApiCall:
    form = server._routing_params(method, path, headers, body, query)
    service = server.detect_service(method, path, headers, form)
    action = iam_actions.extract_iam_action(service, method, path, headers, body, form) or ""
    access_key_id = server.extract_access_key_id(headers, query) or ""
    return ApiCall(
        service=service,
        action=action.rpartition(":")[2],
        account_id=responses.get_account_id(),
        region=responses.get_region(),
        method=method,
        path=path,
        form=form,
        body=body,
        headers=headers,
        request_id=request_id,
        caller=caller_of(access_key_id) if access_key_id else None,
    )
