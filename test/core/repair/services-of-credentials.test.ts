import { describe, expect, it } from 'vitest';
import { proveSession } from '#core/proof/prove-session.ts';
import { withText } from '#core/repair/editable-document.ts';
import { proposeRepair } from '#core/repair/propose-repair.ts';
import { holding } from '../proof/hostile-user.ts';

const everything = (effect: 'Allow' | 'Deny', Condition?: object) => ({
  Effect: effect,
  Action: '*',
  Resource: '*',
  ...(Condition && { Condition }),
});

/** Denies keys and sessions without MFA each by when they were issued, which nobody knows of a service's credential. */
const DOCUMENT = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    everything('Allow'),
    everything('Deny', {
      BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' },
      Null: { 'aws:TokenIssueTime': 'true' },
    }),
    everything('Deny', {
      BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' },
      Null: { 'aws:TokenIssueTime': 'false' },
    }),
    {
      Effect: 'Deny',
      Action: ['codecommit:*', 'cassandra:*', 'logs:*', 'bedrock:*', 'bedrock-mantle:*'],
      Resource: '*',
    },
  ],
});

const ALICE = holding([DOCUMENT]);
const RULES = { allowPasswordChange: false };

describe('a repair', () => {
  it('is proved for the services that the user’s credentials work with', () => {
    const outcome = proposeRepair(ALICE, { ...RULES, services: 'any' });
    const { policy, holder, text } = outcome.kind === 'repaired' ? outcome.repair : expect.fail(outcome.kind);
    const repaired = withText(ALICE, { policy, holder, text: DOCUMENT }, text);
    expect(proveSession(ALICE, 'service-credential', RULES, 'any').answer).toBe('open');
    expect(proveSession(repaired, 'service-credential', RULES, 'any').answer).toBe('enforced');
  });
});
