import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { parseConfiguration } from '#configuration/guardian-configuration.ts';
import { composeApp } from '../../../infra/compose-app.ts';
import type { CheckedConfigurationFile } from '../../../infra/config/configuration-file.ts';

export const HUB_ACCOUNT = '111122223333';
export const MEMBER_ACCOUNT = '444455556666';
export const ORGANIZATION = 'o-exampleorg1';
export const BREAK_GLASS = [
  `arn:aws:iam::${HUB_ACCOUNT}:user/break-glass`,
  `arn:aws:iam::${MEMBER_ACCOUNT}:user/emergency/break-glass`,
];

/** A resource of a template, as far as the tests look at one. */
export interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
  readonly DependsOn?: readonly string[];
  readonly DeletionPolicy?: string;
}

/** A template after synthesis. */
export interface SynthesizedTemplate {
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly [section: string]: unknown;
}

/** A configuration that passed the check, without a file of its own. */
export const testConfiguration = (): CheckedConfigurationFile => {
  const parsed = parseConfiguration({
    organizationId: ORGANIZATION,
    securityAccount: HUB_ACCOUNT,
    mode: 'enforce',
    alertAddresses: ['ana@example.com', 'ben@example.com'],
    breakGlass: BREAK_GLASS.map((arn, index) => ({
      arn,
      id: `AIDAEXAMPLEUSER${index}`,
      reason: 'Sealed credentials for the day that everything else fails',
    })),
    serviceControlPolicies: {
      state: 'absent',
      author: 'Ana of the platform team',
      reason: 'Only FullAWSAccess is attached in this organization',
    },
  });
  if (!parsed.ok) {
    throw new Error(parsed.problem);
  }
  return { path: resolve('guardian.config.example.json'), configuration: parsed.value };
};

/** What the CLI asks of an app: to report usage. */
const CLI_CONTEXT = { 'aws:cdk:version-reporting': true };

/** Both templates of the real app, its security rules checked, its functions not bundled. */
export const synthesize = (): Readonly<Record<'hub' | 'member', SynthesizedTemplate>> => {
  const outdir = mkdtempSync(join(tmpdir(), 'guardian-templates-'));
  try {
    const { hub, member } = composeApp(testConfiguration(), {
      outdir,
      context: { ...CLI_CONTEXT, 'aws:cdk:bundling-stacks': [] },
    });
    return {
      hub: Template.fromStack(hub).toJSON() as SynthesizedTemplate,
      member: Template.fromStack(member).toJSON() as SynthesizedTemplate,
    };
  } finally {
    rmSync(outdir, { recursive: true });
  }
};

/** The resources of one type, with their logical ids. */
export const resourcesOf = (
  template: SynthesizedTemplate,
  type: string,
): readonly (Resource & { readonly id: string })[] =>
  Object.entries(template.Resources)
    .filter(([, resource]) => resource.Type === type)
    .map(([id, resource]) => ({ id, ...resource }));
