"""The target a rule or schedule is delivering to at the moment, and its dead-letter queue.

https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
https://docs.aws.amazon.com/scheduler/latest/UserGuide/configuring-schedule-dlq.html
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
from ministack.core.responses import get_account_id, get_region
from ministack.services import eventbridge, sqs

from hooks import around
from service_roles import role_lets_service, session_context

_logger = logging.getLogger("events")


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

    @property
    def service(self) -> str:
        """Who delivers: EventBridge, or its Scheduler."""
        return "scheduler.amazonaws.com" if self.is_scheduled else "events.amazonaws.com"

    @property
    def is_scheduled(self) -> bool:
        return ":scheduler:" in self.rule_arn

    def role_allows(self, action: str, resource_arn: str) -> bool:
        context = session_context(self.role_arn, "delivery", action, resource_arn, get_region())
        return role_lets_service(self.role_arn, self.service, context, self.rule_arn)


_current: contextvars.ContextVar[Delivery] = contextvars.ContextVar("current_delivery")


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
    if queue_arn and _may_send(delivery, queue_arn):
        _send(queue_arn, payload, {
            "RULE_ARN": delivery.rule_arn,
            "TARGET_ARN": delivery.target.get("Arn", ""),
            "ERROR_CODE": code,
            "ERROR_MESSAGE": message,
        })  # fmt: skip


def _may_send(delivery: Delivery, queue_arn: str) -> bool:
    """Rules need the policy of the dead-letter queue, schedules their role."""
    if delivery.is_scheduled:
        return delivery.role_allows("sqs:SendMessage", queue_arn)
    return sqs.queue_policy_allows(queue_arn, delivery.service, delivery.rule_arn, get_account_id())


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
