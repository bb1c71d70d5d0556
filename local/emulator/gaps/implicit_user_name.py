"""IAM calls without a UserName are about the calling user.

MiniStack answers them for the account's root, or for a user named "default".

https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetUser.html
https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListAccessKeys.html
"""

from __future__ import annotations

from typing import Any

from ministack.services import iam

from api_calls import current_call
from hooks import around_entry
from service_models import operation_model

_without_parameter = frozenset({"ChangePassword"})


def install() -> None:
    for action in list(iam._IAM_HANDLERS):
        if acts_on_own_user(action):
            around_entry(iam._IAM_HANDLERS, action, _with_user_name)


def acts_on_own_user(action: str) -> bool:
    """Whether the call, made without a UserName, is about the caller."""
    operation = operation_model("iam", action)
    shape = operation.input_shape if operation else None
    is_optional = shape is not None and "UserName" in shape.members and "UserName" not in shape.required_members
    return is_optional or action in _without_parameter


def _with_user_name(original: Any, parameters: dict[str, Any]) -> Any:
    call = current_call()
    if not iam._p(parameters, "UserName") and call and call.caller and call.caller.kind == "User":
        return original({**parameters, "UserName": [call.caller.user_name]})
    return original(parameters)
