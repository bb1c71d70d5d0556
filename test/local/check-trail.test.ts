import { execFile } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import {
  CloudTrailClient,
  CreateTrailCommand,
  PutEventSelectorsCommand,
  StartLoggingCommand,
} from '@aws-sdk/client-cloudtrail';
import { beforeAll, describe, expect, it } from 'vitest';
import { rootOf } from './support/aws-clients.ts';
import { localAws, memberAccount, otherMemberAccount } from './support/local-aws.ts';

const aws = localAws();
const script = path.resolve(import.meta.dirname, '..', '..', 'cli', 'check-trail.ts');
let cloudtrail: CloudTrailClient;

const checkTrail = (account: string) =>
  new Promise<{ readonly exitCode: number; readonly output: string }>((resolve) => {
    const env = {
      AWS_ENDPOINT_URL: aws.endpoint(),
      AWS_ACCESS_KEY_ID: account,
      AWS_SECRET_ACCESS_KEY: 'test',
    };
    execFile(process.execPath, [script], { env }, (error, stdout, stderr) => {
      const exitCode = error === null ? 0 : Number(error.code);
      resolve({ exitCode, output: `${stdout}${stderr}` });
    });
  });

beforeAll(() => {
  cloudtrail = new CloudTrailClient({
    endpoint: aws.endpoint(),
    region: 'us-east-1',
    credentials: rootOf(memberAccount),
  });
});

describe('check:trail', () => {
  it('fails, and says what to do, where there is no trail', async () => {
    expect(await checkTrail(otherMemberAccount)).toEqual({
      exitCode: 1,
      output: expect.stringContaining('There is no trail in this account.'),
    });
  });

  it('fails for a trail that was made and not started', async () => {
    await cloudtrail.send(
      new CreateTrailCommand({ Name: 'everything', S3BucketName: 'trails', IsMultiRegionTrail: true }),
    );
    expect(await checkTrail(memberAccount)).toEqual({
      exitCode: 1,
      output: expect.stringContaining('short everything: logging is stopped'),
    });
  });

  it('passes once the trail records management events', async () => {
    await cloudtrail.send(new StartLoggingCommand({ Name: 'everything' }));
    expect(await checkTrail(memberAccount)).toEqual({
      exitCode: 0,
      output: expect.stringContaining('ok    everything'),
    });
  });

  it('fails again when its selectors leave management writes out', async () => {
    await cloudtrail.send(
      new PutEventSelectorsCommand({
        TrailName: 'everything',
        EventSelectors: [{ IncludeManagementEvents: true, ReadWriteType: 'ReadOnly' }],
      }),
    );
    const { exitCode, output } = await checkTrail(memberAccount);
    expect(exitCode).toBe(1);
    expect(output).toContain('it does not record IAM management events of kind write');
  });

  it('does not pass, and says so, when a trail can not be read', async () => {
    await aws.local('POST', 'faults', {
      service: 'cloudtrail',
      action: 'GetEventSelectors',
      times: 1,
      errorCode: 'AccessDeniedException',
    });
    expect(await checkTrail(memberAccount)).toEqual({
      exitCode: 2,
      output: expect.stringContaining('?     everything: could not be read (AccessDeniedException)'),
    });
  });
});
