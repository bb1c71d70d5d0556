import type { AccountId, Arn, Partition, UserId, UserName } from '#core/kernel/aws-identifiers.ts';
import type { HeldPolicy } from '#core/posture/held-policy.ts';
import { known } from '#core/posture/observed.ts';
import type { ProvedPrincipal } from '#core/proof/proved-principal.ts';
import type { ExampleDocument } from './example-documents.ts';

const ACCOUNT = '222222222222' as AccountId;

const held = ({ name, text }: ExampleDocument, place: number): HeldPolicy => ({
  holder: place % 2 === 0 ? { kind: 'user' } : { kind: 'group', groupName: `holders-of-${name}` },
  policy: { kind: 'managed', arn: `arn:aws:iam::${ACCOUNT}:policy/${name}` as Arn },
  text,
});

/** A user with a name, an id and a tag of his own who holds these documents. */
export const examplePrincipal = (number: number, documents: readonly ExampleDocument[]): ProvedPrincipal => ({
  partition: 'aws' as Partition,
  account: ACCOUNT,
  userName: `user-${number}` as UserName,
  userId: `AIDA${String(number).padStart(17, '0')}` as UserId,
  arn: `arn:aws:iam::${ACCOUNT}:user/user-${number}` as Arn,
  tags: [{ key: 'team', value: `team-${number % 50}` }],
  identityPolicies: { policies: documents.map(held), gaps: [] },
  boundary: known('none'),
  serviceControl: { kind: 'absent' },
});

/** Numbers from 0 to 1 that are the same in every run: a linear congruential generator. */
const draws = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 0x1_0000_0000;
  };
};

const MOST_HELD = 6;

/** Users one after the other, each with one to six of the documents, drawn evenly. */
export function* examplePopulation(
  count: number,
  documents: readonly ExampleDocument[],
): Generator<ProvedPrincipal> {
  const draw = draws(2_026);
  for (let number = 0; number < count; number += 1) {
    const size = 1 + Math.floor(draw() * MOST_HELD);
    const chosen = Array.from({ length: size }, () => documents[Math.floor(draw() * documents.length)]);
    yield examplePrincipal(
      number,
      chosen.filter((document) => document !== undefined),
    );
  }
}
