"""A stack keeps the managed policy that somebody has attached, and whatever that policy depends on.

MiniStack takes the policy away under its holders, and goes on with the rest of the stack.

https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeletePolicy.html
https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-console-delete-stack.html
"""

from __future__ import annotations

from typing import Any

from ministack.services import cloudformation, iam
from ministack.services.cloudformation import provisioners, stacks

from hooks import around, around_entry, require

_holders = (("Users", iam._users), ("Roles", iam._roles), ("Groups", iam._groups))


def install() -> None:
    require(stacks, "_with_dependencies")
    around_entry(provisioners._RESOURCE_HANDLERS["AWS::IAM::ManagedPolicy"], "delete", _delete_unless_attached)
    around(provisioners, "_delete_resource", _delete_after_dependents)


def _delete_unless_attached(original: Any, arn: str, properties: dict[str, Any]) -> None:
    """Whom the template itself names lets go of the policy with it."""
    if any(
        arn in entity.get("AttachedPolicies", [])
        for kind, store in _holders
        for name, entity in store.items()
        if name not in properties.get(kind, [])
    ):
        raise ValueError("Cannot delete a policy attached to entities. (Service: Iam, Status Code: 409)")
    original(arn, properties)


def _delete_after_dependents(
    original: Any,
    resource_type: str,
    physical_id: str,
    properties: dict[str, Any],
    stack_name: str | None = None,
    logical_id: str | None = None,
) -> None:
    """In a deletion, what depends on a resource comes first: if it is still there, it could not be deleted."""
    if stack_name is not None and _has_dependents(stack_name, logical_id):
        raise ValueError("Resource deletion cancelled: what depends on it could not be deleted.")
    original(resource_type, physical_id, properties, stack_name, logical_id)


def _has_dependents(stack_name: str, logical_id: str | None) -> bool:
    stack = cloudformation._stacks.get(stack_name) or {}
    if stack.get("StackStatus") != "DELETE_IN_PROGRESS":
        return False
    remaining = set(stack.get("_resources", {}))
    declared = stack.get("_template", {}).get("Resources", {})
    return any(
        logical_id in stacks._with_dependencies([other], declared, remaining) for other in remaining - {logical_id}
    )
