"""Calls that fail on demand, as AWS's do now and then.

POST /_local/faults {"service", "action", "times", "errorCode"?, "account"?}: the next `times` such calls answer
`errorCode` (Throttling when left out; any code, e.g. ServiceUnavailable, ServiceFailure, AccessDenied).
DELETE /_local/faults takes them back, GET lists what is left. No CloudTrail record is made.

https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html
https://docs.aws.amazon.com/general/latest/gr/api-retries.html
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

from ministack.services import iam

from api_calls import ApiCall, Response, intercept
from local_endpoints import BadRequest, LocalRequest, local_endpoint
from resets import on_reset

_in_query_protocol = ("iam", "sts", "sns", "cloudformation")
_statuses = {
    "ServiceUnavailable": 503,
    "ServiceFailure": 500,
    "InternalFailure": 500,
    "InternalServerError": 500,
    "AccessDenied": 403,
    "AccessDeniedException": 403,
}
_messages = {"Throttling": "Rate exceeded", "ThrottlingException": "Rate exceeded"}


@dataclass
class Fault:
    service: str
    action: str
    times: int
    error_code: str
    account: str | None

    def concerns(self, call: ApiCall) -> bool:
        is_named = (self.service, self.action) == (call.service, call.action)
        return is_named and self.times > 0 and self.account in (None, call.account_id)


_faults: list[Fault] = []


def install() -> None:
    intercept(_fail)
    on_reset(_faults.clear)
    local_endpoint("POST", "faults", _add)
    local_endpoint("GET", "faults", lambda _request: [asdict(fault) for fault in _faults if fault.times > 0])
    local_endpoint("DELETE", "faults", _clear)


def _add(request: LocalRequest) -> dict[str, Any]:
    given = request.json or {}
    if not given.get("service") or not given.get("action") or not isinstance(given.get("times"), int):
        raise BadRequest("Send service, action and times (a number).")
    fault = Fault(
        given["service"], given["action"], given["times"], given.get("errorCode", "Throttling"), given.get("account")
    )
    _faults.append(fault)
    return asdict(fault)


def _clear(_request: LocalRequest) -> dict[str, Any]:
    _faults.clear()
    return {}


def _fail(call: ApiCall) -> Response | None:
    for fault in _faults:
        if fault.concerns(call):
            fault.times -= 1
            return _answer(call.service, fault.error_code)
    return None


def _answer(service: str, code: str) -> Response:
    status, message = _statuses.get(code, 400), _messages.get(code, "The request failed on demand.")
    if service in _in_query_protocol:
        return iam._error(status, code, message, ns="sts" if service == "sts" else "iam")
    body = json.dumps({"__type": code, "message": message}).encode()
    headers = {"Content-Type": "application/x-amz-json-1.0", "x-amzn-errortype": code}
    if service == "sqs":
        headers["x-amzn-query-error"] = f"{code};{'Sender' if status < 500 else 'Receiver'}"
    return status, headers, body
