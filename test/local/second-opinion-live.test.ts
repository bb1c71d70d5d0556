import {
  AddUserToGroupCommand,
  CreateGroupCommand,
  CreatePolicyCommand,
  DeleteUserPolicyCommand,
  GetUserCommand,
  PutGroupPolicyCommand,
  PutUserPermissionsBoundaryCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import { GetFederationTokenCommand, GetSessionTokenCommand } from '@aws-sdk/client-sts';
import { beforeAll, describe, expect, it } from 'vitest';
import { indexOfAction } from '#core/catalogue/action-catalogue.ts';
import type { AccountId, Arn, Partition, UserId, UserName } from '#core/kernel/aws-identifiers.ts';
import { hasAction } from '#core/policy/action-set.ts';
import { known } from '#core/posture/observed.ts';
import { openRequests, proveSession } from '#core/proof/prove-session.ts';
import type { ProvedPrincipal } from '#core/proof/proved-principal.ts';
import type { RawDocument } from '../model/request-documents.model.ts';
import { isAuthorized, LIVE_CALLS } from '../second-opinion/live-calls.ts';
import { LIVE_POSTURES, type LivePosture } from '../second-opinion/live-postures.ts';
import { type AwsClients, asCredentials, type Credentials } from './support/aws-clients.ts';
import { localAws, memberAccount } from './support/local-aws.ts';
import { codeAt } from './support/one-time-codes.ts';
import { allow, policy } from './support/policies.ts';
import { createDevice, createUser, enableDevice, givePassword } from './support/principals.ts';

const aws = localAws();
let member: AwsClients;

const SESSIONS = ['access-key', 'console-without-mfa', 'session-without-mfa', 'federation', 'mfa'] as const;

type Session = (typeof SESSIONS)[number];

/** Sessions that may not call IAM, whatever policies say, and so show nothing of them there. */
const WITHOUT_IAM: readonly Session[] = ['session-without-mfa', 'federation'];

const BOBS = 'bob';

const issued = ({ Credentials: given = {} }: { readonly Credentials?: object | undefined }): Credentials =>
  asCredentials(given as Parameters<typeof asCredentials>[0]);

/** One session of each kind, begun while the user may do everything: policies change under them. */
const beginSessions = async (userName: string): Promise<Readonly<Record<Session, AwsClients>>> => {
  const key = await createUser(member, userName, [allow('*')]);
  await givePassword(member, userName);
  const signIn = { account: memberAccount, userName };
  const console = await aws.local<Credentials>('POST', 'console-session', signIn);
  const device = await createDevice(member, `${userName}-phone`);
  await enableDevice(member, userName, device);
  const { sts } = aws.as(key);
  const code = { SerialNumber: device.serialNumber, TokenCode: codeAt(device.seed, 0) };
  const everything = { Name: 'visitor', Policy: policy(allow('*')) };
  return {
    'access-key': aws.as(key),
    'console-without-mfa': aws.as(console),
    'session-without-mfa': aws.as(issued(await sts.send(new GetSessionTokenCommand({})))),
    federation: aws.as(issued(await sts.send(new GetFederationTokenCommand(everything)))),
    mfa: aws.as(issued(await sts.send(new GetSessionTokenCommand(code)))),
  };
};

const hold = async (UserName: string, { own, ofGroup, boundary }: LivePosture): Promise<void> => {
  const { iam } = member;
  for (const [place, document] of own.entries()) {
    const PolicyDocument = JSON.stringify(document);
    await iam.send(new PutUserPolicyCommand({ UserName, PolicyName: `own-${place}`, PolicyDocument }));
  }
  if (ofGroup !== undefined) {
    const [GroupName, PolicyDocument] = [`group-of-${UserName}`, JSON.stringify(ofGroup)];
    await iam.send(new CreateGroupCommand({ GroupName }));
    await iam.send(new PutGroupPolicyCommand({ GroupName, PolicyName: 'shared', PolicyDocument }));
    await iam.send(new AddUserToGroupCommand({ GroupName, UserName }));
  }
  if (boundary !== undefined) {
    const bounding = { PolicyName: `boundary-of-${UserName}`, PolicyDocument: JSON.stringify(boundary) };
    const { Policy } = await iam.send(new CreatePolicyCommand(bounding));
    const PermissionsBoundary = Policy?.Arn;
    await iam.send(new PutUserPermissionsBoundaryCommand({ UserName, PermissionsBoundary }));
  }
  await iam.send(new DeleteUserPolicyCommand({ UserName, PolicyName: 'may' }));
};

const principalOf = async (name: string, posture: LivePosture): Promise<ProvedPrincipal> => {
  const { User } = await member.iam.send(new GetUserCommand({ UserName: name }));
  const held = (document: RawDocument, policyName: string) => ({
    policy: { kind: 'inline' as const, name: policyName },
    text: JSON.stringify(document),
  });
  const group = { kind: 'group' as const, groupName: `group-of-${name}` };
  return {
    partition: 'aws' as Partition,
    account: memberAccount as AccountId,
    userName: name as UserName,
    arn: User?.Arn as Arn,
    userId: User?.UserId as UserId,
    tags: [],
    identityPolicies: {
      policies: [
        ...posture.own.map((one, place) => ({
          holder: { kind: 'user' as const },
          ...held(one, `own-${place}`),
        })),
        ...(posture.ofGroup === undefined ? [] : [{ holder: group, ...held(posture.ofGroup, 'shared') }]),
      ],
      gaps: [],
    },
    boundary: known(
      posture.boundary === undefined ? 'none' : { name: 'boundary', text: JSON.stringify(posture.boundary) },
    ),
    serviceControl: { kind: 'absent' },
  };
};

interface Row {
  readonly posture: string;
  readonly session: Session;
  readonly answer: string;
  readonly action: string;
  readonly proved: 'open' | 'denied';
  readonly seen: 'open' | 'denied';
}

const openOrDenied = (isOpen: boolean): 'open' | 'denied' => (isOpen ? 'open' : 'denied');

const rowsOf = async (posture: LivePosture): Promise<readonly Row[]> => {
  const sessions = await beginSessions(posture.name);
  await hold(posture.name, posture);
  const principal = await principalOf(posture.name, posture);
  const rules = { allowPasswordChange: true };
  const rows: Row[] = [];
  for (const session of SESSIONS) {
    const { answer } = proveSession(principal, session, rules);
    const reached = openRequests(principal, session, rules);
    const calls = LIVE_CALLS.filter(
      ({ action }) => !(action.startsWith('iam:') && WITHOUT_IAM.includes(session)),
    );
    for (const { action, send } of calls) {
      const proved = openOrDenied(hasAction(reached, indexOfAction(action) ?? -1));
      const seen = openOrDenied(await isAuthorized(send(sessions[session], posture.name, BOBS)));
      rows.push({ posture: posture.name, session, answer, action, proved, seen });
    }
  }
  return rows;
};

const inTable = (rows: readonly Row[]): string =>
  rows
    .map(
      (row) =>
        Object.values(row)
          .map((cell) => cell.padEnd(26))
          .join('') + (row.proved === row.seen ? '' : '<--'),
    )
    .join('\n');

describe('real sessions on the local AWS', () => {
  let rows: readonly Row[];

  beforeAll(async () => {
    member = aws.root(memberAccount);
    await createUser(member, BOBS);
    rows = [];
    for (const posture of LIVE_POSTURES) {
      rows = [...rows, ...(await rowsOf(posture))];
    }
  });

  it('reach what the proof calls open, and are refused everything else', () => {
    expect(
      rows.filter(({ proved, seen }) => proved !== seen),
      inTable(rows),
    ).toEqual([]);
  });

  it('are refused all calls beyond enrolment where the proof says enforced or no-grant', () => {
    const closed = rows.filter(({ answer }) => answer === 'enforced' || answer === 'no-grant');
    expect(closed.length).toBeGreaterThan(100);
    expect(closed.filter(({ seen }) => seen === 'open')).toEqual([]);
  });

  it('met every answer in every kind of session', () => {
    const met = new Set(rows.map(({ session, seen }) => `${session} ${seen}`));
    expect([...met].toSorted()).toEqual(
      SESSIONS.flatMap((session) => [`${session} denied`, `${session} open`]).toSorted(),
    );
  });
});
