import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { findRunning, forgetRunning, noteRunning } from '../../local/organization/running.ts';

const directory = mkdtempSync(path.join(tmpdir(), 'mfa-guardian-running-'));
const note = path.join(directory, 'running.json');
let server: Server;
let endpoint: string;

beforeAll(async () => {
  vi.stubEnv('MFA_GUARDIAN_RUNNING', note);
  server = createServer((_request, response) => response.end('{}'));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(() => rmSync(note, { force: true }));

afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(directory, { recursive: true, force: true });
  server.close();
});

const write = (text: string): void => writeFileSync(note, text);

const noteOf = (processId: number, where = endpoint): string =>
  JSON.stringify({ endpoint: where, processId, mode: 'enforce' });

describe('the organization that runs', () => {
  it('is found by its note, and forgotten', async () => {
    await noteRunning(endpoint, 'observe');
    expect(await findRunning()).toEqual({ endpoint, processId: process.pid, mode: 'observe' });
    await forgetRunning();
    expect(await findRunning()).toBeUndefined();
    expect(existsSync(note)).toBe(false);
  });

  it('is none when its process has ended', async () => {
    const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
    await once(child, 'close');
    write(noteOf(child.pid ?? 0));
    expect(await findRunning()).toBeUndefined();
  });

  it('is none when another process has its number now, and nothing answers', async () => {
    write(noteOf(process.pid, 'http://127.0.0.1:9'));
    expect(await findRunning()).toBeUndefined();
  });

  it.each(['', '{', 'null', '[]'])('is none when the note says %j', async (text) => {
    write(text);
    expect(await findRunning()).toBeUndefined();
  });

  it('is not forgotten by a process that did not start it', async () => {
    write(noteOf(process.ppid));
    await forgetRunning();
    expect(existsSync(note)).toBe(true);
  });
});
