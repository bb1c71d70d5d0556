import { deployStack } from './cloudformation.ts';

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
  const credential = `Credential=${account}/20260101/us-east-1/lambda/aws4_request`;
  const answer = await fetch(`${endpoint}/2015-03-31/functions/reporting/invocations`, {
    method: 'POST',
    headers: { authorization: `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=host, Signature=0` },
  });
  return (await answer.json()) as FunctionReport;
}
