import { setTimeout as sleep } from 'node:timers/promises';
import { callWithForm } from './unsigned-call.ts';

/** Creates or updates a stack in an account and waits for it. Answers its outputs. */
export async function deployStack(
  endpoint: string,
  account: string,
  StackName: string,
  resources: Readonly<Record<string, unknown>>,
  outputs: Readonly<Record<string, unknown>> = {},
): Promise<Record<string, string>> {
  const ask = (Action: string, more: Record<string, string> = {}) =>
    askCloudFormation(endpoint, account, { Action, StackName, ...more });
  const exists = (await ask('DescribeStacks')).includes('<StackStatus>');
  const Outputs = Object.fromEntries(Object.entries(outputs).map(([name, Value]) => [name, { Value }]));
  const TemplateBody = JSON.stringify({ Resources: resources, Outputs });
  const answer = await ask(exists ? 'UpdateStack' : 'CreateStack', {
    TemplateBody,
    'Capabilities.member.1': 'CAPABILITY_NAMED_IAM',
  });
  if (answer.includes('<ErrorResponse')) throw new Error(answer);
  return outputsOf(await waitForEnd(() => ask('DescribeStacks')));
}

export async function deleteStack(endpoint: string, account: string, StackName: string): Promise<void> {
  await askCloudFormation(endpoint, account, { Action: 'DeleteStack', StackName });
  await waitForEnd(() => askCloudFormation(endpoint, account, { Action: 'DescribeStacks', StackName }));
}

const askCloudFormation = (endpoint: string, account: string, form: Record<string, string>) =>
  callWithForm({ endpoint, account, service: 'cloudformation' }, form);

async function waitForEnd(describe: () => Promise<string>): Promise<string> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const text = await describe();
    const status = /<StackStatus>(\w+)</.exec(text)?.[1] ?? 'DELETE_COMPLETE';
    if (/^(CREATE|UPDATE|DELETE)_COMPLETE$/.test(status)) return text;
    if (/FAILED|ROLLBACK/.test(status)) throw new Error(text);
    await sleep(20);
  }
  throw new Error('The stack did not come to an end.');
}

function outputsOf(text: string): Record<string, string> {
  const members = text.matchAll(/<OutputKey>(\w+)<\/OutputKey>\s*<OutputValue>([^<]*)</g);
  return Object.fromEntries([...members].map(([, key = '', value = '']) => [key, value]));
}
