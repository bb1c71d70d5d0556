import fc from 'fast-check';
import { addDuration, hours, milliseconds } from '#core/kernel/time.ts';
import type { EndedCredential } from '#core/posture/ended-credential.ts';
import { NEW_YEAR } from '../fakes/people.ts';

/** The ages, at new year, that matter: fresh, and around the 36 hours that a session can live. */
const ages = fc.constantFrom(0, 1, hours(1), hours(36) - 1, hours(36), hours(36) + 1, hours(100));

/** The same around the twelve hours of a session of the console. */
const signInAges = fc.constantFrom(0, 1, hours(12) - 1, hours(12), hours(12) + 1, hours(36) - 1);

const before = (age: number) => addDuration(NEW_YEAR, milliseconds(-age));

const endedKeys: fc.Arbitrary<EndedCredential> = fc.record({
  accessKeyId: fc.constantFrom('AKIAGONEONE', 'AKIAGONETWO'),
  endedAt: ages.map(before),
});

const signIns: fc.Arbitrary<EndedCredential> = signInAges.map((age) => ({
  passwordSignIn: true,
  endedAt: before(age),
}));

export const endedCredentials: fc.Arbitrary<readonly EndedCredential[]> = fc.oneof(
  { weight: 2, arbitrary: fc.constant([]) },
  {
    weight: 1,
    arbitrary: fc.array(fc.oneof(endedKeys, signIns), { maxLength: 2 }),
  },
);
