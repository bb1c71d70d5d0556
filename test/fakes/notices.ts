import { type AnnouncedVerdict, composeVerdictNotice } from '#core/notice/compose-verdict-notice.ts';
import type { Notice, NoticeContext } from '#core/notice/notice.ts';
import { exposed } from './findings.ts';
import { ANA, arnOf, NEW_YEAR, userIdOf } from './people.ts';
import { CALL } from './records.ts';

/** The notice of a verdict about ana, exposed unless the case says otherwise. */
export const noticeOf = (
  members: Partial<AnnouncedVerdict> = {},
  mode: NoticeContext['mode'] = 'enforce',
): Notice | undefined =>
  composeVerdictNotice(
    {
      principal: ANA,
      identity: { userId: userIdOf('ana'), arn: arnOf('ana') },
      verdictVersion: 3,
      finding: exposed(),
      disposition: { kind: 'none' },
      previousFinding: null,
      cause: CALL,
      readBegan: NEW_YEAR,
      ...members,
    },
    { mode, accountNames: { '222222222222': 'Web shop' } },
  );

/** A notice about somebody, as a digest would name it; name only what matters to the case. */
export const noticeAbout = (userName: string, members: Partial<Notice> = {}): Notice => ({
  id: `verdict/${userName}`,
  subject: `MFA Guardian: ${userName} in Web shop can act without MFA`,
  body: `What there is to say of ${userName}.\n`,
  account: 'Web shop',
  says: 'can act without MFA',
  severity: 'low',
  ...members,
});

/** The text as it reads, wherever its lines are broken. */
export const readAloud = (body: string | undefined): string => (body ?? '').replaceAll(/\n */g, ' ');
