import fc from 'fast-check';
import { SESSION_KINDS } from '#core/proof/session-kind.ts';
import type { ProvedCase } from '../fakes/proved-cases.ts';
import { policySets } from './policy-documents.ts';

export const provedCases: fc.Arbitrary<ProvedCase> = fc.record({
  set: policySets,
  session: fc.constantFrom(...SESSION_KINDS, 'mfa' as const),
  allowPasswordChange: fc.boolean(),
});
