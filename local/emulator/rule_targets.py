"""The target a rule is delivering to at the moment, and its dead-letter queue.

https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
"""

from __future__ import annotations

import contextvars
import hashlib
import logging
import time
import uuid
from dataclasses import dataclass
from typing import Any

from ministack.core.concurrency import esm_wake
from ministack.core.responses import get_account_id
from ministack.services import eventbridge, sqs

from hooks import around

_logger = logging.getLogger("events")
_events_service = "events.amazonaws.com"


@dataclass(frozen=True)
class Delivery:
    target: dict[str, Any]
    rule: dict[str, Any]

    @property
    def role_arn(self) -> str:
        return self.target.get("RoleArn") or ""

    @property
    def rule_arn(self) -> str:
        return self.rule.get("Arn") or ""


_current: contextvars.ContextVar[Delivery] = contextvars.ContextVar("current_delivery", default=Delivery({}, {}))


def install() -> None:
    around(eventbridge, "_invoke_target", _remember_target)


def current_delivery() -> Delivery:
    return _current.get()


def _remember_target(original: Any, target: dict, event: dict, rule: dict, view: Any = None) -> Any:
    token = _current.set(Delivery(target, rule))
    try:
        return original(target, event, rule, view)
    finally:
        _current.reset(token)


def undeliverable(code: str, message: str, payload: str) -> None:
    """Puts what could not be delivered into the target's dead-letter queue, if it has one that lets EventBridge in."""
    delivery = current_delivery()
    queue_arn = (delivery.target.get("DeadLetterConfig") or {}).get("Arn")
    _logger.warning("Rule %s, target %s: %s %s", delivery.rule_arn, delivery.target.get("Arn"), code, message)
    if queue_arn and sqs.queue_policy_allows(queue_arn, _events_service, delivery.rule_arn, get_account_id()):
        _send(queue_arn, payload, {
            "RULE_ARN": delivery.rule_arn,
            "TARGET_ARN": delivery.target.get("Arn", ""),
            "ERROR_CODE": code,
            "ERROR_MESSAGE": message,
        })  # fmt: skip


def _send(queue_arn: str, body: str, attributes: dict[str, str]) -> None:
    queue = sqs._queue_by_arn(queue_arn)
    if queue is None:
        return
    typed = {name: {"DataType": "String", "StringValue": value} for name, value in attributes.items()}
    now = time.time()
    message = {
        "id": str(uuid.uuid4()),
        "body": body,
        "md5_body": hashlib.md5(body.encode(), usedforsecurity=False).hexdigest(),
        "message_attributes": typed,
        "md5_attrs": sqs._md5_msg_attrs(typed),
        "sent_at": now,
        "visible_at": now,
    }
    sqs._ensure_msg_fields(message)
    queue["messages"].append(message)
    esm_wake.set()
