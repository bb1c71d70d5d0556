import { printable } from '#core/kernel/printable.ts';
import type { PrincipalKind } from './trust-judgement.ts';
import type { TrustingRole } from './trusting-role.ts';

/** A principal that a policy names, taken apart. */
export interface NamedPrincipal {
  readonly kind: PrincipalKind;
  /** As written, fit to be shown. */
  readonly name: string;
  /** The same for all ways to write one principal. */
  readonly identity: string;
  readonly partition: string;
  /** Undefined for what is of no account, or nobody knows of which. */
  readonly account: string | undefined;
  /** The name of a user or a role, and its path before it. */
  readonly path: string;
  /** Whether IAM left the id of somebody who does not exist any more. */
  readonly wasDeleted: boolean;
}

type Parts = Omit<NamedPrincipal, 'name'>;

const ACCOUNT = /^\d{12}$/;
const ARN = /^arn:(?<partition>aws[a-z-]*):(?<service>iam|sts)::(?<account>\d{12}):(?<resource>[^*?]+)$/;
const DELETED = /^A(?:IDA|ROA)[A-Z0-9]{12,28}$/;
const SERVICE_LINKED = 'aws-service-role/';

type ArnGroups = Readonly<Record<'partition' | 'service' | 'account' | 'resource', string>>;

const RESOURCES: readonly (readonly [string, RegExp, PrincipalKind])[] = [
  ['iam', /^user\/(.+)$/, 'user'],
  ['iam', /^role\/(.+)$/, 'role'],
  ['sts', /^assumed-role\/([^/]+\/[^/]+)$/, 'role-session'],
  ['sts', /^federated-user\/(.+)$/, 'federated-user'],
];

/** The types that a `Principal` element knows. */
export const PRINCIPAL_TYPES = ['AWS', 'Service', 'Federated', 'CanonicalUser'] as const;

const UNKNOWN_PARTITION = '';

const parts = (kind: PrincipalKind, identity: string, known: Partial<Parts> = {}): Parts => ({
  kind,
  identity,
  partition: UNKNOWN_PARTITION,
  account: undefined,
  path: '',
  wasDeleted: false,
  ...known,
});

const accountPrincipal = (partition: string, account: string): Parts =>
  parts('account', `account ${account}`, { partition, account });

const roleKind = (kind: PrincipalKind, path: string): PrincipalKind =>
  kind === 'role' && path.startsWith(SERVICE_LINKED) ? 'service-linked' : kind;

const parseResource = (name: string, known: ArnGroups): Parts | undefined => {
  const { partition, service, account, resource } = known;
  for (const [owner, shape, kind] of RESOURCES) {
    const path = owner === service ? shape.exec(resource)?.[1] : undefined;
    if (path !== undefined) {
      return parts(roleKind(kind, path), `arn ${name}`, { partition, account, path });
    }
  }
  return undefined;
};

const parseArn = (name: string): Parts | undefined => {
  const known = ARN.exec(name)?.groups as ArnGroups | undefined;
  if (known === undefined) {
    return undefined;
  }
  return known.service === 'iam' && known.resource === 'root'
    ? accountPrincipal(known.partition, known.account)
    : parseResource(name, known);
};

const parseAwsPrincipal = (name: string, role: TrustingRole): Parts | undefined => {
  if (name === '*') {
    return parts('everybody', 'everybody');
  }
  if (ACCOUNT.test(name)) {
    return accountPrincipal(role.partition, name);
  }
  if (DELETED.test(name)) {
    return parts(name.startsWith('AIDA') ? 'user' : 'role', `id ${name}`, { wasDeleted: true, path: name });
  }
  return parseArn(name);
};

const ANY_OF_ITS_KIND = '*';
const SAML = /^arn:aws[a-z-]*:iam::\d{12}:saml-provider\/./;

const isServiceLinked = ({ path }: TrustingRole): boolean => path?.startsWith(`/${SERVICE_LINKED}`) === true;

/** All, or one by its whole name: "You cannot use a wildcard to match part of a principal name or ARN." */
const isWhole = (name: string): boolean => name === ANY_OF_ITS_KIND || /^[^*?]+$/.test(name);

const parsePrincipal = (type: string, name: string, role: TrustingRole): Parts | undefined => {
  if (!isWhole(name)) {
    return undefined;
  }
  switch (type) {
    case 'AWS':
      return parseAwsPrincipal(name, role);
    case 'Service':
      return parts(isServiceLinked(role) ? 'service-linked' : 'service', `service ${name}`);
    case 'Federated':
      return parts(SAML.test(name) ? 'saml' : 'oidc', `federated ${name}`);
    case 'CanonicalUser':
      return parts('canonical-user', `canonical ${name}`);
    default:
      return undefined;
  }
};

/**
 * Reads one name of a `Principal` element; undefined for what IAM would not have accepted.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export const namedPrincipal = (
  type: string,
  name: string,
  role: TrustingRole,
): NamedPrincipal | undefined => {
  const parsed = parsePrincipal(type, name, role);
  if (parsed === undefined) {
    return undefined;
  }
  // Nobody assumes a role of another partition.
  const partition = parsed.partition === UNKNOWN_PARTITION ? role.partition : parsed.partition;
  return { ...parsed, partition, name: printable(name) };
};

const PROVIDERS: ReadonlySet<PrincipalKind> = new Set(['service', 'service-linked', 'saml', 'oidc']);

/** Whether a `*` stands in the place of a service or of an identity provider. */
export const isAnyProvider = ({ kind, name }: NamedPrincipal): boolean =>
  PROVIDERS.has(kind) && name === ANY_OF_ITS_KIND;

/** The last part of a path: the name itself. */
export const lastName = ({ path }: NamedPrincipal): string => path.split('/').at(-1) ?? path;

/** The role that a role session is of. */
export const sessionRole = ({ path }: NamedPrincipal): string => path.split('/')[0] ?? path;
