import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { enforcementDocument } from '#core/enforcement/enforcement-document.ts';
import { AUTHORIZATION_DETAILS } from './authorization-details.ts';
import { ALLOW_ALL, DENY_ALL, policy } from './documents.ts';
import { explainFolder } from './run-explain.ts';

const { file, run } = explainFolder();

const ENROLMENT = ['iam:CreateVirtualMFADevice', 'iam:EnableMFADevice', 'iam:GetUser', 'iam:ListMFADevices'];

const denyBut = (actions: readonly string[], operator: string) => ({
  Sid: 'DenyAllExceptListedIfNoMFA',
  Effect: 'Deny',
  NotAction: actions,
  Resource: '*',
  Condition: { [operator]: { 'aws:MultiFactorAuthPresent': 'false' } },
});

const ADMINISTRATOR = ['--with', 'AdministratorAccess'];

/** How much AWS can do changes with the catalogue, and is not what these texts are about. */
const withoutCounts = (text: string): string =>
  text
    .replace(/\b[\d,]+(\s+)(actions?|of\s+AWS's|permissions|write|tagging|read|list)\b/g, '#$1$2')
    .replace(/(✘ open) +[\d,]+/g, '$1 #');

/**
 * What an engineer sees, kept to be read: look at the difference before you take it with `vitest --update`.
 */
describe('npm run explain', () => {
  it.each<[string, readonly string[]]>([
    ['guard', [file('guard.json', enforcementDocument('standard', 'aws')), ...ADMINISTRATOR]],
    [
      'guard-without-grants',
      [
        file(
          'denies.json',
          policy(
            ...enforcementDocument('standard', 'aws').Statement.filter(({ Effect }) => Effect === 'Deny'),
          ),
        ),
      ],
    ],
    [
      'bool',
      [
        file('bool.json', policy(denyBut([...ENROLMENT, 'iam:DeactivateMFADevice'], 'Bool'))),
        ...ADMINISTRATOR,
      ],
    ],
    [
      'as-aws-proposes',
      [file('proposed.json', policy(denyBut(ENROLMENT, 'BoolIfExists'))), ...ADMINISTRATOR],
    ],
    [
      'gated-allow',
      [
        file(
          'gated.json',
          policy({
            Sid: 'AllowWithMfa',
            Effect: 'Allow',
            Action: 'ec2:*',
            Resource: '*',
            Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'true' } },
          }),
        ),
      ],
    ],
    ['service-control-policy', ['--scp', file('scp.json', policy(DENY_ALL))]],
    [
      'trust-policy',
      [
        file(
          'trust.json',
          policy({
            Effect: 'Allow',
            Principal: { AWS: 'arn:aws:iam::111122223333:root', Service: 'ec2.amazonaws.com' },
            Action: 'sts:AssumeRole',
          }),
        ),
      ],
    ],
    [
      'comments',
      [file('comments.json', `{ // from a guide\n${JSON.stringify(policy(ALLOW_ALL, DENY_ALL)).slice(1)}`)],
    ],
    ['account', [file('account.json', AUTHORIZATION_DETAILS)]],
  ])('shows %s', async (name, parameters) => {
    const golden = path.join(import.meta.dirname, 'golden', `${name}.txt`);
    await expect(withoutCounts(run(parameters).stdout)).toMatchFileSnapshot(golden);
  });
});
