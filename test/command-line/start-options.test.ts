import { describe, expect, it } from 'vitest';
import { UserProblem } from '../../cli/command/user-problem.ts';
import { readStartOptions } from '../../local/start-options.ts';

describe('the options of npm start', () => {
  it('enforces and gives the tour unless told otherwise', () => {
    expect(readStartOptions([])).toEqual({
      mode: 'enforce',
      port: undefined,
      tour: true,
      exit: false,
      help: false,
    });
  });

  it('leaves the tour out when asked to, and when nothing is enforced', () => {
    expect(readStartOptions(['--no-tour'])).toMatchObject({ mode: 'enforce', tour: false });
    expect(readStartOptions(['--observe'])).toMatchObject({ mode: 'observe', tour: false });
  });

  it.each(['0', '65536', '80.5', 'web', ''])('refuses the port %j, and says which are allowed', (port) => {
    expect(() => readStartOptions(['--port', port])).toThrow(
      `expected a port between 1 and 65535, received ${port}`,
    );
  });

  it('takes a port', () => {
    expect(readStartOptions(['--port', '4566'])).toMatchObject({ port: 4566 });
  });

  it.each([
    { args: ['--exit', '--no-tour'], complaint: '--exit ends after the tour' },
    { args: ['--exit', '--observe'], complaint: '--exit ends after the tour' },
    { args: ['--tour'], complaint: "Unknown option '--tour'" },
    { args: ['now'], complaint: "Unexpected argument 'now'" },
  ])('refuses $args in words, with the usage', ({ args, complaint }) => {
    expect(() => readStartOptions(args)).toThrow(UserProblem);
    expect(() => readStartOptions(args)).toThrow(complaint);
    expect(() => readStartOptions(args)).toThrow('Usage: npm start');
  });
});
