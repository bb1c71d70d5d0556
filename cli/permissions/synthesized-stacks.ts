import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { CfnElement, type Stack, Validations } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import type { GuardianConfiguration } from '#configuration/guardian-configuration.ts';
import { composeApp } from '../../infra/compose-app.ts';
import { readConfigurationFile } from '../../infra/config/configuration-file.ts';

/** A resource as the template has it. */
export interface TemplateResource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}

/** A reason that `infra/` gives for a wildcard, where it gives it. */
export interface Acknowledgement {
  /** The construct, from its stack on: `MfaGuardianMember/Reader`. */
  readonly where: string;
  readonly wildcard: string;
  readonly reason: string;
}

/** A template, and what only the constructs behind it know. */
export interface SynthesizedStack {
  readonly resources: Readonly<Record<string, TemplateResource>>;
  /** The construct of each logical id, without the stack: `Changes/Queue`. */
  readonly constructs: ReadonlyMap<string, string>;
  readonly acknowledgements: readonly Acknowledgement[];
}

/** Both stacks of the example configuration, and that configuration. */
export interface SynthesizedStacks {
  readonly hub: SynthesizedStack;
  readonly member: SynthesizedStack;
  readonly configuration: GuardianConfiguration;
}

const EXAMPLE = fileURLToPath(new URL('../../guardian.config.example.json', import.meta.url));

const WILDCARD_RULE = /^Annotation::AwsSolutions-IAM5\[Resource::(.+)\]$/;

const acknowledgementsIn = (stack: Stack): readonly Acknowledgement[] =>
  stack.node.findAll().flatMap(({ node }) =>
    node.metadata
      .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
      .flatMap(({ data }) => Object.entries(data as Readonly<Record<string, string>>))
      .flatMap(([rule, reason]) => {
        const wildcard = WILDCARD_RULE.exec(rule)?.[1];
        return wildcard === undefined ? [] : [{ where: node.path, wildcard, reason }];
      }),
  );

const constructsOf = (stack: Stack): ReadonlyMap<string, string> =>
  new Map(
    stack.node
      .findAll()
      .filter((construct) => CfnElement.isCfnElement(construct))
      .map((element) => [
        stack.resolve(element.logicalId) as string,
        element.node.path.slice(stack.node.path.length + 1).replace(/\/Resource$/, ''),
      ]),
  );

const synthesizedStack = (stack: Stack): SynthesizedStack => ({
  resources: (Template.fromStack(stack).toJSON() as { Resources: SynthesizedStack['resources'] }).Resources,
  constructs: constructsOf(stack),
  acknowledgements: acknowledgementsIn(stack),
});

/** Synthesizes `guardian.config.example.json`, its security rules checked, its functions not bundled. */
export const synthesizeStacks = (): SynthesizedStacks => {
  const file = readConfigurationFile(EXAMPLE);
  if (!file.ok) {
    throw new Error(file.problem);
  }
  const outdir = mkdtempSync(path.join(tmpdir(), 'mfa-guardian-permissions-'));
  try {
    const { hub, member } = composeApp(file.value, { outdir, context: { 'aws:cdk:bundling-stacks': [] } });
    return {
      hub: synthesizedStack(hub),
      member: synthesizedStack(member),
      configuration: file.value.configuration,
    };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
};
