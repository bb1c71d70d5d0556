import type { ActionTaken } from '#contracts/action-taken.ts';
import { formatInstant } from '#core/kernel/time.ts';
import type { Mail } from './organization/watch-alerts.ts';

const indented = (text: string): string =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => `  | ${line}`.trimEnd())
    .join('\n');

export const alertText = ({ to, subject, body }: Mail): string =>
  `\nALERT to ${to}\n${indented(`${subject}\n\n${body}`)}\n`;

export const actionText = ({ principal, outcome }: ActionTaken): string => {
  const who = `${principal.userName} in ${principal.account}`;
  return outcome.kind === 'attached'
    ? `\nACTION ${formatInstant(outcome.at)}: attached to ${who}\n  | ${outcome.policyArn}\n`
    : `\nACTION ${formatInstant(outcome.at)}: nothing attached to ${who} (${outcome.because})\n`;
};

export const readyText = (endpoint: string, mode: string): string => `
ready in ${mode} mode: ${endpoint}

Try this in another terminal; every alert and action appears here:

  npm run aws -- --account payments iam create-user --user-name dora
  npm run aws -- --account payments iam attach-user-policy --user-name dora \\
    --policy-arn arn:aws:iam::aws:policy/PowerUserAccess
  npm run aws -- --account payments iam create-access-key --user-name dora
  npm run aws -- --account payments iam list-attached-user-policies --user-name dora

Accounts: security, payments, sandbox. Seeded in payments: ana (a password), ci-deploy (exempt),
break-glass; in sandbox: ben (a password and a key). Commands act through an administrator role;
--root acts as the account's root user. Ctrl-C ends everything.
`;
