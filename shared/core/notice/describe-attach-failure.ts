import type { AttachFailure } from '#core/ledger/intent.ts';

const FAILURES: Readonly<Record<AttachFailure, string>> = {
  'access-denied':
    'the enforcer role was denied. Is the member stack deployed there, and does no service control policy stop it?',
  'policy-quota-reached':
    'the user has as many managed policies as IAM allows. Detach one, or raise the quota "Managed policies per user".',
  'enforcement-policy-altered':
    'the enforcement policy in that account no longer says what was deployed. Find out who changed it, and make the version that was deployed the default again. If it is the hub that was deployed with a newer one, deploy the member stack.',
  'enforcement-policy-absent':
    'that account has no such enforcement policy. Deploy the member stack there; if it was deployed before, with --revert-drift.',
  'facts-unknown': 'a fact that the decision hangs on could not be read.',
  'would-lock-out':
    'with the policy attached it is not certain that the user could still enrol an MFA device, so nothing was attached. Either something else denies enrolling (a boundary, a service control policy, another policy), or the configuration does not say what service control policies do, or there is nothing to enrol with: no password and no access key.',
  'not-confirmed':
    'IAM did not take the call, or no read showed its effect, in ten attempts. Look at the user, and at the health of IAM.',
  'user-gone': 'the user is gone, or somebody else has the name by now.',
  'no-longer-needed': 'by a later read there was nothing to act upon any more.',
};

/** Why an attachment was given up, and what there is to do about it, as the end of a sentence. */
export const describeAttachFailure = (because: AttachFailure): string => FAILURES[because];
