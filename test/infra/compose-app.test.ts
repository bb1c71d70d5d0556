import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { afterAll, describe, expect, it } from 'vitest';
import { composeApp } from '../../infra/compose-app.ts';
import { testConfiguration } from './support/synthesize.ts';

const folder = mkdtempSync(join(tmpdir(), "the guardian's folder "));
afterAll(() => rmSync(folder, { recursive: true }));

const composed = (outdir: string) =>
  composeApp(testConfiguration(), {
    outdir: join(folder, outdir),
    context: { 'aws:cdk:bundling-stacks': [] },
  });

describe('composeApp', { timeout: 60_000 }, () => {
  it('synthesizes both stacks without breaking a security rule', () => {
    const assembly = composed('clean').app.synth();
    expect(assembly.stacks.map(({ stackName }) => stackName).toSorted()).toEqual([
      'MfaGuardianHub',
      'MfaGuardianMember',
    ]);
  });

  it('fails when a stack breaks a rule', () => {
    const { app } = composed('broken-rule');
    new Queue(new Stack(app, 'Careless'), 'WithoutDeadLetters');
    expect(() => app.synth()).toThrow('AwsSolutions-SQS3');
  });

  it('fails on a wildcard that nobody gave a reason for, even in a role that has others acknowledged', () => {
    const { app, member } = composed('broken-acknowledgement');
    const enforcer = member.node.findChild('Enforcer') as Role;
    enforcer.addToPolicy(
      new PolicyStatement({ actions: ['iam:AttachUserPolicy'], resources: ['arn:aws:iam::*:user/*'] }),
    );
    expect(() => app.synth()).toThrow('AwsSolutions-IAM5[Resource::arn:aws:iam::*:user/*]');
  });

  it('deploys the hub to the security account and the member to any, both where IAM events are recorded', () => {
    const assembly = composed('environments').app.synth();
    const hub = assembly.getStackByName('MfaGuardianHub');
    const member = assembly.getStackByName('MfaGuardianMember');
    expect(hub.environment).toMatchObject({ account: '111122223333', region: 'us-east-1' });
    expect(member.environment).toMatchObject({ account: 'unknown-account', region: 'us-east-1' });
    expect([hub.terminationProtection, member.terminationProtection]).toEqual([true, true]);
  });

  it('asks a member account for nothing: no assets, no bucket, no roles of a bootstrapped account', () => {
    const member = composed('plain').app.synth().getStackByName('MfaGuardianMember');
    expect(member.assets).toEqual([]);
    expect(member.dependencies).toEqual([]);
    expect(member.stackTemplateAssetObjectUrl).toBeUndefined();
    expect(member.requiresBootstrapStackVersion).toBeUndefined();
    expect(member.assumeRoleArn).toBeUndefined();
    expect(member.cloudFormationExecutionRoleArn).toBeUndefined();
    expect(member.lookupRole).toBeUndefined();
  });
});

describe('copyBesideBundle', () => {
  it('puts the checked configuration beside bundled code, from and to paths that a shell would take apart', () => {
    const path = join(folder, 'a copy of $HOME; "guardian.config".json');
    copyFileSync('guardian.config.example.json', path);
    const outdir = join(folder, 'bundled');
    mkdirSync(outdir);
    const { configuration } = testConfiguration();
    composeApp({ path, configuration }, { outdir }).app.synth();
    const assets = readdirSync(outdir).filter((name) => name.startsWith('asset.'));
    expect(assets).toHaveLength(4);
    for (const asset of assets) {
      expect(readdirSync(join(outdir, asset)).toSorted()).toEqual([
        'guardian.config.json',
        'index.mjs',
        'index.mjs.map',
      ]);
      expect(readFileSync(join(outdir, asset, 'guardian.config.json'))).toEqual(readFileSync(path));
      const loaded = spawnSync(process.execPath, ['--check', join(outdir, asset, 'index.mjs')]);
      expect(loaded.status).toBe(0);
    }
  }, 120_000);
});
