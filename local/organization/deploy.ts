import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import type { Toolkit } from '@aws-cdk/toolkit-lib';
import { HUB_STACK, MEMBER_STACK } from '#core/guardian-names.ts';
import { makeRunDirectory, projectDirectory } from '../local-directory.ts';
import { type LocalAccount, REGION, SECURITY, WATCHED_ACCOUNTS } from './accounts.ts';
import { assemblyKey, findAssembly, keepAssembly } from './kept-assemblies.ts';
import { compileCache, type ToolkitLibrary, toolkitOf, withTemporaryFilesIn } from './toolkit.ts';

/** What is deployed, and where to. */
export interface LocalDeployment {
  readonly configuration: unknown;
  /** The accounts that get the member stack; all watched accounts when left out. */
  readonly members?: readonly LocalAccount[];
}

/** Deploys into one local AWS. */
export interface Deployer {
  /** Makes the security account ready for the CDK, as `cdk bootstrap` does. */
  bootstrap(): Promise<void>;
  /**
   * Deploys the CDK app, unchanged, with the CDK's own toolkit: first the hub into the security account, then the
   * member into every watched account.
   */
  deploy(deployment: LocalDeployment): Promise<void>;
  /** Removes what was written for this deployer alone. */
  dispose(): Promise<void>;
}

/** Bundles and synthesizes the CDK app, as `cdk synth` does, for this configuration. */
const synthesize = async (toolkit: Toolkit, configuration: string, run: string): Promise<string> => {
  const outdir = path.join(run, 'assembly');
  const configurationFile = path.join(run, 'guardian.config.json');
  await writeFile(configurationFile, configuration);
  const app = `"${process.execPath}" "${path.join(projectDirectory, 'infra', 'app.ts')}"`;
  const source = await toolkit.fromCdkApp(app, {
    workingDirectory: projectDirectory,
    outdir,
    // The CDK and npx write caches and logs into the home directory; theirs is one that is removed.
    env: { ...process.env, HOME: run, GUARDIAN_CONFIG: configurationFile, NODE_COMPILE_CACHE: compileCache },
    resolveDefaultEnvironment: false,
  });
  await using _assembly = await toolkit.synth(source);
  return outdir;
};

/** The assembly of this configuration and of the sources as they are: a kept one, or a new one. */
const assemblyFor = async (toolkit: Toolkit, configuration: string, run: string): Promise<string> => {
  const key = await assemblyKey(configuration);
  const known = await findAssembly(key);
  if (known !== undefined) return known;
  const made = await synthesize(toolkit, configuration, run);
  // What somebody edited meanwhile may be in it or not: then it serves this once.
  return (await assemblyKey(configuration)) === key ? keepAssembly(made, key) : made;
};

const stackNamed = ({ StackSelectionStrategy }: ToolkitLibrary, name: string) => ({
  stacks: { strategy: StackSelectionStrategy.PATTERN_MUST_MATCH, patterns: [name] },
  deploymentMethod: { method: 'direct' as const },
});

const deployStacks = async (
  library: ToolkitLibrary,
  { configuration, members = WATCHED_ACCOUNTS }: LocalDeployment,
  run: string,
  lines: string[],
): Promise<void> => {
  const hub = toolkitOf(library, SECURITY, lines);
  const directory = await assemblyFor(hub, JSON.stringify(configuration, null, 2), run);
  await using assembly = await hub.synth(await hub.fromAssemblyDirectory(directory));
  await hub.deploy(assembly, stackNamed(library, HUB_STACK));
  await Promise.all(
    members.map((account) =>
      toolkitOf(library, account, lines).deploy(assembly, stackNamed(library, MEMBER_STACK)),
    ),
  );
};

/** A deployer for the local AWS at this address. */
export const deployerFor = async (endpoint: string, library: ToolkitLibrary): Promise<Deployer> => {
  process.env['AWS_ENDPOINT_URL'] = endpoint;
  const run = await makeRunDirectory();
  const lines: string[] = [];
  const attempt = async (work: () => Promise<unknown>): Promise<void> => {
    try {
      await withTemporaryFilesIn(path.join(run, 'temporary'), work);
    } catch (error) {
      throw new Error(
        `the guardian could not be deployed to the local AWS:\n${lines.slice(-40).join('\n')}`,
        {
          cause: error,
        },
      );
    }
  };
  return {
    bootstrap: () =>
      attempt(() => {
        const environments = library.BootstrapEnvironments.fromList([`aws://${SECURITY.id}/${REGION}`]);
        return toolkitOf(library, SECURITY, lines).bootstrap(environments);
      }),
    deploy: (deployment) => attempt(() => deployStacks(library, deployment, run, lines)),
    dispose: () => rm(run, { recursive: true, force: true }),
  };
};
