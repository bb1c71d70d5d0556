"""Versions of a managed policy are numbered on, also where the newest was deleted.

MiniStack gives the number of a deleted version to the next one, so that what a version says could change.

https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicyVersion.html
https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-versioning.html
"""

from __future__ import annotations

from typing import Any

from ministack.services import iam

from hooks import around_entry
from iam_answers import Answer, Parameters, given, succeed

_newest = "_NewestVersion"


def install() -> None:
    around_entry(iam._IAM_HANDLERS, "CreatePolicyVersion", _create)


def _create(original: Any, parameters: Parameters) -> Answer:
    policy = iam._policies.get(given(parameters, "PolicyArn"))
    before = set(policy["Versions"]) if policy else set()
    answer = original(parameters)
    if policy is None or answer[0] != 200:
        return answer
    (made,) = set(policy["Versions"]) - before
    return succeed("CreatePolicyVersion", {"PolicyVersion": _number_on(policy, made)})


def _number_on(policy: dict[str, Any], made: str) -> dict[str, Any]:
    number = max(int(made.removeprefix("v")), policy.get(_newest, 0) + 1)
    policy[_newest] = number
    version = policy["Versions"].pop(made)
    version["VersionId"] = f"v{number}"
    policy["Versions"][version["VersionId"]] = version
    if version["IsDefaultVersion"]:
        policy["DefaultVersionId"] = version["VersionId"]
    return {name: value for name, value in version.items() if name != "Document"}
