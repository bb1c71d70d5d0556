import { type Effort, limitedEffort, TooComplex } from '#core/policy/effort.ts';
import { anyOf, type Outcome } from './condition-outcome.ts';
import { CREATE_DEVICE, ENABLE_DEVICE, enablingOwn, mayCreate } from './enrolment-steps.ts';
import { applies, type SingleRequest } from './evaluate-request.ts';
import { type PlacedStatement, type PrincipalPolicies, principalPolicies } from './principal-policies.ts';
import { PROOF_STEPS } from './prove-session.ts';
import type { ProvedPrincipal } from './proved-principal.ts';
import { booleanKey, type RequestContext, requestContexts } from './request-context.ts';
import type { SessionKind } from './session-kind.ts';
import type { EnrolmentProof } from './session-proof.ts';
import { bindPolicies, granted, notDenied } from './session-requests.ts';

/** A passkey or security key can be enrolled from the console only, a virtual device with a key too. */
export type EnrolledDevice = 'virtual' | 'passkey';

interface Asking {
  readonly principal: ProvedPrincipal;
  readonly policies: PrincipalPolicies;
  readonly context: RequestContext;
  readonly device: EnrolledDevice;
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
 * Whether a request certainly succeeds: an identity policy and every level that bounds must allow it, and no deny
 * may apply.
 */
const succeeds = (request: SingleRequest, asking: Asking): boolean => {
  const { identity, boundary, levels } = asking.policies;
  const gates = [identity, ...(boundary === undefined ? [] : [boundary]), ...levels];
  return (
    outcomeOf(gates.flat(), 'Deny', request, asking) === 'cannot' &&
    gates.every((gate) => outcomeOf(gate, 'Allow', request, asking) === 'must')
  );
};

/** Names that a person would give a device; the console lets people choose, older policies hold them to their own. */
const deviceNames = (userName: string): readonly string[] => [userName, `${userName}-phone`, 'phone'];

/** IAM has no other endpoints. */
const overHttps =
  (context: RequestContext): RequestContext =>
  (key) =>
    key === 'aws:securetransport' ? booleanKey(true) : context(key);

/** Each step of enrolling, as requests of which one has to succeed. */
const steps = ({ device, principal }: Asking): readonly (readonly SingleRequest[])[] => {
  const { partition, account, userName, arn } = principal;
  const creating = deviceNames(userName).map((name) => ({
    action: CREATE_DEVICE,
    resource: `arn:${partition}:iam::${account}:mfa/${name}`,
  }));
  return [...(device === 'virtual' ? [creating] : []), [{ action: ENABLE_DEVICE, resource: arn }]];
};

/** The actions without which nobody enrols, and that certainly fail. An unread policy might allow them. */
const certainlyMissing = ({ policies, principal, context, device, effort }: Asking): readonly string[] => {
  const bound = bindPolicies(policies, context, effort);
  const requests = policies.gaps.length > 0 ? notDenied(bound, effort) : granted(bound, effort);
  return [
    ...(device === 'passkey' || mayCreate(requests, principal, effort) ? [] : ['iam:CreateVirtualMFADevice']),
    ...(enablingOwn(requests, principal, effort) === undefined ? ['iam:EnableMFADevice'] : []),
  ];
};

const isPartlyUnknown = ({ policies, principal }: Asking): boolean =>
  policies.gaps.length > 0 || principal.serviceControl.kind === 'unknown';

const proveIn = (asking: Asking): EnrolmentProof => {
  const missing = certainlyMissing(asking);
  if (missing.length > 0) {
    return { answer: 'impossible', missing };
  }
  const possible = steps(asking).every((requests) => requests.some((request) => succeeds(request, asking)));
  return possible && !isPartlyUnknown(asking) ? { answer: 'possible' } : { answer: 'unknown' };
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

/**
 * Whether a session without MFA can register the user's first device. *Possible* and *impossible* are both certain;
 * what hangs on the request, or on a policy that could not be read, is *unknown*. Service control policies that are
 * not known may take it away.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa.html
 */
export const proveEnrolment = (
  principal: ProvedPrincipal,
  session: SessionKind,
  device: EnrolledDevice,
): EnrolmentProof => {
  const [context] = requestContexts(principal, session).map(overHttps);
  if (!canSign(session, device) || context === undefined) {
    return { answer: 'impossible', missing: [] };
  }
  const effort = limitedEffort(PROOF_STEPS);
  try {
    const policies = principalPolicies(principal, effort);
    return proveIn({ principal, policies, context, device, effort });
  } catch (error) {
    if (error instanceof TooComplex) {
      return { answer: 'unknown' };
    }
    throw error;
  }
};
