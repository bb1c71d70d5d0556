import { describe, expect, it } from 'vitest';
import { fileOf, runScript, runUnread, SCRIPTS } from './run-npm-script.ts';

/** A line of a stack; nobody can mend anything with it. */
const STACK = /^\s+at .*:\d+/m;

/** What drives the local AWS has words of its own. */
const COMMANDS = [...SCRIPTS.keys()].filter((script) => /^(cli|test)\//.test(fileOf(script) ?? ''));

describe('every command of npm run', () => {
  it.each(COMMANDS.flatMap((script) => [[script, '--help'] as const, [script, '-h'] as const]))(
    'says what it does: %s %s',
    (script, word) => {
      const { status, stdout, stderr } = runScript(script, [word]);
      expect(stdout).toMatch(new RegExp(`^npm run ${script}\\b`));
      expect(stderr).toBe('');
      expect(status).toBe(0);
    },
  );

  it.each(COMMANDS)('refuses an option that it does not know: %s', (script) => {
    const { status, stderr } = runScript(script, ['--no-such-option']);
    expect(stderr).toContain('--no-such-option');
    expect(stderr).toContain(`npm run ${script} -- --help`);
    expect(stderr).not.toMatch(STACK);
    expect(status).not.toBe(0);
  });

  it.each(COMMANDS)('has nothing to complain of where nobody reads on: %s', async (script) => {
    expect(await runUnread(script, ['--help'])).toBe('');
  });
});
