import * as z from 'zod/mini';
import { parseAccountId, parseArn, parseUserName } from '#core/kernel/aws-identifiers.ts';
import { userBehind } from './actor.ts';
import type { CallDetails } from './call-details.ts';
import type { Concern } from './concern.ts';

/**
 * Reads whom a call is about. Undefined when the record ought to say so and does not; an empty list when it is
 * about nobody whose posture could differ.
 */
export type ConcernReader = (details: CallDetails) => readonly Concern[] | undefined;

const NamedUser = z.object({ userName: z.string() });
const Renamed = z.object({ newUserName: z.string() });
const Group = z.object({ groupName: z.string().check(z.minLength(1), z.maxLength(128)) });
const RenamedGroup = z.object({ newGroupName: z.string().check(z.minLength(1), z.maxLength(128)) });
const Policy = z.object({ policyArn: z.string() });
const NewPolicy = z.object({ policy: z.object({ arn: z.string() }) });
const Role = z.object({ roleName: z.string().check(z.minLength(1), z.maxLength(128)) });
const Device = z.object({ serialNumber: z.string().check(z.maxLength(256)) });

/** How CloudTrail names the root user where a user name is expected. */
const ROOT_USER_NAME = 'AWS ROOT USER';

const userNamed = (text: string): readonly Concern[] | undefined => {
  const userName = parseUserName(text);
  return userName.ok ? [{ kind: 'user', userName: userName.value }] : undefined;
};

/** Whoever called, where a call that names nobody is about its caller, as IAM itself decides. */
export const theCaller: ConcernReader = ({ actor }) =>
  actor.kind === 'root' || actor.kind === 'assumed-root'
    ? [{ kind: 'root' }]
    : userNamed(userBehind(actor) ?? '');

/** The user that the parameters name, or else the caller. The root user is no IAM user, whatever its name. */
export const theUser: ConcernReader = (details) => {
  const named = NamedUser.safeParse(details.requestParameters);
  if (!named.success) {
    return theCaller(details);
  }
  return named.data.userName === ROOT_USER_NAME ? [{ kind: 'root' }] : userNamed(named.data.userName);
};

/** Whoever has the new name now, and nobody any more under the former one. */
export const theRenamedUser: ConcernReader = (details) => {
  const renamed = Renamed.safeParse(details.requestParameters);
  const former = theUser(details)?.[0];
  if (!renamed.success || former?.kind !== 'user') {
    return theUser(details);
  }
  const userName = parseUserName(renamed.data.newUserName);
  if (!userName.ok) {
    return undefined;
  }
  // IAM keeps names apart without regard to case: in another case it is the same name, and not left behind.
  return userName.value.toLowerCase() === former.userName.toLowerCase()
    ? [{ kind: 'user', userName: userName.value }]
    : [
        { kind: 'user', userName: userName.value, formerName: former.userName },
        { ...former, leftBehind: true },
      ];
};

export const theGroup: ConcernReader = ({ requestParameters }) => {
  const renamed = RenamedGroup.safeParse(requestParameters);
  const named = Group.safeParse(requestParameters);
  const groupName = renamed.data?.newGroupName ?? named.data?.groupName;
  return groupName === undefined ? undefined : [{ kind: 'group', groupName }];
};

export const thePolicy: ConcernReader = ({ requestParameters, responseElements }) => {
  const text =
    Policy.safeParse(requestParameters).data?.policyArn ??
    NewPolicy.safeParse(responseElements).data?.policy.arn;
  const arn = parseArn(text ?? '');
  return arn.ok ? [{ kind: 'policy', arn: arn.value }] : undefined;
};

export const theRole: ConcernReader = ({ requestParameters }) => {
  const named = Role.safeParse(requestParameters);
  return named.success ? [{ kind: 'role', roleName: named.data.roleName }] : undefined;
};

export const theAccount: ConcernReader = () => [{ kind: 'account' }];

export const theRoot: ConcernReader = () => [{ kind: 'root' }];

/** Nobody whose posture could differ: it is for its signal alone that such an event is watched. */
export const nobody: ConcernReader = () => [];

/** `arn:aws:iam::111122223333:u2f/user/dev/ana/phone-ABC`: a passkey's serial number tells whose it is. */
const passkeyOwner = ([holder, ...names]: readonly string[]): readonly Concern[] | undefined =>
  holder === 'user' ? userNamed(names.at(-2) ?? '') : [{ kind: 'root' }];

/** The owner of a passkey, else the caller: a virtual device that nobody has enabled is nobody else's. */
export const theDeviceOwner: ConcernReader = (details) => {
  const serialNumber = Device.safeParse(details.requestParameters).data?.serialNumber ?? '';
  const [kind = '', ...parts] = serialNumber.split('/');
  return kind.endsWith(':u2f') ? passkeyOwner(parts) : (theCaller(details) ?? []);
};

const NamesAccount = z.union([
  z.object({ accountId: z.string() }),
  z.pipe(
    z.object({ targetId: z.string() }),
    z.transform(({ targetId }) => ({ accountId: targetId })),
  ),
  z.pipe(
    z.object({ createAccountStatus: z.object({ accountId: z.string() }) }),
    z.transform(({ createAccountStatus }) => createAccountStatus),
  ),
]);

/** The account that a call of AWS Organizations names, if it names one and not a root or a unit. */
export const theNamedAccount: ConcernReader = ({ requestParameters, serviceEventDetails }) => {
  for (const source of [requestParameters, serviceEventDetails]) {
    const named = NamesAccount.safeParse(source);
    const account = parseAccountId(named.data?.accountId ?? '');
    if (account.ok) {
      return [{ kind: 'account', account: account.value }];
    }
  }
  return [];
};
