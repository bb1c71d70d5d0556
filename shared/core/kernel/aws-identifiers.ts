import type { Brand } from './brand.ts';
import { fail, ok, type Result } from './result.ts';

/** Twelve decimal digits, kept as text because leading zeros are significant. */
export type AccountId = Brand<string, 'AccountId'>;

/** `aws`, `aws-cn`, `aws-us-gov`, …: recognised by shape, never by list. */
export type Partition = Brand<string, 'Partition'>;

/** A user's friendly name; AWS allows 64 letters, digits and `+=,.@_-`, unique in an account whatever the case. */
export type UserName = Brand<string, 'UserName'>;

/** The id that AWS never gives to a second user, even one of the same name: `AIDA…`. */
export type UserId = Brand<string, 'UserId'>;

/** An ARN of any kind. */
export type Arn = Brand<string, 'Arn'>;

export interface MalformedIdentifier {
  readonly kind: 'malformed-identifier';
  readonly expected: 'account-id' | 'partition' | 'user-name' | 'user-id' | 'arn';
  readonly received: string;
}

const parserOf =
  <Identifier extends string>(expected: MalformedIdentifier['expected'], shape: RegExp) =>
  (text: string): Result<Identifier, MalformedIdentifier> =>
    shape.test(text)
      ? ok(text as Identifier)
      : fail({ kind: 'malformed-identifier', expected, received: text });

export const parseAccountId = parserOf<AccountId>('account-id', /^\d{12}$/);

export const parsePartition = parserOf<Partition>('partition', /^aws(-[a-z]+)*$/);

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateUser.html (UserName) */
export const parseUserName = parserOf<UserName>('user-name', /^[\w+=,.@-]{1,64}$/);

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html (unique identifiers) */
export const parseUserId = parserOf<UserId>('user-id', /^AIDA[A-Z0-9]{12,28}$/);

export const parseArn = parserOf<Arn>('arn', /^arn:aws[a-z-]*:[a-z0-9-]+:[a-z0-9-]*:(\d{12}|aws)?:\S+$/);
