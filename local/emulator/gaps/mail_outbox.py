"""E-mails Amazon SNS would have sent.

MiniStack writes a line into its log. GET /_local/mail lists them, oldest first; with ?since=TIME (seconds since
1970) only those sent later.

https://docs.aws.amazon.com/sns/latest/dg/sns-email-notifications.html
"""

from __future__ import annotations

import time
from typing import Any

from ministack.services import sns

from hooks import around
from local_endpoints import BadRequest, LocalRequest, local_endpoint
from resets import on_reset

_default_subject = "AWS Notification Message"
_outbox: list[dict[str, Any]] = []


def install() -> None:
    around(sns, "_fanout", _collect)
    on_reset(_outbox.clear)
    local_endpoint("GET", "mail", _list)
    local_endpoint("DELETE", "mail", _clear)


def _collect(
    original: Any,
    topic_arn: str,
    message_id: str,
    message: str,
    subject: str,
    structure: str = "",
    attributes: dict | None = None,
    *more: Any,
    **named: Any,
) -> Any:
    attributes = named.get("message_attributes") or attributes
    structure = named.get("message_structure") or structure
    topic = sns._topic_by_arn_any_scope(topic_arn) or {"subscriptions": []}
    for subscription in topic["subscriptions"]:
        if subscription.get("confirmed") and subscription.get("protocol", "").startswith("email"):
            body = sns._resolve_message_for_protocol(message, structure, subscription["protocol"])
            if sns._matches_filter_policy(subscription, attributes or {}, body):
                _outbox.append(_mail(subscription["endpoint"], subject, body, topic_arn))
    if named:
        return original(topic_arn, message_id, message, subject, **named)
    return original(topic_arn, message_id, message, subject, structure, attributes, *more)


def _mail(to: str, subject: str, body: str, topic_arn: str) -> dict[str, Any]:
    return {"to": to, "subject": subject or _default_subject, "body": body, "topic": topic_arn, "at": time.time()}


def _list(request: LocalRequest) -> list[dict[str, Any]]:
    try:
        since = float(request.query.get("since", "0"))
    except ValueError as problem:
        raise BadRequest("since is a number of seconds since 1970.") from problem
    return [mail for mail in _outbox if mail["at"] > since]


def _clear(_request: LocalRequest) -> dict[str, str]:
    _outbox.clear()
    return {}
