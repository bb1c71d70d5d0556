"""Rules in state ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS are live, and see read-only calls as well.

MiniStack delivers to rules in state ENABLED only, and takes any word for a state. On AWS rules in state ENABLED, and
archives, see no management event that CloudTrail calls read-only. The calls that give a session are excepted.
That EnableRule leaves the wider state alone is assumed. Schedules of such rules do not run here.

https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail-management.html
https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html
"""

from __future__ import annotations

from typing import Any

from ministack.core.responses import error_response_json
from ministack.services import eventbridge

from hooks import around

Event = dict[str, Any]
Rule = dict[str, Any]

_with_reads = "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"
_live = ("ENABLED", _with_reads)
_states = ("DISABLED", *_live)
_session_calls = frozenset({
    "AssumeRole", "AssumeRoleWithSAML", "AssumeRoleWithWebIdentity", "AssumeRoot", "GetSessionToken",
    "GetFederationToken",
})  # fmt: skip


def install() -> None:
    around(eventbridge, "_put_rule", _put_rule)
    around(eventbridge, "_enable_rule", _enable_rule)
    around(eventbridge, "_dispatch_event", _dispatch_event)
    around(eventbridge, "_archive_event", _archive_event)


def is_withheld_read(record: Any) -> bool:
    """Whether a CloudTrail record is withheld from rules in state ENABLED."""
    if not isinstance(record, dict) or record.get("readOnly") is not True:
        return False
    return record.get("eventSource") != "sts.amazonaws.com" or record.get("eventName") not in _session_calls


def any_rule_sees_reads(account_id: str, region: str) -> bool:
    rules = eventbridge._rules.items_scoped(account_id, region)
    return any(rule.get("State") == _with_reads and rule.get("EventBusName") == "default" for _, rule in rules)


def _put_rule(original: Any, data: dict[str, Any]) -> Any:
    state = data.get("State", "ENABLED")
    if state in _states:
        return original(data)
    message = (
        f"1 validation error detected: Value '{state}' at 'state' failed to satisfy constraint: "
        f"Member must satisfy enum value set: [{', '.join(_states)}]"
    )
    return error_response_json("ValidationException", message, 400)


def _enable_rule(original: Any, data: dict[str, Any]) -> Any:
    key = eventbridge._rule_key(data.get("Name"), data.get("EventBusName", "default"))
    if eventbridge._rules.get(key, {}).get("State") == _with_reads:
        return 200, {"Content-Type": "application/x-amz-json-1.1"}, b"{}"
    return original(data)


def _dispatch_event(_original: Any, event: Event, view: Any = None) -> None:
    view = view or eventbridge._pattern_event_view(event)
    states = (_with_reads,) if _is_withheld(event, view) else _live
    for key, rule in list(eventbridge._rules.items()):
        if rule.get("State") in states and _concerns(key, rule, event, view):
            for target in eventbridge._targets.get(key, []):
                eventbridge._invoke_target(target, event, rule, view)


def _concerns(key: str, rule: Rule, event: Event, view: Any) -> bool:
    is_on_bus = rule.get("EventBusName", "default") == event.get("EventBusName", "default")
    is_first_visit = key not in (event.get("_DispatchPath") or [])
    pattern = rule.get("EventPattern")
    return bool(
        is_on_bus and is_first_visit and pattern and eventbridge._matches_pattern_view(pattern, view, f"rule {key}")
    )


def _archive_event(original: Any, event: Event, view: Any = None) -> None:
    if not _is_withheld(event, view or eventbridge._pattern_event_view(event)):
        original(event, view)


def _is_withheld(event: Event, view: Any) -> bool:
    comes_from_cloudtrail = str(event.get("Source")).startswith("aws.") and str(event.get("DetailType")).endswith(
        " via CloudTrail"
    )
    return comes_from_cloudtrail and is_withheld_read(view.event_with_detail()["detail"])
