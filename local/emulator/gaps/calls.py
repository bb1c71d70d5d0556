"""A log of the AWS calls that were made, so that tests can count reads and writes.

GET /_local/calls lists them, oldest first; ?service=, ?account=, ?action= and ?since= narrow the list.
DELETE /_local/calls forgets them. AWS's nearest equivalent is a CloudTrail trail with read events.

https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-management-events-with-cloudtrail.html
"""

from __future__ import annotations

import collections
from typing import Any

from api_calls import ApiCall, Response, observe
from gaps.cloudtrail_contents import read_error_code
from local_endpoints import LocalRequest, local_endpoint
from resets import on_reset

_kept = 20_000
_calls: collections.deque[dict[str, Any]] = collections.deque(maxlen=_kept)


def install() -> None:
    observe(_log)
    on_reset(_calls.clear)
    local_endpoint("GET", "calls", _list)
    local_endpoint("DELETE", "calls", _clear)


def _log(call: ApiCall, response: Response) -> None:
    _calls.append({
        "at": call.started_at,
        "account": call.account_id,
        "region": call.region,
        "service": call.service,
        "action": call.action,
        "principal": call.caller.arn if call.caller else None,
        "status": response[0],
        "errorCode": read_error_code(response),
    })  # fmt: skip


def _list(request: LocalRequest) -> list[dict[str, Any]]:
    wanted = {name: value for name, value in request.query.items() if name in ("service", "account", "action")}
    since = float(request.query.get("since", "0"))
    return [
        call for call in _calls if call["at"] > since and all(call[name] == value for name, value in wanted.items())
    ]


def _clear(_request: LocalRequest) -> dict[str, str]:
    _calls.clear()
    return {}
