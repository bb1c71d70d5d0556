"""Putting an event on a bus the way an AWS service does, `aws.` sources included."""

from __future__ import annotations

import json
import time
import uuid
from dataclasses import dataclass, field
from typing import Any

from ministack.services import eventbridge

from scopes import run_in


@dataclass(frozen=True)
class ServiceEvent:
    account_id: str
    region: str
    source: str
    detail_type: str
    detail: dict[str, Any]
    resources: list[str] = field(default_factory=list)
    time: int = field(default_factory=lambda: int(time.time()))
    event_id: str = field(default_factory=lambda: str(uuid.uuid4()))


def deliver_to_default_bus(event: ServiceEvent) -> None:
    run_in(event.account_id, event.region, lambda: _dispatch(event))


def _dispatch(event: ServiceEvent) -> None:
    eventbridge._ensure_default_bus()
    stored = {
        "EventId": event.event_id,
        "Source": event.source,
        "DetailType": event.detail_type,
        "Detail": json.dumps(event.detail),
        "EventBusName": "default",
        "Time": event.time,
        "Resources": event.resources,
        "Account": event.account_id,
        "Region": event.region,
    }
    eventbridge._events_log_list().append(stored)
    eventbridge._dispatch_event(stored)
    eventbridge._archive_event(stored)
