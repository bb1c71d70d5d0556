"""IAM reads that do not see the latest writes yet.

MiniStack is consistent at once; IAM is not. POST /_local/read-lag {"account", "milliseconds"} makes the Get and
List calls of an account answer from the state it had that long ago; 0 ends it. Authorization is not delayed, and
what CloudFormation changes shows with the next change made through the API.

https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html#troubleshoot_general_eventual-consistency
"""

from __future__ import annotations

import contextvars
import copy
import time
from dataclasses import dataclass, field
from typing import Any

from ministack.core.responses import AccountScopedDict, get_account_id
from ministack.services import iam

from hooks import around_entry
from local_endpoints import BadRequest, LocalRequest, local_endpoint
from resets import on_reset

Snapshot = dict[str, dict[Any, Any]]

_read_prefixes = ("Get", "List")
_snapshot: contextvars.ContextVar[Snapshot | None] = contextvars.ContextVar("iam_snapshot", default=None)


class LaggingStore(AccountScopedDict):
    """A store of the IAM service that shows a snapshot while one is being read."""

    __slots__ = ("_name", "_present")

    def __init__(self, name: str, present: dict[Any, Any]) -> None:
        self._name = name
        self._present = present

    @property
    def _data(self) -> dict[Any, Any]:  # type: ignore[override]
        snapshot = _snapshot.get()
        return self._present if snapshot is None else snapshot[self._name]


@dataclass
class Lag:
    seconds: float
    history: list[tuple[float, Snapshot]] = field(default_factory=list)
    """States and when each began, oldest first."""


_stores: dict[str, LaggingStore] = {}
_lags: dict[str, Lag] = {}


def install() -> None:
    for name, store in list(vars(iam).items()):
        if type(store) is AccountScopedDict:
            _stores[name] = LaggingStore(name, store._data)
            setattr(iam, name, _stores[name])
    for action in list(iam._IAM_HANDLERS):
        around_entry(iam._IAM_HANDLERS, action, _read if action.startswith(_read_prefixes) else _write)
    on_reset(_lags.clear)
    local_endpoint("POST", "read-lag", _set)


def _set(request: LocalRequest) -> dict[str, Any]:
    given = request.json or {}
    account, milliseconds = given.get("account"), given.get("milliseconds")
    if not isinstance(account, str) or not isinstance(milliseconds, (int, float)):
        raise BadRequest("Send account and milliseconds.")
    if milliseconds > 0:
        _lags[account] = Lag(milliseconds / 1000, [(0.0, _take_snapshot(account))])
    else:
        _lags.pop(account, None)
    return {"account": account, "milliseconds": milliseconds}


def _take_snapshot(account: str) -> Snapshot:
    return {
        name: copy.deepcopy({key: value for key, value in store._present.items() if key[0] == account})
        for name, store in _stores.items()
    }


def _write(original: Any, parameters: dict[str, Any]) -> Any:
    answer = original(parameters)
    lag = _lags.get(get_account_id())
    if lag and answer[0] < 300:
        lag.history.append((time.time(), _take_snapshot(get_account_id())))
    return answer


def _read(original: Any, parameters: dict[str, Any]) -> Any:
    lag = _lags.get(get_account_id())
    if lag is None:
        return original(parameters)
    seen = _state_at(lag, time.time() - lag.seconds)
    token = _snapshot.set(seen)
    try:
        return original(parameters)
    finally:
        _snapshot.reset(token)


def _state_at(lag: Lag, moment: float) -> Snapshot | None:
    """The state of that moment; None when it is the present one. Older states are forgotten."""
    while len(lag.history) > 1 and lag.history[1][0] <= moment:
        lag.history.pop(0)
    return lag.history[0][1] if len(lag.history) > 1 else None
