import { deployStack } from './cloudformation.ts';
import { callResource } from './unsigned-call.ts';

const reporting = 'exports.handler = async () => ({ processId: process.pid, environment: process.env });';

export interface FunctionReport {
  readonly processId: number;
  readonly environment: Readonly<Record<string, string>>;
}

/** Deploys a function named `reporting` with a role of the same name, and lets it tell what it sees of itself. */
export async function askFunction(endpoint: string, account: string): Promise<FunctionReport> {
  const trust = { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' };
  const AssumeRolePolicyDocument = { Version: '2012-10-17', Statement: [trust] };
  const Properties = {
    FunctionName: 'reporting',
    Code: { ZipFile: reporting },
    Handler: 'index.handler',
    Runtime: 'nodejs24.x',
    Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
  };
  await deployStack(endpoint, account, 'function', {
    Role: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'reporting', AssumeRolePolicyDocument } },
    Function: { Type: 'AWS::Lambda::Function', Properties },
  });
  const to = { endpoint, account, service: 'lambda' };
  return JSON.parse(await callResource(to, 'POST', '/2015-03-31/functions/reporting/invocations'));
}
