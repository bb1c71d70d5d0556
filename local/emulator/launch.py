"""Starts MiniStack with its differences from AWS closed, one gap a module.

Settings come as environment variables; local/emulator.ts sets them.
"""

from __future__ import annotations

import os
import sys

import api_calls
import local_endpoints
import parent_watch
import resets
import rule_targets
import web_page_guard
from gaps import (
    acting_as_users,
    aws_managed_policies,
    calls,
    cloudtrail_endpoint,
    cloudtrail_records,
    console_sessions,
    denials_name_resources,
    descriptions_in_xml,
    dropped_cloudformation_properties,
    event_bus_policies,
    events_across_accounts,
    fair_queues,
    faults,
    forbidden_text,
    iam_conflicts,
    iam_resource_arns,
    implicit_user_name,
    lambda_permissions,
    leading_keys,
    listings_in_pages,
    listings_without_details,
    mail_outbox,
    missing_iam_calls,
    organization,
    organization_membership,
    password_policy,
    policy_arn_condition_key,
    policy_variables,
    policy_version_numbers,
    policy_wildcards,
    put_events_across_accounts,
    queue_policies,
    read_lag,
    renamed_entities,
    resource_organization_key,
    role_session_principal_arn,
    rule_dead_letters,
    rule_states,
    schedules_on_time,
    secure_transport,
    service_specific_credentials,
    sessions_with_mfa,
    signing_certificates,
    ssh_public_keys,
    stack_deletions,
    temporary_credentials,
    unsupported_resource_types,
    user_ids,
    virtual_mfa_devices,
)
from hooks import MissingHook

_foundations = (web_page_guard, api_calls, local_endpoints, resets, rule_targets)
_gaps = (
    # who may do what
    secure_transport,
    organization,
    policy_wildcards,
    policy_variables,
    policy_arn_condition_key,
    resource_organization_key,
    organization_membership,
    leading_keys,
    role_session_principal_arn,
    iam_resource_arns,
    denials_name_resources,
    # sessions
    sessions_with_mfa,
    temporary_credentials,
    console_sessions,
    # IAM; calls are added before what goes around all of them
    missing_iam_calls,
    aws_managed_policies,
    service_specific_credentials,
    ssh_public_keys,
    signing_certificates,
    virtual_mfa_devices,
    user_ids,
    renamed_entities,
    policy_version_numbers,
    password_policy,
    descriptions_in_xml,
    iam_conflicts,
    implicit_user_name,
    listings_without_details,
    listings_in_pages,
    forbidden_text,
    # events; of two around the same delivery the later one looks first
    cloudtrail_records,
    cloudtrail_endpoint,
    rule_states,
    event_bus_policies,
    events_across_accounts,
    put_events_across_accounts,
    queue_policies,
    fair_queues,
    lambda_permissions,
    rule_dead_letters,
    schedules_on_time,
    # templates
    dropped_cloudformation_properties,
    unsupported_resource_types,
    stack_deletions,
    # what tests and the command line look at and switch
    acting_as_users,
    mail_outbox,
    calls,
    faults,
    read_lag,
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
