"""Acting in another account or Region than the one of the request."""

from __future__ import annotations

import contextvars
from collections.abc import Callable
from typing import Any

from ministack.core import responses


def run_in(account_id: str, region: str, work: Callable[[], Any]) -> Any:
    """Runs the work as if a request of that account and Region did it; the request's own scope is untouched."""

    def scoped() -> Any:
        with responses.request_scope(account_id, region):
            return work()

    return contextvars.copy_context().run(scoped)
