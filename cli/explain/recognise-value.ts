import { showValue } from '#core/policy/policy-problem.ts';
import { isRecord, toList } from '#core/policy/policy-values.ts';
import type { DocumentRole } from './given-document.ts';

/** A way to a value inside another, as member names and places in lists. */
export type ValuePath = readonly (string | number)[];

/** What a value of JSON is. */
export type Recognised =
  | {
      readonly kind: 'document';
      readonly role: DocumentRole;
      readonly at: ValuePath;
      readonly assumed?: string;
      readonly roleArn?: string;
    }
  | { readonly kind: 'dump' }
  | { readonly kind: 'foreign'; readonly text: string };

type JsonObject = Readonly<Record<string, unknown>>;

const DUMP_LISTS = ['UserDetailList', 'GroupDetailList', 'RoleDetailList'];

const has = (value: JsonObject, ...keys: readonly string[]): boolean =>
  keys.every((key) => Object.hasOwn(value, key));

const hasAny = (value: JsonObject, ...keys: readonly string[]): boolean =>
  keys.some((key) => Object.hasOwn(value, key));

const memberOf = (value: unknown, key: string): unknown =>
  isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;

const RESOURCE_POLICY =
  'a policy of a resource: it has both Principal and Resource. Expected an identity policy, a service control policy, a permissions boundary or a trust policy';

const recogniseBare = (value: JsonObject): Recognised => {
  const statements = toList(value['Statement']).filter(isRecord);
  const named = statements.filter((statement) => hasAny(statement, 'Principal', 'NotPrincipal'));
  if (named.some((statement) => hasAny(statement, 'Resource', 'NotResource'))) {
    return { kind: 'foreign', text: RESOURCE_POLICY };
  }
  return { kind: 'document', role: named.length > 0 ? 'trust' : 'identity', at: [] };
};

const SERVICE_CONTROL_POLICY = 'SERVICE_CONTROL_POLICY';

const recogniseOrganizationPolicy = (policy: JsonObject): Recognised => {
  const type = memberOf(policy['PolicySummary'], 'Type') ?? SERVICE_CONTROL_POLICY;
  return type === SERVICE_CONTROL_POLICY
    ? { kind: 'document', role: 'service-control', at: ['Policy', 'Content'] }
    : {
        kind: 'foreign',
        text: `a policy whose Type is ${showValue(type)}. Expected ${SERVICE_CONTROL_POLICY}`,
      };
};

const recogniseRole = (role: JsonObject, at: ValuePath): Recognised => ({
  kind: 'document',
  role: 'trust',
  at: [...at, 'AssumeRolePolicyDocument'],
  ...(typeof role['Arn'] === 'string' && { roleArn: role['Arn'] }),
});

const OF_A_ROLE = 'the policy of a role is judged as if a user held it; a role never carries MFA';

/** `aws iam get-policy-version`, and `get-user-policy` with those of groups and roles. */
const recognisePolicy = (value: JsonObject): Recognised | undefined => {
  const version = value['PolicyVersion'];
  if (isRecord(version) && has(version, 'Document')) {
    return { kind: 'document', role: 'identity', at: ['PolicyVersion', 'Document'] };
  }
  const assumed = has(value, 'RoleName') ? { assumed: OF_A_ROLE } : {};
  return has(value, 'PolicyDocument')
    ? { kind: 'document', role: 'identity', at: ['PolicyDocument'], ...assumed }
    : undefined;
};

/** `aws iam get-role` and `aws organizations describe-policy`. */
const recogniseOther = (value: JsonObject): Recognised | undefined => {
  const role = value['Role'];
  const policy = value['Policy'];
  if (isRecord(role) && has(role, 'AssumeRolePolicyDocument')) {
    return recogniseRole(role, ['Role']);
  }
  return isRecord(policy) && has(policy, 'Content') ? recogniseOrganizationPolicy(policy) : undefined;
};

/** What the AWS CLI prints of one policy. */
const recogniseAnswer = (value: JsonObject): Recognised | undefined =>
  recognisePolicy(value) ?? recogniseOther(value);

/** What people give by mistake, and what to give instead. */
const FOREIGN: readonly (readonly [keys: readonly string[], text: string])[] = [
  [
    ['AWSTemplateFormatVersion', 'Resources'],
    'a CloudFormation template, which is not read. Give the policy document in it: the value of PolicyDocument',
  ],
  [
    ['planned_values', 'terraform_version', 'resource_changes'],
    'a Terraform plan or state, which is not read. Give the policy document in it',
  ],
  [['Policy'], 'a policy without its document. Give the output of aws iam get-policy-version'],
  [['Policies', 'AttachedPolicies', 'PolicyNames'], 'a list of policies without their documents'],
  [
    ['Users', 'Roles', 'Groups'],
    'a list without policies. Give the output of aws iam get-account-authorization-details',
  ],
];

const NO_STATEMENT = 'no policy document: it has no Statement';

/** IAM tells elements apart by the case of their letters. */
const describeMissing = (value: JsonObject): string => {
  const similar = Object.keys(value).find((key) => /^statements?$/i.test(key));
  return similar === undefined ? NO_STATEMENT : `${NO_STATEMENT}. Write Statement in place of ${similar}`;
};

const recogniseForeign = (value: JsonObject): Recognised => {
  const known = FOREIGN.find(([keys]) => hasAny(value, ...keys));
  return { kind: 'foreign', text: known?.[1] ?? describeMissing(value) };
};

/** Tells by its form what one value of JSON is; for what is no object, a document that nobody understands. */
export const recogniseValue = (value: unknown): Recognised => {
  if (!isRecord(value)) {
    return { kind: 'document', role: 'identity', at: [] };
  }
  if (has(value, 'Statement')) {
    return recogniseBare(value);
  }
  return DUMP_LISTS.some((list) => Array.isArray(value[list]))
    ? { kind: 'dump' }
    : (recogniseAnswer(value) ?? recogniseForeign(value));
};
