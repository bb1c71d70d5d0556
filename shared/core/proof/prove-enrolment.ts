import { actionName, indexOfAction } from '#core/catalogue/action-catalogue.ts';
import { type Effort, limitedEffort, TooComplex } from '#core/policy/effort.ts';
import { anyOf, type Outcome } from './condition-outcome.ts';
import { applies, type SingleRequest } from './evaluate-request.ts';
import { type PlacedStatement, type PrincipalPolicies, principalPolicies } from './principal-policies.ts';
import type { ProvedPrincipal } from './prove-session.ts';
import { PROOF_STEPS } from './prove-session.ts';
import { type RequestContext, requestContexts } from './request-context.ts';
import type { SessionKind } from './session-kind.ts';
import type { EnrolmentProof } from './session-proof.ts';

/** A passkey or security key can be enrolled from the console only, a virtual device with any credential. */
export type EnrolledDevice = 'virtual' | 'passkey';

interface Asking {
  readonly policies: PrincipalPolicies;
  readonly context: RequestContext;
  readonly effort: Effort;
}

const outcomeOf = (
  statements: readonly PlacedStatement[],
  effect: PlacedStatement['effect'],
  request: SingleRequest,
  { context, effort }: Asking,
): Outcome =>
  anyOf(
    statements
      .filter((statement) => statement.effect === effect)
      .map((statement) => applies(statement, request, context, effort)),
  );

/**
 * Whether a request certainly succeeds: it must be allowed by an identity policy and at every level that bounds, and
 * no deny may apply.
 */
const succeeds = (request: SingleRequest, asking: Asking): boolean => {
  const { identity, boundary, levels } = asking.policies;
  const everything = [...identity, ...(boundary ?? []), ...levels.flat()];
  const gates = [identity, ...(boundary === undefined ? [] : [boundary]), ...levels];
  return (
    outcomeOf(everything, 'Deny', request, asking) === 'cannot' &&
    gates.every((gate) => outcomeOf(gate, 'Allow', request, asking) === 'must')
  );
};

const listed = (name: string): number => indexOfAction(name) ?? 0;
const CREATE = listed('iam:CreateVirtualMFADevice');
const ENABLE = listed('iam:EnableMFADevice');

/** Names that a person would give a device; the console lets people choose, older policies hold them to their own. */
const DEVICE_NAMES = (userName: string): readonly string[] => [userName, `${userName}-phone`, 'phone'];

/** Each step of enrolling, as requests of which one has to succeed. */
const stepsTo = (
  device: EnrolledDevice,
  principal: ProvedPrincipal,
): readonly (readonly SingleRequest[])[] => {
  const { partition, account, userName, arn } = principal;
  const creating = DEVICE_NAMES(userName).map((name) => ({
    action: CREATE,
    resource: `arn:${partition}:iam::${account}:mfa/${name}`,
  }));
  return [...(device === 'virtual' ? [creating] : []), [{ action: ENABLE, resource: arn }]];
};

const canSign = (session: SessionKind, device: EnrolledDevice): boolean => {
  switch (session) {
    case 'console-without-mfa':
      return true;
    case 'access-key':
      return device === 'virtual';
    case 'session-without-mfa':
    case 'federation':
    case 'service-credential':
      // Such sessions may not call IAM, whatever their policies say.
      return false;
  }
};

const isUnknown = ({ gaps }: PrincipalPolicies, { serviceControl }: ProvedPrincipal): boolean =>
  gaps.length > 0 || serviceControl.kind === 'unknown';

const proveWithin = (
  principal: ProvedPrincipal,
  session: SessionKind,
  device: EnrolledDevice,
  effort: Effort,
): EnrolmentProof => {
  const steps = stepsTo(device, principal);
  const policies = principalPolicies(principal);
  const contexts = requestContexts(principal, session);
  const missing = steps.filter((requests) =>
    contexts.some((context) => !requests.some((request) => succeeds(request, { policies, context, effort }))),
  );
  if (missing.length > 0) {
    return {
      answer: 'impossible',
      missing: missing.flatMap(([request]) => (request === undefined ? [] : [actionName(request.action)])),
    };
  }
  return isUnknown(policies, principal) ? { answer: 'unknown' } : { answer: 'possible' };
};

/**
 * Whether a session without MFA can register the user's first device. Never says *possible* where it may not be: a
 * condition that hangs on the request counts as unmet in an allow and as met in a deny.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa.html
 */
export const proveEnrolment = (
  principal: ProvedPrincipal,
  session: SessionKind,
  device: EnrolledDevice,
): EnrolmentProof => {
  if (!canSign(session, device)) {
    return { answer: 'impossible', missing: [] };
  }
  try {
    return proveWithin(principal, session, device, limitedEffort(PROOF_STEPS));
  } catch (error) {
    if (error instanceof TooComplex) {
      return { answer: 'unknown' };
    }
    throw error;
  }
};
