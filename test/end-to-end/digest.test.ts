import { describe, expect, it } from 'vitest';
import { TOLD_ONE_BY_ONE } from '#core/notice/notice-window.ts';
import { PAYMENTS } from '../../local/organization/accounts.ts';
import type { Mail } from '../../local/organization/mail.ts';
import { eventually, settle } from './support/eventually.ts';
import { guardedAccount } from './support/guarded-account.ts';
import { guardedOrganization } from './support/guarded-organization.ts';

const organization = guardedOrganization({ mode: 'observe' });
const payments = guardedAccount(organization, PAYMENTS);

const PEOPLE = Array.from({ length: 60 }, (_, index) => `flood-${String(index).padStart(2, '0')}`);

/** Longer than a window of notices, with time to make the users and to judge them. */
const PATIENCE = 150_000;

const isDigest = ({ subject }: Mail): boolean => subject.includes('more notices within a minute');

/** Whom the mails tell of: by the subject, or by the lines of a digest. */
const named = (mails: readonly Mail[]): readonly string[] =>
  mails
    .flatMap((mail) => (isDigest(mail) ? mail.body.split('\n') : [mail.subject]))
    .flatMap((line) => /MFA Guardian: (flood-\d\d) in /.exec(line)?.[1] ?? []);

describe('sixty users who get access keys at once', () => {
  it('are told of in ten mails and a digest, each once', { timeout: 2 * PATIENCE }, async () => {
    await Promise.all(PEOPLE.map((userName) => payments.createUserWithKey(userName)));
    await eventually(
      async () => expect(new Set(named(await organization.mail())).size).toBe(PEOPLE.length),
      PATIENCE,
    );
    await settle();
    const mails = await organization.mail();
    expect(named(mails).toSorted()).toEqual(PEOPLE);
    const digests = mails.filter(isDigest);
    expect(digests.length).toBeGreaterThan(0);
    // On a slow machine the last of them come after that minute, and may be few enough to come one by one.
    expect(mails.length).toBeLessThanOrEqual((digests.length + 1) * (TOLD_ONE_BY_ONE + 1));
    expect(digests.map(({ body }) => body).join('\n')).toMatch(/payments \(\d{12}\): can act without MFA/);
  });
});
