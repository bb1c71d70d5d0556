import fc from 'fast-check';
import { addDuration, hours, milliseconds } from '#core/kernel/time.ts';
import type { EndedCredential } from '#core/posture/ended-credential.ts';
import { NEW_YEAR } from '../fakes/people.ts';

/** The ages, at new year, that matter: fresh, and around the 36 hours that a session can live. */
const ages = fc.constantFrom(0, 1, hours(1), hours(36) - 1, hours(36), hours(36) + 1, hours(100));

export const endedCredentials: fc.Arbitrary<readonly EndedCredential[]> = fc.oneof(
  { weight: 2, arbitrary: fc.constant([]) },
  {
    weight: 1,
    arbitrary: fc.array(
      fc.record({
        accessKeyId: fc.constantFrom('AKIAGONEONE', 'AKIAGONETWO'),
        endedAt: ages.map((age) => addDuration(NEW_YEAR, milliseconds(-age))),
      }),
      { maxLength: 2 },
    ),
  },
);
