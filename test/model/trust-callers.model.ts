import type { SessionContext } from './session-contexts.model.ts';
import type { TrustCaller } from './trust.model.ts';

/** A caller, and what requests of theirs may carry. */
export interface CallerInContext {
  readonly caller: TrustCaller;
  readonly session: SessionContext;
}

const MFA_AGE = 'aws:multifactorauthage';
const MFA_PRESENT = 'aws:multifactorauthpresent';
const ISSUE_TIME = 'aws:tokenissuetime';
const BY_A_SERVICE = ['aws:calledvia', 'aws:principalservicename'];
const ALWAYS = ['aws:currenttime', 'aws:epochtime', 'aws:securetransport'];

const ASSUME = 'sts:AssumeRole';

const user = (account: string, path: string): readonly CallerInContext[] => {
  const arn = `arn:aws:iam::${account}:user/${path}`;
  const caller = { names: [arn], type: 'AWS', account, action: ASSUME, isUser: true } as const;
  const fixed = {
    'aws:principalaccount': account,
    'aws:principalarn': arn,
    'aws:principalisawsservice': 'false',
    'aws:principaltype': 'User',
    'aws:userid': 'AIDAEXAMPLEUSER000001',
    'aws:username': path.split('/').at(-1),
    'aws:viaawsservice': 'false',
  };
  return [
    {
      caller: { ...caller, mfa: false },
      session: { fixed, absent: [...BY_A_SERVICE, MFA_PRESENT, MFA_AGE, ISSUE_TIME], present: ALWAYS },
    },
    {
      caller: { ...caller, mfa: false },
      session: {
        fixed: { ...fixed, [MFA_PRESENT]: 'false' },
        absent: [...BY_A_SERVICE, MFA_AGE],
        present: [...ALWAYS, ISSUE_TIME],
      },
    },
    {
      caller: { ...caller, mfa: true },
      session: {
        fixed: { ...fixed, [MFA_PRESENT]: 'true' },
        absent: BY_A_SERVICE,
        present: [...ALWAYS, MFA_AGE],
      },
    },
  ];
};

/** Whoever never carries MFA: the key may be absent, or false. */
const withoutMfa = (
  caller: Omit<TrustCaller, 'mfa' | 'isUser'>,
  fixed: SessionContext['fixed'],
  absent: readonly string[],
): readonly CallerInContext[] =>
  [{}, { [MFA_PRESENT]: 'false' }].map((present) => ({
    caller: { ...caller, mfa: false, isUser: false },
    session: {
      fixed: { ...fixed, ...present },
      absent: [...absent, MFA_PRESENT, MFA_AGE],
      present: ALWAYS,
    },
  }));

const role = (account: string, path: string, session = 'unnamed'): readonly CallerInContext[] => {
  const arn = `arn:aws:iam::${account}:role/${path}`;
  const name = path.split('/').at(-1) ?? '';
  return withoutMfa(
    {
      names: [arn, `arn:aws:sts::${account}:assumed-role/${name}/${session}`],
      type: 'AWS',
      account,
      action: ASSUME,
    },
    {
      'aws:principalaccount': account,
      'aws:principalarn': arn,
      'aws:principalisawsservice': 'false',
      'aws:principaltype': 'AssumedRole',
      'aws:userid': `AROAEXAMPLEROLE000001:${session}`,
      'aws:viaawsservice': 'false',
    },
    ['aws:username', ...BY_A_SERVICE],
  );
};

const service = (name: string): readonly CallerInContext[] =>
  withoutMfa(
    { names: [name], type: 'Service', account: undefined, action: ASSUME },
    { 'aws:principalisawsservice': 'true' },
    ['aws:username'],
  );

/** "Not present for federated identities." */
const federated = (name: string): readonly CallerInContext[] =>
  ['sts:AssumeRoleWithSAML', 'sts:AssumeRoleWithWebIdentity'].map((action) => ({
    caller: {
      names: [name],
      type: 'Federated',
      account: undefined,
      action,
      mfa: false,
      isUser: false,
    },
    session: {
      fixed: {},
      absent: [MFA_PRESENT, MFA_AGE, 'aws:username', 'aws:principalisawsservice'],
      present: ALWAYS,
    },
  }));

/** Somebody of an account whom no statement names in person. */
const anyoneOf = (account: string): readonly CallerInContext[] => [
  ...user(account, 'zoe'),
  ...user(account, 'team/dev-zoe'),
  ...role(account, 'unnamed'),
  ...role(account, 'ci-unnamed'),
];

const ELSEWHERE = '999999999999';

const ARN = /^arn:aws:(?:iam|sts)::(?<account>\d{12}):(?<type>[\w-]+)(?:\/(?<path>.*))?$/;

const byArn = (name: string): readonly CallerInContext[] | undefined => {
  const { account = '', type, path = '' } = ARN.exec(name)?.groups ?? {};
  switch (type) {
    case 'root':
      return anyoneOf(account);
    case 'user':
      return user(account, path);
    case 'role':
      return role(account, path);
    case 'assumed-role': {
      const [roleName = '', session] = path.split('/');
      return role(account, roleName, session);
    }
    case 'federated-user':
      // "You cannot call any STS API operations except GetCallerIdentity."
      return [];
    default:
      return undefined;
  }
};

/** Everybody who may turn up under a name of a `Principal` element, and what they carry. */
export const callersNamed = (type: string, name: string): readonly CallerInContext[] => {
  const anybody = [
    ...anyoneOf(ELSEWHERE),
    ...service('unnamed.amazonaws.com'),
    ...federated('unnamed.example.com'),
  ];
  switch (type) {
    case 'Service':
      return service(name);
    case 'Federated':
      return federated(name);
    case 'AWS':
      if (/^A(IDA|ROA)/.test(name)) {
        return [];
      }
      return /^\d{12}$/.test(name) ? anyoneOf(name) : (byArn(name) ?? anybody);
    default:
      return anybody;
  }
};
