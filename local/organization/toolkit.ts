import { mkdir } from 'node:fs/promises';
import { enableCompileCache } from 'node:module';
import path from 'node:path';
import process from 'node:process';
import type { IIoHost, Toolkit } from '@aws-cdk/toolkit-lib';
import { localDirectory } from '../local-directory.ts';
import { type LocalAccount, REGION } from './accounts.ts';
import { rootCredentials } from './credentials.ts';

/** Where Node.js keeps what it compiled. */
export const compileCache = path.join(localDirectory, 'compile-cache');

export type ToolkitLibrary = typeof import('@aws-cdk/toolkit-lib');

/** Loads the CDK's toolkit, which takes a second; what it remembers goes here instead of the home directory. */
export const loadToolkit = async (): Promise<ToolkitLibrary> => {
  process.env['CDK_HOME'] = path.join(localDirectory, 'cdk');
  enableCompileCache(compileCache);
  return import('@aws-cdk/toolkit-lib');
};

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

/** The toolkit with the credentials of an account. */
export const toolkitOf = (
  { BaseCredentials, Toolkit: Constructor }: ToolkitLibrary,
  account: LocalAccount,
  lines: string[],
): Toolkit =>
  new Constructor({
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

/** Lets everything that is done, and every process that is started for it, write temporary files here. */
export const withTemporaryFilesIn = async <Result>(
  directory: string,
  work: () => Promise<Result>,
): Promise<Result> => {
  const before = process.env['TMPDIR'];
  await mkdir(directory, { recursive: true });
  process.env['TMPDIR'] = directory;
  try {
    return await work();
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
};
