"""What it takes to act as an IAM user: his access key, secret included, and his MFA devices.

GET /_local/access-key?account=…&userName=… answers whether the user exists, his newest active access key (null
without one) and the serial numbers of his devices. AWS has nothing like it: IAM shows a secret once, when the key is
made. It exists only on this machine, for `npm run aws -- --account NAME --as USER`.

https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html
"""

from __future__ import annotations

from typing import Any

from ministack.services import iam

from identities import stored_user
from local_endpoints import BadRequest, LocalRequest, local_endpoint
from mfa_devices import devices_of
from scopes import run_in

_region = "us-east-1"


def install() -> None:
    local_endpoint("GET", "access-key", _tell)


def _tell(request: LocalRequest) -> dict[str, Any]:
    account_id, user_name = request.query.get("account"), request.query.get("userName")
    if not account_id or not user_name:
        raise BadRequest("Send account and userName.")
    return {
        "exists": stored_user(account_id, user_name) is not None,
        "accessKey": run_in(account_id, _region, lambda: _newest_active_key(user_name)),
        "mfaDevices": [device["SerialNumber"] for device in devices_of(account_id, user_name)],
    }


def _newest_active_key(user_name: str) -> dict[str, str] | None:
    """Of keys of the same second the one made last; the store keeps them in the order they were made."""
    active = [key for key in iam._access_keys.values() if key["UserName"] == user_name and key["Status"] == "Active"]
    if not active:
        return None
    newest = max(reversed(active), key=lambda key: key["CreateDate"])
    return {"accessKeyId": newest["AccessKeyId"], "secretAccessKey": newest["SecretAccessKey"]}
