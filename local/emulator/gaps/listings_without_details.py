"""Listings leave out what only the reads of one user, role or policy tell: tags, boundaries, descriptions of policies.

MiniStack lists them. For the users that GetGroup lists it is assumed.

https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListUsers.html
https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRoles.html
https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListPolicies.html
"""

from __future__ import annotations

import functools
from typing import Any
from xml.etree import ElementTree

from ministack.services import iam

from hooks import around_entry
from iam_answers import Answer, Parameters

_tag = "{https://iam.amazonaws.com/doc/2010-05-08/}"
_left_out = {
    "GetGroup": ("Users", ("Tags", "PermissionsBoundary")),
    "ListUsers": ("Users", ("Tags", "PermissionsBoundary")),
    "ListRoles": ("Roles", ("Tags", "PermissionsBoundary")),
    "ListPolicies": ("Policies", ("Tags", "Description")),
}


def install() -> None:
    for action, (listing, details) in _left_out.items():
        around_entry(iam._IAM_HANDLERS, action, functools.partial(_without, listing, details))


def _without(listing: str, details: tuple[str, ...], original: Any, parameters: Parameters) -> Answer:
    status, headers, body = original(parameters)
    if status != 200:
        return status, headers, body
    answer = ElementTree.fromstring(body)
    for member in answer.iterfind(f".//{_tag}{listing}/{_tag}member"):
        for detail in details:
            for element in member.findall(_tag + detail):
                member.remove(element)
    return status, headers, ElementTree.tostring(answer)
