"""Policies of event buses: written as on AWS, as a CloudFormation resource too.

MiniStack keeps what PutPermission says but as no valid statement, ignores its Policy parameter, does not know
AWS::Events::EventBusPolicy, and leaves a deleted bus's policy behind.

https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutPermission.html
https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-bus-permissions.html
https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-eventbuspolicy.html
"""

from __future__ import annotations

import json
import uuid
from typing import Any

from ministack.core import iam_evaluator
from ministack.core.arn import parse_arn
from ministack.core.iam_evaluator import EvalContext
from ministack.core.responses import error_response_json, get_account_id, get_region, json_response
from ministack.services import eventbridge
from ministack.services.cloudformation.provisioners import _RESOURCE_HANDLERS

from hooks import around

Statement = dict[str, Any]


def install() -> None:
    around(eventbridge, "_put_permission", _put_permission)
    around(eventbridge, "_delete_event_bus", _delete_event_bus)
    _RESOURCE_HANDLERS["AWS::Events::EventBusPolicy"] = {
        "create": _create_resource,
        "update": _update_resource,
        "delete": _delete_resource,
    }


def bus_policy(bus_arn: str) -> dict[str, Any] | None:
    spec = parse_arn(bus_arn)
    name = spec.resource.partition("/")[2]
    return eventbridge._event_bus_policies.get_scoped(spec.account_id, spec.region, name)


def bus_policy_decision(bus_arn: str, context: EvalContext) -> str:
    """Allow, Deny or ImplicitDeny."""
    return iam_evaluator.evaluate_resource_policy(bus_policy(bus_arn), context).decision


def _put_permission(_original: Any, data: dict[str, Any]) -> Any:
    bus = _bus_name(data.get("EventBusName"))
    eventbridge._ensure_default_bus()
    if bus not in eventbridge._event_buses:
        return error_response_json("ResourceNotFoundException", f"Event bus {bus} does not exist.", 400)
    if data.get("Policy"):
        eventbridge._event_bus_policies[bus] = json.loads(data["Policy"])
    else:
        _put_statement(bus, _statement(bus, data.get("StatementId") or str(uuid.uuid4()), data))
    return json_response({})


def _delete_event_bus(original: Any, data: dict[str, Any]) -> Any:
    eventbridge._event_bus_policies.pop(data.get("Name"), None)
    return original(data)


def _create_resource(_logical_id: str, properties: dict[str, Any], _stack_name: str) -> tuple[str, dict[str, Any]]:
    bus = _bus_name(properties.get("EventBusName"))
    statement_id = properties["StatementId"]
    given = properties.get("Statement")
    if isinstance(given, str):
        given = json.loads(given)
    _put_statement(bus, {**given, "Sid": statement_id} if given else _statement(bus, statement_id, properties))
    return f"{bus}|{statement_id}", {}


def _update_resource(
    physical_id: str, _old: dict[str, Any], new: dict[str, Any], stack_name: str
) -> tuple[str, dict[str, Any]]:
    _remove(physical_id)
    return _create_resource("", new, stack_name)


def _delete_resource(physical_id: str, _properties: dict[str, Any]) -> None:
    _remove(physical_id)


def _remove(physical_id: str) -> None:
    bus, _, statement_id = physical_id.partition("|")
    eventbridge._remove_permission({"EventBusName": bus, "StatementId": statement_id})


def _bus_name(reference: str | None) -> str:
    return (reference or "default").rpartition("/")[2]


def _put_statement(bus: str, statement: Statement) -> None:
    policy = eventbridge._event_bus_policies.get(bus) or {"Version": "2012-10-17", "Statement": []}
    others = [kept for kept in policy["Statement"] if kept.get("Sid") != statement["Sid"]]
    eventbridge._event_bus_policies[bus] = {**policy, "Statement": [*others, statement]}


def _statement(bus: str, statement_id: str, data: dict[str, Any]) -> Statement:
    principal = data.get("Principal", "*")
    statement: Statement = {
        "Sid": statement_id,
        "Effect": "Allow",
        "Principal": principal if principal == "*" else {"AWS": f"arn:aws:iam::{principal}:root"},
        "Action": data.get("Action", "events:PutEvents"),
        "Resource": f"arn:aws:events:{get_region()}:{get_account_id()}:event-bus/{bus}",
    }
    condition = data.get("Condition")
    if condition:
        statement["Condition"] = {condition["Type"]: {condition["Key"]: condition["Value"]}}
    return statement
