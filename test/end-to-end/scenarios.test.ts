import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import {
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  ListRolePoliciesCommand,
  ListUsersCommand,
} from '@aws-sdk/client-iam';
import { afterAll, describe, expect, it } from 'vitest';
import { ENFORCER_ROLE } from '#core/guardian-names.ts';
import { PAYMENTS } from '../../local/organization/accounts.ts';
import type { LocalMode } from '../../local/organization/configure.ts';
import { scenariosWith } from '../../local/scenarios/all-scenarios.ts';
import { ODD_ORDER } from '../../local/scenarios/odd-order.ts';
import { playAll } from '../../local/scenarios/play-all.ts';
import { playScenario, type Venue } from '../../local/scenarios/play-scenario.ts';
import type { Scenario } from '../../local/scenarios/scenario.ts';
import { guardedOrganization } from './support/guarded-organization.ts';

const organization = guardedOrganization({ mode: 'enforce' });

/** With time for a minute of alerts before, for a digest within, and for what comes to rest after. */
const PATIENCE_MS = 400_000;

/** A digest needs more than ten. */
const toPlay: readonly Scenario[] = scenariosWith(12);

const venue = (members: Partial<Venue> = {}): Venue & { readonly lines: readonly string[] } => {
  const lines: string[] = [];
  return {
    endpoint: organization.endpoint(),
    mode: 'enforce',
    screen: { line: (line = '') => lines.push(line), pause: () => Promise.resolve(true) },
    signal: new AbortController().signal,
    lines,
    ...members,
  };
};

/** The end, and what was shown, for whoever has to find out why. */
const play = async (scenario: Scenario): Promise<string> => {
  const stand = venue();
  const end = await playScenario(scenario, stand);
  return end === 'held' ? end : `${end}\n${stand.lines.join('\n')}`;
};

const directory = mkdtempSync(path.join(tmpdir(), 'mfa-guardian-scenarios-'));
const note = path.join(directory, 'running.json');

afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** `npm run scenario`, as if this organization had been started by `npm start` in that mode. */
const runCommand = async (mode: LocalMode, ...words: readonly string[]) => {
  writeFileSync(note, JSON.stringify({ endpoint: organization.endpoint(), processId: process.pid, mode }));
  const child = spawn(process.execPath, ['local/scenario.ts', ...words], {
    env: { ...process.env, MFA_GUARDIAN_RUNNING: note },
  });
  const [stdout, [status]] = await Promise.all([text(child.stdout), once(child, 'close')]);
  return { stdout, status };
};

describe('on one organization, one after the other', () => {
  it.each(toPlay.map((scenario) => [scenario.name, scenario] as const))(
    '%s goes as it should',
    { timeout: PATIENCE_MS },
    async (_name, scenario) => {
      expect(await play(scenario)).toBe('held');
    },
  );

  it('odd-order goes as it should once more', { timeout: PATIENCE_MS }, async () => {
    expect(await play(ODD_ORDER)).toBe('held');
  });

  it('leaves nobody behind', async () => {
    const { iam } = await organization.administrator(PAYMENTS);
    const cast = new Set(toPlay.flatMap(({ cast }) => cast.users));
    const { Users = [] } = await iam.send(new ListUsersCommand({}));
    expect(Users.filter(({ UserName = '' }) => cast.has(UserName))).toEqual([]);
  });
});

describe('the exit code', () => {
  it('is 0 when everything went as it should', { timeout: PATIENCE_MS }, async () => {
    const { status, stdout } = await runCommand('enforce', 'odd-order');
    expect(stdout).toContain('3 of 3 steps went as they should');
    expect(status).toBe(0);
  });

  it('is 1 in observe mode, which is said in words', async () => {
    const { status, stdout } = await runCommand('observe', 'odd-order');
    expect(stdout).toContain('in observe mode');
    expect(stdout).not.toContain('1 of 3');
    expect(status).toBe(1);
  });
});

describe('a guardian that has lost its enforcer role', () => {
  it('is noticed: the scenario is broken, and so is the whole', { timeout: PATIENCE_MS }, async () => {
    const { iam } = await organization.administrator(PAYMENTS);
    const role = { RoleName: ENFORCER_ROLE };
    const { PolicyNames = [] } = await iam.send(new ListRolePoliciesCommand(role));
    for (const PolicyName of PolicyNames) {
      await iam.send(new DeleteRolePolicyCommand({ ...role, PolicyName }));
    }
    await iam.send(new DeleteRoleCommand(role));
    const stand = venue({ patienceMs: 10_000 });
    expect(await playAll([ODD_ORDER], stand)).toBe(false);
    expect(stand.lines.join('\n')).toContain('Step 1 of 3 did not go as it should');
  });
});
