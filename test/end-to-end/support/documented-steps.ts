import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { REGION } from '../../../local/organization/accounts.ts';
import { preparePythonEnvironment } from '../../../local/python-environment.ts';
import type { Credentials } from '../../local/support/aws-clients.ts';

const projectDirectory = path.resolve(import.meta.dirname, '..', '..', '..');

/** What a shell said. */
export interface ShellResult {
  readonly exitCode: number;
  readonly output: string;
  readonly complaints: string;
}

/** Where the commands act, and as whom. */
export interface ShellWorld {
  readonly endpoint: string;
  readonly credentials: Credentials;
  readonly directory: string;
}

const COMMANDS = /^```sh\n([\s\S]*?)^```$/gm;

/** The shell commands below a heading of a page, as they stand there: the first of them, or a later one. */
export const commandsBelow = (page: string, heading: string, place = 0): string => {
  const text = readFileSync(path.join(projectDirectory, page), 'utf8');
  const [, below = ''] = text.split(`\n${heading}\n`);
  const commands = [...below.matchAll(COMMANDS)][place]?.[1];
  if (commands === undefined) {
    throw new Error(`expected shell commands below "${heading}" in ${page}, received none`);
  }
  return commands;
};

/** The AWS CLI of the local AWS is a Python module; whoever follows the page has it as `aws`. */
const PREAMBLE =
  'set -euo pipefail\naws() { "$PYTHON" -m awscli --endpoint-url "$AWS_ENDPOINT_URL" "$@"; }\n';

/** Runs commands as somebody would who pastes them into a terminal, and stops at the first that fails. */
export const runCommands = async (commands: string, world: ShellWorld): Promise<ShellResult> => {
  const { python } = await preparePythonEnvironment();
  const { accessKeyId, secretAccessKey, sessionToken } = world.credentials;
  const shell = spawn('bash', ['-c', PREAMBLE + commands], {
    cwd: world.directory,
    env: {
      PATH: process.env['PATH'],
      HOME: world.directory,
      PYTHON: python,
      AWS_ENDPOINT_URL: world.endpoint,
      AWS_DEFAULT_REGION: REGION,
      AWS_PAGER: '',
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      ...(sessionToken && { AWS_SESSION_TOKEN: sessionToken }),
    },
  });
  const said = { output: '', complaints: '' };
  shell.stdout.on('data', (text) => {
    said.output += text;
  });
  shell.stderr.on('data', (text) => {
    said.complaints += text;
  });
  return new Promise((resolve, reject) => {
    shell.on('error', reject);
    shell.on('close', (exitCode) => resolve({ exitCode: exitCode ?? 1, ...said }));
  });
};
