"""Starts MiniStack with its differences from AWS closed, one gap a module.

Settings come as environment variables; local/emulator.ts sets them.
"""

from __future__ import annotations

import os
import sys

import api_calls
import local_endpoints
import parent_watch
import rule_targets
from gaps import (
    calls,
    cloudtrail_endpoint,
    cloudtrail_records,
    denials_name_resources,
    event_bus_policies,
    events_across_accounts,
    iam_resource_arns,
    implicit_user_name,
    mail_outbox,
    organization,
    policy_arn_condition_key,
    policy_variables,
    policy_wildcards,
    put_events_across_accounts,
    role_session_principal_arn,
    secure_transport,
)
from hooks import MissingHook

_foundations = (api_calls, local_endpoints, rule_targets)
_gaps = (
    # who may do what
    secure_transport,
    organization,
    policy_wildcards,
    policy_variables,
    policy_arn_condition_key,
    role_session_principal_arn,
    iam_resource_arns,
    denials_name_resources,
    # IAM
    implicit_user_name,
    # events
    cloudtrail_records,
    cloudtrail_endpoint,
    event_bus_policies,
    events_across_accounts,
    put_events_across_accounts,
    # what tests look at
    mail_outbox,
    calls,
)


def main() -> None:
    if "LOCAL_STATE_DIRECTORY" in os.environ:
        parent_watch.install()
    try:
        for module in (*_foundations, *_gaps):
            module.install()
    except MissingHook as problem:
        sys.exit(f"The local AWS cannot start: {problem}")
    api_calls.server.main()


if __name__ == "__main__":
    main()
