"""Forgetting, with everything else, what the gaps keep: POST /_ministack/reset."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ministack.app as server

from hooks import around

Forget = Callable[[], Any]

_forgetting: list[Forget] = []


def install() -> None:
    around(server, "_reset_all_state", _reset)


def on_reset(forget: Forget) -> None:
    _forgetting.append(forget)


def _reset(original: Any) -> None:
    for forget in _forgetting:
        forget()
    original()
