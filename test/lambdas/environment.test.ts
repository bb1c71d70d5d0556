import { describe, expect, it } from 'vitest';
import { requiredVariables } from '../../lambdas/environment.ts';

const NAMES = ['LEDGER_TABLE', 'QUEUE_URL'] as const;

describe('requiredVariables', () => {
  it('reads what the deployment has set, and nothing else', () => {
    expect(requiredVariables({ LEDGER_TABLE: 'ledger', QUEUE_URL: 'queue', HOME: '/' }, NAMES)).toEqual({
      LEDGER_TABLE: 'ledger',
      QUEUE_URL: 'queue',
    });
  });

  it.each([{}, { LEDGER_TABLE: '', QUEUE_URL: undefined }])(
    'stops the function where something is missing, and names all of it: %j',
    (environment) => {
      expect(() => requiredVariables(environment, NAMES)).toThrow('LEDGER_TABLE, QUEUE_URL');
    },
  );
});
