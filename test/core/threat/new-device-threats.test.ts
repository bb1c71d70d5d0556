import { describe, expect, it } from 'vitest';
import type { PrincipalRecord } from '#core/ledger/principal-record.ts';
import { newDeviceThreats } from '#core/threat/new-device-threats.ts';
import { ADMIN_SESSION, type DeliveredEvent, eventNamed, withDetail } from '../../fakes/cloudtrail-events.ts';
import { recordOf } from '../../fakes/records.ts';
import { by } from '../../fakes/threat-records.ts';
import { observed } from '../change/observed.ts';

const PHONE = 'arn:aws:iam::222222222222:mfa/ana-phone';
const OTHER = 'arn:aws:iam::222222222222:mfa/ana-tablet';

const startedWith = (serialNumber: unknown): DeliveredEvent =>
  withDetail(eventNamed('sessions/assume-role'), {
    requestParameters: { roleArn: 'arn:aws:iam::222222222222:role/Deployer', serialNumber },
  });

const knownBy = (...deviceSerials: readonly string[]): PrincipalRecord => recordOf({ deviceSerials });

const SHOWN = [{ kind: 'new-device-used', severity: 'low', target: { kind: 'user', name: 'ana' } }];

describe('a device that a session is started with', () => {
  it.each<[string, DeliveredEvent, PrincipalRecord | undefined, readonly unknown[]]>([
    ['is new where the user had another', startedWith(PHONE), knownBy(OTHER), SHOWN],
    ['is new where the user had none', startedWith(PHONE), knownBy(), SHOWN],
    ['is not new where the user has it', startedWith(PHONE), knownBy(OTHER, PHONE), []],
    ['is not known to be new where nobody read the user', startedWith(PHONE), undefined, []],
    [
      'is not known to be new where no read showed devices',
      startedWith(PHONE),
      recordOf({ deviceSerials: undefined }),
      [],
    ],
    ['is none where the call names none', eventNamed('sessions/get-session-token'), knownBy(), []],
    [
      'is none where what the call names is no text',
      withDetail(startedWith(PHONE), { requestParameters: { serialNumber: 42 } }),
      knownBy(),
      [],
    ],
    [
      'is not used where the call failed',
      withDetail(startedWith(PHONE), { errorCode: 'AccessDenied' }),
      knownBy(),
      [],
    ],
  ])('%s', (_what, event, known, threats) => {
    expect(newDeviceThreats(observed(event), known)).toEqual(threats);
  });

  it('is nobody’s where the caller is no user', () => {
    const record = observed(startedWith(PHONE));
    const { names } = observed(by(eventNamed('tag-mfa-device'), ADMIN_SESSION));
    expect(newDeviceThreats({ ...record, names }, knownBy())).toEqual([]);
  });
});
