import { describe, expect, it } from 'vitest';
import { concernedBy, namedIn } from '#core/change/observed-event.ts';
import { isSignInWithoutMfa } from '#core/change/read-sign-in.ts';
import { eventNamed, withDetail } from '../../fakes/cloudtrail-events.ts';
import { observed } from './observed.ts';

const SIGN_IN = eventNamed('console-login');
const CHECK = eventNamed('check-mfa');
const ROOT = { type: 'Root', arn: 'arn:aws:iam::222222222222:root', accountId: '222222222222' };
const ANA = [{ kind: 'user', userName: 'ana' }];

const signedInWith = (additionalEventData: unknown, more: Readonly<Record<string, unknown>> = {}) =>
  observed(withDetail(SIGN_IN, { additionalEventData, ...more }));

describe('a sign-in to the console', () => {
  it.each<[string, unknown, boolean]>([
    ['a password alone', { MFAUsed: 'No' }, true],
    ['no word of MFA', { MobileVersion: 'No' }, true],
    ['no additional data', null, true],
    ['additional data that is a text', 'MFAUsed: Yes', true],
    ['MFA', { MFAUsed: 'Yes' }, false],
    ['MFA in capitals, as records of the root user have it', { MFAUsed: 'YES' }, false],
    [
      'an identity provider',
      { MFAUsed: 'No', SamlProviderArn: 'arn:aws:iam::222222222222:saml-provider/x' },
      false,
    ],
  ])('with %s is read for what it is', (_what, additionalEventData, without) => {
    const event = signedInWith(additionalEventData);
    expect(isSignInWithoutMfa(event.details)).toBe(without);
    expect(concernedBy(event)).toEqual(without ? ANA : []);
  });

  it.each(['Yes', 'No'])('of the root user concerns it, MFA used or not: %s', (MFAUsed) => {
    expect(concernedBy(signedInWith({ MFAUsed }, { userIdentity: ROOT }))).toEqual([{ kind: 'root' }]);
  });

  it('that failed concerns nobody, though it has no error code', () => {
    const failed = signedInWith(
      { MFAUsed: 'No' },
      {
        responseElements: { ConsoleLogin: 'Failure' },
        errorMessage: 'Failed authentication',
        userIdentity: { type: 'IAMUser', accountId: '222222222222', accessKeyId: '', userName: 'ana' },
      },
    );
    expect(failed.failure).toBe('Failure');
    expect(concernedBy(failed)).toEqual([]);
    expect(namedIn(failed)).toEqual(ANA);
  });

  it.each([null, {}, { ConsoleLogin: 'Success' }, { CheckMfa: 'Failure' }, { ConsoleLogin: ['Failure'] }])(
    'whose answer is %j did not fail',
    (responseElements) => {
      expect(signedInWith({ MFAUsed: 'No' }, { responseElements }).failure).toBeUndefined();
    },
  );
});

describe('the question for a device', () => {
  it('concerns the user who is asked', () => {
    expect(concernedBy(observed(CHECK))).toEqual(ANA);
  });

  it('concerns nobody where it was not answered', () => {
    const failed = observed(withDetail(CHECK, { responseElements: { CheckMfa: 'Failure' } }));
    expect(concernedBy(failed)).toEqual([]);
  });
});
