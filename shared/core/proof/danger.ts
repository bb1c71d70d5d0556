import type { AccessLevel } from '#core/catalogue/access-level.ts';
import { indexOfAction } from '#core/catalogue/action-catalogue.ts';
import { type ActionSet, firstCommon, hasAction } from '#core/policy/action-set.ts';
import { actionsByLevel } from './action-kinds.ts';
import { ESCALATIONS } from './escalations.ts';

/** What else whoever holds a stolen credential would try first. */
const GRAVE = [
  'iam:EnableMFADevice',
  'iam:DeleteVirtualMFADevice',
  'sts:AssumeRole',
  'iam:PassRole',
  'sts:GetFederationToken',
  'secretsmanager:GetSecretValue',
  's3:GetObject',
] as const;

const listed = (names: readonly string[]): readonly number[] =>
  names.flatMap((name) => indexOfAction(name) ?? []);

/** The most dangerous first. */
const GRAVEST = listed([...ESCALATIONS, ...GRAVE]);

/** The gravest first; AWS's own order counts tagging as graver than writing. */
const LEVELS: readonly AccessLevel[] = ['permissions-management', 'write', 'tagging', 'read', 'list'];

const firstOfGravestLevel = (actions: ActionSet): number | undefined => {
  for (const level of LEVELS) {
    const action = firstCommon(actions, actionsByLevel()[level]);
    if (action !== undefined) {
      return action;
    }
  }
  return undefined;
};

/** The most dangerous of some actions; the catalogue's order decides between equals. */
export const mostDangerous = (actions: ActionSet): number | undefined =>
  GRAVEST.find((action) => hasAction(actions, action)) ?? firstOfGravestLevel(actions);
