"""Properties of a template that MiniStack accepts and forgets.

Time to live, point-in-time recovery and deletion protection of tables; reserved concurrency and dead-letter queue
of functions; permissions boundary of roles.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-globaltable.html
https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-function.html
https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-role.html
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ministack.services import dynamodb, iam, lambda_svc
from ministack.services.cloudformation.provisioners import _RESOURCE_HANDLERS

from hooks import around_entry

Properties = dict[str, Any]
Apply = Callable[[str, Properties], None]

_positions_of_properties = {"create": 1, "update": 2}


def install() -> None:
    for resource_type, apply in (
        ("AWS::DynamoDB::Table", _apply_to_table),
        ("AWS::DynamoDB::GlobalTable", _apply_to_global_table),
        ("AWS::Lambda::Function", _apply_to_function),
        ("AWS::IAM::Role", _apply_to_role),
    ):
        for step, position in _positions_of_properties.items():
            _after(resource_type, step, position, apply)


def _after(resource_type: str, step: str, position: int, apply: Apply) -> None:
    def provision(original: Any, *arguments: Any, **named: Any) -> Any:
        physical_id, attributes = original(*arguments, **named)
        apply(physical_id, arguments[position])
        return physical_id, attributes

    around_entry(_RESOURCE_HANDLERS[resource_type], step, provision)


def _apply_to_table(name: str, properties: Properties) -> None:
    _apply_time_to_live(name, properties)
    _apply_recovery(name, properties)


def _apply_to_global_table(name: str, properties: Properties) -> None:
    replica = next(iter(properties.get("Replicas") or []), {})
    _apply_time_to_live(name, properties)
    _apply_recovery(name, replica)
    dynamodb._tables[name]["DeletionProtectionEnabled"] = _is_true(replica.get("DeletionProtectionEnabled"))


def _apply_time_to_live(name: str, properties: Properties) -> None:
    setting = properties.get("TimeToLiveSpecification") or {}
    if "AttributeName" in setting:
        dynamodb._ttl_settings[name] = {
            "TimeToLiveStatus": "ENABLED" if _is_true(setting.get("Enabled")) else "DISABLED",
            "AttributeName": setting["AttributeName"],
        }


def _apply_recovery(name: str, properties: Properties) -> None:
    setting = properties.get("PointInTimeRecoverySpecification") or {}
    dynamodb._pitr_settings[name] = _is_true(setting.get("PointInTimeRecoveryEnabled"))


def _apply_to_function(name: str, properties: Properties) -> None:
    function = lambda_svc._functions[name]
    reserved = properties.get("ReservedConcurrentExecutions")
    function["concurrency"] = None if reserved is None else int(reserved)
    if properties.get("DeadLetterConfig"):
        function["config"]["DeadLetterConfig"] = properties["DeadLetterConfig"]


def _apply_to_role(name: str, properties: Properties) -> None:
    iam._roles[name]["PermissionsBoundary"] = properties.get("PermissionsBoundary")


def _is_true(value: Any) -> bool:
    return str(value).lower() == "true"
