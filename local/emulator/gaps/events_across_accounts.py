"""Rules deliver to event buses of other accounts and Regions, if both sides let them.

MiniStack drops such a target. On AWS the target's role must be one EventBridge may assume and which may put
events on that bus, and the bus's policy must let the role in from another account. The event keeps its account,
Region, time and id, and is never sent on to a further bus.

https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-account.html
https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-bus-to-bus.html
"""

from __future__ import annotations

import json
from typing import Any

from ministack.core.iam_evaluator import EvalContext
from ministack.core.responses import get_account_id, get_region
from ministack.services import eventbridge

from gaps.event_bus_policies import bus_policy_decision
from hooks import around
from rule_targets import current_delivery, undeliverable
from scopes import run_in
from service_roles import role_lets_service, session_context

_forwarded_mark = "_ForwardedByBus"


def install() -> None:
    around(eventbridge, "_dispatch_to_event_bus", _to_event_bus)


def _to_event_bus(
    original: Any, spec: Any, event: dict, rule: dict, path: set, target_payload: str | None = None
) -> Any:
    if event.get(_forwarded_mark):
        return None
    marked = {**event, _forwarded_mark: True}
    is_here = spec.account_id == get_account_id() and spec.region == get_region()
    refusal = _refusal(str(spec), spec, is_here)
    if refusal:
        return undeliverable(*refusal, _payload(event))
    if is_here:
        return original(spec, marked, rule, path, target_payload)
    return run_in(spec.account_id, spec.region, lambda: _arrive(spec, marked))


def _refusal(bus_arn: str, spec: Any, is_here: bool) -> tuple[str, str] | None:
    delivery = current_delivery()
    context = session_context(delivery.role_arn, "events", "events:PutEvents", bus_arn, spec.region)
    if not delivery.role_arn:
        return None if is_here else ("NO_PERMISSIONS", f"The target {bus_arn} has no role.")
    if not role_lets_service(delivery.role_arn, delivery.service, context, delivery.rule_arn):
        return "NO_PERMISSIONS", f"{delivery.role_arn} may not put events on {bus_arn}."
    if not _bus_lets_in(spec, context):
        return "NO_PERMISSIONS", f"The policy of {bus_arn} does not let {delivery.role_arn} put events."
    if not run_in(spec.account_id, spec.region, lambda: _bus_exists(spec)):
        return "RESOURCE_NOT_FOUND", f"{bus_arn} does not exist."
    return None


def _bus_lets_in(spec: Any, context: EvalContext) -> bool:
    decision = bus_policy_decision(str(spec), context)
    return decision != "Deny" if spec.account_id == context.principal_account else decision == "Allow"


def _bus_exists(spec: Any) -> bool:
    eventbridge._ensure_default_bus()
    return _bus_name(spec) in eventbridge._event_buses


def _bus_name(spec: Any) -> str:
    return spec.resource.partition("/")[2]


def _arrive(spec: Any, event: dict) -> None:
    arrived = {**event, "EventBusName": _bus_name(spec), "_DispatchPath": []}
    eventbridge._dispatch_event(arrived)
    eventbridge._archive_event(arrived)


def _payload(event: dict) -> str:
    return json.dumps(eventbridge._pattern_event_view(event).event_with_detail())
