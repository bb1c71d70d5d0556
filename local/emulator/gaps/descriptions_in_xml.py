"""Descriptions of roles and policies may contain & and <.

MiniStack writes them into its answers as they are, which no client can read then.

https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
"""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape

from ministack.services import iam

from hooks import around


def install() -> None:
    around(iam, "_role_xml", _role_xml)
    around(iam, "_managed_policy_xml", _policy_xml)


def _role_xml(original: Any, name: str, *more: Any, **named: Any) -> str:
    return _escaped(original(name, *more, **named), iam._roles[name])


def _policy_xml(original: Any, arn: str, *more: Any) -> str:
    return _escaped(original(arn, *more), iam._lookup_policy(arn))


def _escaped(xml: str, entity: dict[str, Any]) -> str:
    text = entity.get("Description") or ""
    return xml.replace(f"<Description>{text}</Description>", f"<Description>{escape(text)}</Description>", 1)
