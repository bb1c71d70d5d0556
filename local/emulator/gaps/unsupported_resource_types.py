"""Resource types MiniStack refuses a template for.

They are accepted and remembered by CloudFormation, and do nothing: the same templates deploy here and on AWS.

https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-reference.html
"""

from __future__ import annotations

from typing import Any

from ministack.core.responses import get_account_id, get_region
from ministack.services.cloudformation.provisioners import _RESOURCE_HANDLERS

_arns = {
    "AWS::Chatbot::SlackChannelConfiguration": "arn:aws:chatbot::{account}:chat-configuration/slack-channel/{name}",
    "AWS::Chatbot::MicrosoftTeamsChannelConfiguration": (
        "arn:aws:chatbot::{account}:chat-configuration/microsoft-teams-channel/{name}"
    ),
    "AWS::CloudFormation::StackSet": "arn:aws:cloudformation:{region}:{account}:stackset/{name}",
    "AWS::CloudTrail::Trail": "arn:aws:cloudtrail:{region}:{account}:trail/{name}",
    "AWS::CloudWatch::CompositeAlarm": "arn:aws:cloudwatch:{region}:{account}:alarm:{name}",
    "AWS::Config::ConfigRule": "arn:aws:config:{region}:{account}:config-rule/{name}",
    "AWS::Organizations::Policy": "arn:aws:organizations::{account}:policy/service_control_policy/{name}",
}


def install() -> None:
    for resource_type, arn in _arns.items():
        if resource_type not in _RESOURCE_HANDLERS:
            _RESOURCE_HANDLERS[resource_type] = _inert(arn)


def _inert(arn: str) -> dict[str, Any]:
    def create(logical_id: str, _properties: dict[str, Any], stack_name: str) -> tuple[str, dict[str, str]]:
        name = f"{stack_name}-{logical_id}"
        return name, {"Arn": arn.format(account=get_account_id(), region=get_region(), name=name)}

    def update(physical_id: str, *_unused: Any) -> tuple[str, dict[str, str]]:
        return physical_id, {"Arn": arn.format(account=get_account_id(), region=get_region(), name=physical_id)}

    return {"create": create, "update": update, "delete": lambda _physical_id, _properties: None}
