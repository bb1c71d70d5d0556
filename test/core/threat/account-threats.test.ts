import { describe, expect, it } from 'vitest';
import { ADMIN_SESSION, eventNamed, sessionOf, withDetail } from '../../fakes/cloudtrail-events.ts';
import { by, denied, keyOf, threatsIn } from '../../fakes/threat-records.ts';

const CREATE_SAML = eventNamed('accounts/create-saml-provider');

const OPEN_ID = 'arn:aws:iam::222222222222:oidc-provider/idp.example.com';
const SAML = 'arn:aws:iam::222222222222:saml-provider/office';

const changed = (severity: string, name: string) => [
  { kind: 'identity-provider-changed', severity, target: { kind: 'identity-provider', name } },
];

describe('an identity provider', () => {
  it.each([
    ['create-saml-provider', 'medium', 'office'],
    ['update-saml-provider', 'medium', SAML],
    ['delete-saml-provider', 'low', SAML],
    ['create-open-id-connect-provider', 'medium', 'https://idp.example.com'],
    ['add-client-id-to-open-id-connect-provider', 'medium', OPEN_ID],
    ['update-open-id-connect-provider-thumbprint', 'medium', OPEN_ID],
    ['delete-open-id-connect-provider', 'low', OPEN_ID],
  ])('is told of: %s', (name, severity, target) => {
    const event = eventNamed(`accounts/${name}`);
    expect(threatsIn(event)).toEqual(changed(severity, target));
    expect(threatsIn(denied(event))).toEqual([]);
  });

  it('may be spelled otherwise, or not be recorded', () => {
    const shown = (requestParameters: unknown) => threatsIn(withDetail(CREATE_SAML, { requestParameters }));
    expect(shown({ samlProviderArn: SAML })).toEqual(changed('medium', SAML));
    expect(shown(null)).toEqual(changed('medium', 'not recorded'));
    expect(shown({ url: `https://${'x'.repeat(90_000)}` })[0]?.target.name).toHaveLength(300);
  });

  const ofRole = (arn: string) => ({ ...ADMIN_SESSION, sessionContext: { sessionIssuer: { arn } } });

  it.each<[string, unknown, string]>([
    [
      'Identity Center',
      ofRole('arn:aws:iam::222222222222:role/aws-service-role/sso.amazonaws.com/AWSServiceRoleForSSO'),
      'low',
    ],
    ['a service', { type: 'AWSService', invokedBy: 'sso.amazonaws.com' }, 'low'],
    ['a role with such a name', ofRole('arn:aws:iam::222222222222:role/AWSServiceRoleForSSO'), 'medium'],
    ['a role with such a path', ofRole('arn:aws:iam::222222222222:role/team/aws-service-role/x'), 'medium'],
    ['a session with such a name', sessionOf('Admin', 'AWSServiceRoleForSSO'), 'medium'],
    ['a user', keyOf('ana'), 'medium'],
  ])('is made every day by AWS alone: by %s', (_what, userIdentity, severity) => {
    expect(threatsIn(by(CREATE_SAML, userIdentity))).toEqual(changed(severity, 'office'));
  });
});

describe('the management of root users', () => {
  it.each([
    ['enable-organizations-root-credentials-management', 'low'],
    ['disable-organizations-root-credentials-management', 'medium'],
    ['enable-organizations-root-sessions', 'medium'],
    ['disable-organizations-root-sessions', 'medium'],
  ])('is told of: %s', (name, severity) => {
    const event = eventNamed(`accounts/${name}`);
    const target = { kind: 'organization', name: 'root users of member accounts' };
    expect(threatsIn(event)).toEqual([{ kind: 'root-management-changed', severity, target }]);
    expect(threatsIn(denied(event))).toEqual([]);
  });
});
