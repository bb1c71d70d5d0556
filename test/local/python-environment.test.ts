import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { UserProblem } from '../../cli/command/user-problem.ts';
import { preparePythonEnvironment } from '../../local/python-environment.ts';

let project: string;
let python: string;

/** A stand-in for Python that makes environments quickly, and notes what it was asked. */
async function pretend(behaviour: { version?: string; venv?: string; pip?: string }): Promise<void> {
  const {
    version = '3 12 1',
    venv = 'mkdir -p "$3/bin" && cp "$0" "$3/bin/python"',
    pip = 'sleep 0.05',
  } = behaviour;
  const script = [
    '#!/bin/sh',
    `case "$2" in`,
    `  venv) echo venv >> "${project}/asked"; ${venv} ;;`,
    `  pip) ${pip} ;;`,
    `  *) echo ${version} ;;`,
    'esac',
  ];
  await writeFile(python, script.join('\n'));
  await chmod(python, 0o755);
}

const environmentsMade = async () =>
  (await readFile(path.join(project, 'asked'), 'utf8')).trim().split('\n').length;
const prepare = (signal?: AbortSignal) => preparePythonEnvironment(signal, project);

beforeEach(async () => {
  project = path.join(await mkdtemp(path.join(tmpdir(), 'guardian-')), 'a project');
  python = path.join(project, 'my python');
  await mkdir(project);
  vi.stubEnv('GUARDIAN_PYTHON', python);
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(path.dirname(project), { recursive: true });
});

describe('the Python environment', () => {
  it('is made once, also below a path with spaces', async () => {
    await pretend({});
    const directory = path.join(project, '.local', 'python');
    expect(await prepare()).toEqual({ directory, python: path.join(directory, 'bin', 'python') });
    await prepare();
    expect(await environmentsMade()).toBe(1);
    expect(await readdir(path.join(project, '.local'))).toEqual(['python']);
  });

  it('is made anew for another Python', async () => {
    await pretend({});
    await prepare();
    await pretend({ version: '3 12 2' });
    await prepare();
    expect(await environmentsMade()).toBe(2);
  });

  it('is made anew when its making was interrupted, and the remains are removed', async () => {
    await pretend({});
    await mkdir(path.join(project, '.local', 'python', 'bin'), { recursive: true });
    await mkdir(path.join(project, '.local', 'python-unfinished-99999999-x'));
    await prepare();
    expect(await environmentsMade()).toBe(1);
    expect(await readdir(path.join(project, '.local'))).toEqual(['python']);
  });

  it('may be asked for twice at a time', async () => {
    await pretend({});
    const [first, second] = await Promise.all([prepare(), prepare()]);
    expect(first).toEqual(second);
    await prepare();
  });
});

it.each([
  { while: 'pip installs', behaviour: { pip: 'sleep 30' } },
  {
    while: 'venv begins others',
    behaviour: { venv: 'd="$3"; (while true; do mkdir -p "$d/bin"; sleep 0.01; done) & sleep 30' },
  },
])(
  'is given up when that is asked for while $while, and nothing half made is left',
  async ({ behaviour }) => {
    await pretend(behaviour);
    const reason = new Error('enough');
    const started = Date.now();
    await expect(prepare(AbortSignal.abort(reason))).rejects.toBe(reason);
    const stop = new AbortController();
    setTimeout(() => stop.abort(reason), 500);
    await expect(prepare(stop.signal)).rejects.toBe(reason);
    expect(Date.now() - started).toBeLessThan(20_000);
    expect(await readdir(path.join(project, '.local'))).toEqual([]);
  },
);

describe('without what it needs, the Python environment', () => {
  const failure = async () => {
    const error = await prepare().catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(UserProblem);
    return (error as UserProblem).message;
  };

  it('says which Python is missing, and how to get one', async () => {
    const message = await failure();
    expect(message).toContain(`GUARDIAN_PYTHON names ${python}, which does not run`);
    expect(message).toContain('apt install python3 python3-venv');
  });

  it('says that a Python is too old', async () => {
    await pretend({ version: '3 9 7' });
    expect(await failure()).toContain(`needs Python 3.10 or newer; ${python} is 3.9.7`);
  });

  it('says that the venv module is missing', async () => {
    await pretend({ venv: 'echo "ensurepip is not available" >&2; exit 1' });
    expect(await failure()).toContain('apt install python3-venv');
  });

  it('says that it may not write', async () => {
    await pretend({ venv: 'echo "Error: [Errno 13] Permission denied" >&2; exit 1' });
    expect(await failure()).toContain('Make the folder .local writable for you.');
  });

  it('says that the disk is full', async () => {
    await pretend({ pip: 'echo "OSError: [Errno 28] No space left on device" >&2; exit 1' });
    expect(await failure()).toContain('make room');
  });

  it('says what pip said, and leaves nothing half made', async () => {
    await pretend({ pip: 'echo "No matching distribution" >&2; exit 1' });
    expect(await failure()).toContain('No matching distribution');
    expect(await readdir(path.join(project, '.local'))).toEqual([]);
  });
});
