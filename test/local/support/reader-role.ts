import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { vi } from 'vitest';
import { ASSESS_ROLE } from '#core/guardian-names.ts';
import { ReaderRole } from '../../../infra/constructs/reader-role.ts';
import { localOrganizationId } from '../../../local/emulator.ts';
import { deployStack } from './cloudformation.ts';
import { stubFunctionEnvironment } from './deployed-environment.ts';
import type { LocalAws } from './local-aws.ts';
import { allow } from './policies.ts';
import { assumeRole, createRole } from './principals.ts';

function readerResources(securityAccount: string): Readonly<Record<string, unknown>> {
  const outdir = mkdtempSync(path.join(tmpdir(), 'guardian-reader-'));
  try {
    const stack = new Stack(new App({ outdir }), 'Reader');
    new ReaderRole(stack, 'Reader', { securityAccount, organizationId: localOrganizationId });
    return Template.fromStack(stack).toJSON()['Resources'];
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/**
 * Deploys the reader role of the member stack, exactly as it is, and lets adapters act as assess-principal of the
 * security account, which may assume it: what they read is what the role may read.
 */
export async function readThroughReaderRole(
  aws: LocalAws,
  securityAccount: string,
  memberAccount: string,
): Promise<void> {
  await deployStack(aws.endpoint(), memberAccount, 'reader', readerResources(securityAccount));

  const hub = aws.root(securityAccount);
  const assessRole = await createRole(hub, ASSESS_ROLE, `arn:aws:iam::${securityAccount}:root`, [
    allow('sts:AssumeRole'),
  ]);
  const session = await assumeRole(hub, assessRole);
  stubFunctionEnvironment(aws.endpoint(), session.accessKeyId);
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', session.secretAccessKey);
  vi.stubEnv('AWS_SESSION_TOKEN', session.sessionToken ?? '');
}
