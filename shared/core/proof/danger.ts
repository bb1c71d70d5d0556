import { type AccessLevel, accessLevelOf, indexOfAction } from '#core/catalogue/action-catalogue.ts';

/** What whoever holds a stolen credential would try first: becoming an administrator, then staying one. */
const GRAVEST = [
  'iam:AttachUserPolicy',
  'iam:PutUserPolicy',
  'iam:CreatePolicyVersion',
  'iam:SetDefaultPolicyVersion',
  'iam:AttachGroupPolicy',
  'iam:PutGroupPolicy',
  'iam:AddUserToGroup',
  'iam:AttachRolePolicy',
  'iam:PutRolePolicy',
  'iam:UpdateAssumeRolePolicy',
  'iam:CreateAccessKey',
  'iam:CreateLoginProfile',
  'iam:UpdateLoginProfile',
  'iam:EnableMFADevice',
  'iam:DeactivateMFADevice',
  'iam:DeleteVirtualMFADevice',
  'sts:AssumeRole',
  'iam:PassRole',
  'sts:GetFederationToken',
  'secretsmanager:GetSecretValue',
  's3:GetObject',
] as const;

const RANKS: ReadonlyMap<number, number> = new Map(
  GRAVEST.flatMap((name, rank) => {
    const action = indexOfAction(name);
    return action === undefined ? [] : [[action, rank] as const];
  }),
);

const LEVELS: readonly AccessLevel[] = ['permissions-management', 'write', 'tagging', 'read', 'list'];

/** The smaller, the more dangerous. */
const rankOf = (action: number): number =>
  RANKS.get(action) ?? GRAVEST.length + LEVELS.indexOf(accessLevelOf(action));

/** The most dangerous of some actions; the catalogue's order decides between equals. */
export const mostDangerous = (actions: readonly number[]): number | undefined => {
  let worst: { readonly action: number; readonly rank: number } | undefined;
  for (const action of actions) {
    const rank = rankOf(action);
    if (worst === undefined || rank < worst.rank) {
      worst = { action, rank };
    }
  }
  return worst?.action;
};
