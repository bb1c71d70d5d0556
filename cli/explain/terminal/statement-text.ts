import type { ExplainedStatement, UserJudgement } from '#core/explanation/explanation.ts';
import { printable } from '#core/kernel/printable.ts';
import { visible } from './visible.ts';

const HOLDERS = {
  user: '',
  group: ' (of a group)',
  boundary: ' (the permissions boundary)',
  'service-control': ' (service control policy)',
} as const;

/** Where to look: the file and line if it is known, else policy and statement. */
export const describeStatement = (named: ExplainedStatement, { places }: UserJudgement): string => {
  const place = places.find(
    ({ policy, statement }) => policy === named.policy && statement === named.statement,
  );
  const line = place?.line ?? null;
  const policy = visible(named.policy);
  const where = line === null ? `${policy}, statement` : `${policy}:${line}`;
  return `${where} ${printable(named.statement)}${place === undefined ? '' : HOLDERS[place.holder]}`;
};
