import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {
  BaseCredentials,
  BootstrapEnvironments,
  type ICloudAssemblySource,
  type IIoHost,
  StackSelectionStrategy,
  Toolkit,
} from '@aws-cdk/toolkit-lib';
import { HUB_STACK, MEMBER_STACK } from '#core/guardian-names.ts';
import { type LocalAccount, REGION, SECURITY, WATCHED_ACCOUNTS } from './accounts.ts';
import { rootCredentials } from './credentials.ts';

const projectDirectory = path.resolve(import.meta.dirname, '..', '..');

/** Errors and warnings matter; the rest of the toolkit's talk is kept for when something fails. */
const quietHost = (lines: string[]): IIoHost => ({
  notify: async ({ message }) => {
    lines.push(message);
  },
  requestResponse: async ({ message, defaultResponse }) => {
    lines.push(message);
    return defaultResponse;
  },
});

const toolkitOf = (account: LocalAccount, lines: string[]): Toolkit =>
  new Toolkit({
    ioHost: quietHost(lines),
    color: false,
    emojis: false,
    sdkConfig: {
      baseCredentials: BaseCredentials.custom({
        provider: async () => rootCredentials(account),
        region: REGION,
      }),
    },
  });

const stackNamed = (name: string) => ({
  stacks: { strategy: StackSelectionStrategy.PATTERN_MUST_MATCH, patterns: [name] },
});

/** Bundles and synthesizes the CDK app, as `cdk synth` does, for this configuration. */
const synthesize = (
  toolkit: Toolkit,
  configurationFile: string,
  outdir: string,
): Promise<ICloudAssemblySource> =>
  toolkit.fromCdkApp(`"${process.execPath}" "${path.join(projectDirectory, 'infra', 'app.ts')}"`, {
    workingDirectory: projectDirectory,
    outdir,
    env: { ...process.env, GUARDIAN_CONFIG: configurationFile },
    resolveDefaultEnvironment: false,
  });

/** What is deployed, and where it was synthesized to. */
export interface LocalDeployment {
  readonly configuration: unknown;
  /** A directory of this deployment's own; it gets the configuration and the cloud assembly. */
  readonly directory: string;
  /** The accounts that get the member stack. */
  readonly members?: readonly LocalAccount[];
}

/**
 * Deploys the CDK app, unchanged, with the CDK's own toolkit: the hub into the security account, the member into
 * every watched account.
 */
export const deployGuardian = async (endpoint: string, deployment: LocalDeployment): Promise<void> => {
  process.env['AWS_ENDPOINT_URL'] = endpoint;
  await mkdir(deployment.directory, { recursive: true });
  const configurationFile = path.join(deployment.directory, 'guardian.config.json');
  await writeFile(configurationFile, JSON.stringify(deployment.configuration, null, 2));
  const lines: string[] = [];
  try {
    const hub = toolkitOf(SECURITY, lines);
    const source = await synthesize(hub, configurationFile, path.join(deployment.directory, 'assembly'));
    await using assembly = await hub.synth(source);
    await hub.bootstrap(BootstrapEnvironments.fromList([`aws://${SECURITY.id}/${REGION}`]));
    await hub.deploy(assembly, stackNamed(HUB_STACK));
    for (const account of deployment.members ?? WATCHED_ACCOUNTS) {
      await toolkitOf(account, lines).deploy(assembly, stackNamed(MEMBER_STACK));
    }
  } catch (error) {
    throw new Error(`the guardian could not be deployed to the local AWS:\n${lines.slice(-40).join('\n')}`, {
      cause: error,
    });
  }
};
