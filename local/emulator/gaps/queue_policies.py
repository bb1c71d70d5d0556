"""A rule delivers to a queue only if the queue's policy, or the target's role, allows it.

MiniStack does not look at either.

https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html
"""

from __future__ import annotations

from typing import Any

from ministack.core.responses import get_account_id, get_region
from ministack.services import eventbridge, sqs

from hooks import around
from rule_targets import current_delivery, undeliverable
from service_roles import role_lets_service, session_context

_events_service = "events.amazonaws.com"


def install() -> None:
    around(eventbridge, "_dispatch_to_sqs", _if_allowed)


def _if_allowed(original: Any, spec: Any, payload: str, parameters: Any = None) -> Any:
    if sqs._queue_by_arn(str(spec)) is not None and not _is_allowed(str(spec)):
        return undeliverable("NO_PERMISSIONS", f"EventBridge may not send messages to {spec}.", payload)
    return original(spec, payload, parameters)


def _is_allowed(queue_arn: str) -> bool:
    delivery = current_delivery()
    if not delivery.role_arn:
        return sqs.queue_policy_allows(queue_arn, _events_service, delivery.rule_arn, get_account_id())
    context = session_context(delivery.role_arn, "events", "sqs:SendMessage", queue_arn, get_region())
    return role_lets_service(delivery.role_arn, _events_service, context, delivery.rule_arn)
