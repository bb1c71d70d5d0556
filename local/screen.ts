export const readyText = (endpoint: string, mode: string): string => `
ready in ${mode} mode: ${endpoint}

Accounts: management, security, payments, sandbox. In payments: mara (a key),
ana (a password), ci-deploy (exempt), break-glass; in sandbox: ben (both). Each
of them may do everything.`;

export const tourText = (steps: number): string => `
The tour has ${steps} steps and takes a minute, and the time that you take to read.
Each command is real: it can be repeated in another terminal. Lines with "|" are
what AWS answers, or the text of an alert. An event takes no time here, and the
guardian waits one second for more of the same; on AWS, CloudTrail takes minutes
at times, and the guardian waits twenty seconds.`;

export const playText = `
Your turn: act in another terminal, in this folder. Whatever the guardian makes
of it appears here.

  npm run aws -- --account payments iam create-user --user-name dora
  npm run aws -- --account payments iam attach-user-policy --user-name dora \\
    --policy-arn arn:aws:iam::aws:policy/PowerUserAccess
  npm run aws -- --account payments iam create-access-key --user-name dora
  npm run aws -- --account payments --as dora sqs list-queues

"npm run aws" acts as an administrator of the account, with --as USER with that
user's key, with --root as the account's root user. "npm run code" says how dora
enrols a device. "npm run scenario" lists what else can happen, and plays it.
Ctrl-C ends everything.
`;
