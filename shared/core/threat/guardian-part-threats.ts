import { namedIn, type ReadRecord } from '#core/change/observed-event.ts';
import { ENFORCEMENT_POLICY_PATH } from '#core/enforcement/enforcement-variant.ts';
import {
  ALERTS_TOPIC,
  ASSESS_ROLE,
  ENFORCE_ROLE,
  ENFORCER_ROLE,
  FORWARDER_ROLE,
  HUB_STACK,
  INGRESS_BUS,
  INTERNAL_BUS,
  MEMBER_STACK,
  NOTIFY_ROLE,
  READER_ROLE,
  RELEASE_ROLE,
  RELEASER_ROLE,
  ROUTE_ROLE,
} from '#core/guardian-names.ts';
import type { Severity } from '#core/verdict/severity-level.ts';
import { type ThreatTarget, targetNamed, targetOf } from './threat.ts';
import type { ThreatRule } from './threat-rule.ts';

const STACKS = [HUB_STACK, MEMBER_STACK].join('|');
const CHANNELS = [INGRESS_BUS, INTERNAL_BUS, ALERTS_TOPIC].join('|');

/**
 * How every part of the guardian is named, by itself or by the stack that made it, alone or at the end of an ARN or
 * an address. The rules ask for less, because patterns can't say where a name begins.
 */
const OWN_NAME = new RegExp(`(?:^|[/:])(?:(?:${STACKS})(?:[-/]|$)|(?:${CHANNELS})(?:[/:]|$))`);

const isFields = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isOwnName = (value: unknown): value is string => typeof value === 'string' && OWN_NAME.test(value);

/** The guardian's names in the members that the row asks for; lists, of alarms for one, name others besides. */
const namesIn = (narrowing: unknown, part: unknown): readonly string[] => {
  if (!isFields(narrowing)) {
    return [part].flat().filter(isOwnName);
  }
  return Object.entries(narrowing).flatMap(([member, inner]) =>
    isFields(part) && Object.hasOwn(part, member) ? namesIn(inner, part[member]) : [],
  );
};

const partIn = ({ call, row, details }: ReadRecord): ThreatTarget | undefined => {
  if (call.kind !== 'guardian-part-changed') {
    return undefined;
  }
  const names = namesIn(row.narrowing, details);
  return names.length === 0 ? undefined : targetNamed('part', names.join(', '));
};

const ROLES: readonly string[] = [
  READER_ROLE,
  ENFORCER_ROLE,
  RELEASER_ROLE,
  FORWARDER_ROLE,
  ROUTE_ROLE,
  ASSESS_ROLE,
  ENFORCE_ROLE,
  NOTIFY_ROLE,
  RELEASE_ROLE,
].map((role) => role.toLowerCase());

/** Roles that the stacks make without giving them a name get the stack's. */
const MADE_BY_STACK = new RegExp(`^(?:${STACKS})-`, 'i');

/** Others may call a role nearly like the guardian's. IAM keeps names apart without regard to case. */
const isOwnRole = (roleName: string): boolean =>
  ROLES.includes(roleName.toLowerCase()) || MADE_BY_STACK.test(roleName);

const isOwnPolicy = (arn: string): boolean => arn.toLowerCase().includes(`:policy${ENFORCEMENT_POLICY_PATH}`);

/** The guardian's own roles and policies are changed by calls of IAM that concern others as well. */
const ownRoleOrPolicy = (record: ReadRecord): ThreatTarget | undefined => {
  const [concern] = namedIn(record);
  const isOwn =
    (concern?.kind === 'role' && isOwnRole(concern.roleName)) ||
    (concern?.kind === 'policy' && isOwnPolicy(concern.arn));
  return isOwn ? targetOf(concern) : undefined;
};

/** What CloudFormation and its StackSets do in somebody's name. */
const DEPLOYMENT = /^(?:.+\.)?cloudformation\.amazonaws\.com$/;

const turnsProtectionOn = ({ call, details }: ReadRecord): boolean =>
  call.eventName === 'UpdateTerminationProtection' &&
  isFields(details.requestParameters) &&
  details.requestParameters['enableTerminationProtection'] === true;

/** Somebody deploys: one call, whatever CloudFormation then does for it. */
const DEPLOYS: ReadonlySet<string> = new Set(['ExecuteChangeSet', 'UpdateStack']);

/** What leaves less of the guardian, or lets others speak through it, also when a template says so. */
const WEAKENS =
  /^(?:Delete|Disable|Remove|Detach|UpdateAssumeRolePolicy|CreatePolicyVersion|SetDefaultPolicyVersion|PutRolePermissionsBoundary)/;

const severityOfDeployment = ({ call }: ReadRecord): Severity => {
  if (call.eventName === 'DeleteStack') {
    return 'critical';
  }
  return WEAKENS.test(call.eventName) ? 'high' : 'low';
};

/**
 * A deployment changes the guardian through CloudFormation, and protects the stacks; everybody else has no business
 * there. Who deploys is told of once; what the template takes away is told of besides, for templates can be anybody's.
 */
const severityOf = (record: ReadRecord): Severity => {
  const { call, credential, failure } = record;
  if (DEPLOYMENT.test(credential.throughService ?? '')) {
    return severityOfDeployment(record);
  }
  if (turnsProtectionOn(record)) {
    return 'low';
  }
  if (DEPLOYS.has(call.eventName)) {
    return 'medium';
  }
  return failure === undefined ? 'critical' : 'high';
};

/** A part of the guardian itself is stopped, changed or removed, or somebody tried to. */
export const guardianPartThreats: ThreatRule = (record) => {
  const target = partIn(record) ?? ownRoleOrPolicy(record);
  return target === undefined
    ? []
    : [{ kind: 'guardian-part-touched', severity: severityOf(record), target }];
};
