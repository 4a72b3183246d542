"""The fixed keys of the sandbox, known to every demo and worthless anywhere else."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a merchant would copy from the two providers' dashboards."""

    stripe_secret_key: str = "sk_test_sandbox_plandesk"
    stripe_webhook_secret: str = "whsec_sandbox_plandesk"
    paypal_client_id: str = "sandbox-client-id"
    paypal_client_secret: str = "sandbox-client-secret"
    paypal_webhook_id: str = "SANDBOXWEBHOOK01"
