import { VERDICT_REACHED } from '#contracts/verdict-reached.ts';
import { type DurationMs, elapsed } from '#core/kernel/time.ts';
import type { PrincipalRecord } from '#core/ledger/principal-record.ts';
import type { GuardianWorld } from '../fakes/guardian-world.ts';
import { NEW_YEAR } from '../fakes/people.ts';

/** The findings that were announced, newest last. */
export const findings = (world: GuardianWorld): readonly unknown[] =>
  world.announced(VERDICT_REACHED).map(({ finding }) => finding);

/** The same, by kind alone. */
export const kinds = (world: GuardianWorld): readonly string[] =>
  findings(world).map((finding) => (finding as { readonly kind: string }).kind);

/** How often a user was read. */
export const reads = (world: GuardianWorld): number =>
  world.telemetry.counted.filter((one) => one === 'PrincipalsRead').length;

/** How long everything took until now. */
export const waited = (world: GuardianWorld): DurationMs => elapsed(NEW_YEAR, world.clock.now());

/** What is remembered of a user. */
export const recordOf = (world: GuardianWorld, userName: string): PrincipalRecord | undefined =>
  world.ledger.records().find(({ principal }) => principal.userName === userName);

/** The names of all users who were looked at. */
export const lookedAt = (world: GuardianWorld): readonly string[] =>
  world.ledger
    .records()
    .map(({ principal }) => principal.userName)
    .toSorted();
