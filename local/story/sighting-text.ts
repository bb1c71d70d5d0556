import { type Actor, describeActor } from '#core/change/actor.ts';
import { type Concern, describeConcern } from '#core/change/concern.ts';
import { namedIn, type ObservedEvent } from '#core/change/observed-event.ts';
import { ENFORCER_ROLE, READER_ROLE } from '#core/guardian-names.ts';
import { describeAttachFailure } from '#core/notice/describe-attach-failure.ts';
import { describeGap, describeOpenSession } from '#core/notice/describe-finding.ts';
import { describeReach } from '#core/notice/describe-reach.ts';
import { describeThreat } from '#core/notice/describe-threat.ts';
import type { Finding } from '#core/verdict/mfa-verdict.ts';
import { wrap } from '../../cli/terminal/wrap.ts';
import { accountNamed } from '../organization/accounts.ts';
import { harmless } from './harmless.ts';
import type { Sighting, SightingOf } from './sighting.ts';

/** As wide as the longest of the words that say what the guardian does. */
const LABEL_WIDTH = 11;
const INDENT = '  ';

const labelled = (label: string, text: string): readonly string[] => {
  const first = `${INDENT}${label.padEnd(LABEL_WIDTH)}`;
  return wrap(harmless(text), ' '.repeat(first.length), first);
};

/** The calls that tell a reader most; the others are counted. */
const TELLING = ['GetUser', 'ListAccessKeys', 'ListMFADevices', 'ListAttachedUserPolicies'];

const namesOf = (calls: readonly string[]): string => {
  const names = new Set(calls);
  const told = TELLING.filter((name) => names.has(name));
  const others = names.size - told.length;
  return told.length === 0 || others < 2 ? [...names].join(', ') : `${told.join(', ')} and ${others} others`;
};

const describeWays = ({ open, hasDevice }: Finding & { kind: 'exposed' }): string => {
  const [first = '', ...more] = open.map((session) => describeOpenSession(session, hasDevice));
  const others = more.length === 1 ? 'one other way' : `${more.length} other ways`;
  return more.length === 0 ? first : `${first}, and ${others}`;
};

const describeFinding = (finding: Finding, brief: boolean): string => {
  switch (finding.kind) {
    case 'no-access':
      return 'has nothing to sign in with';
    case 'protected':
      return 'is protected: has a device, and without it little but enrolling is allowed';
    case 'awaiting-enrolment':
      return 'awaits enrolment: has no device, and little but enrolling one is allowed';
    case 'exposed':
      return `is exposed (${finding.severity}) through ${describeWays(finding)}${brief ? '' : `. ${describeReach(finding.open)}`}`;
    case 'undetermined':
      return `can't be judged: ${finding.gaps.map(describeGap).join('; ')}`;
  }
};

const nameOf = (actor: Actor): string => {
  switch (actor.kind) {
    case 'iam-user':
      return `IAM user ${actor.userName}`;
    case 'role-session':
      return `session ${actor.sessionName} of role ${actor.roleArn.slice(actor.roleArn.lastIndexOf('/') + 1)}`;
    default:
      return describeActor(actor);
  }
};

const isAboutCaller = (actor: Actor, concerns: readonly Concern[]): boolean =>
  concerns.every(
    (concern) => concern.kind === 'user' && actor.kind === 'iam-user' && concern.userName === actor.userName,
  );

const aboutWhom = ({ call, ...event }: ObservedEvent): string => {
  const concerns = namedIn({ call, ...event });
  return isAboutCaller(call.actor, concerns) ? '' : `, about ${concerns.map(describeConcern).join(', ')}`;
};

/** A call under the role that only the guardian may use. Whether it made the call, it finds out by itself. */
export const isOwnCall = ({ call: { actor } }: ObservedEvent): boolean =>
  actor.kind === 'role-session' && actor.roleArn.endsWith(`:role/${ENFORCER_ROLE}`);

const sawText = ({ event }: SightingOf<'saw'>): readonly string[] => {
  const failed = event.failure === undefined ? '' : `, refused with ${event.failure}`;
  const { actor, eventName } = event.call;
  const place = `in ${accountNamed(event.account)}`;
  return isOwnCall(event)
    ? labelled('saw', `the record of its own ${eventName} ${place}${aboutWhom(event)}${failed}`)
    : labelled('saw', `${eventName} ${place} by ${nameOf(actor)}${aboutWhom(event)}${failed}`);
};

const readText = ({ reads }: SightingOf<'read'>, brief: boolean): readonly string[] => {
  const what = `${reads.by} made ${reads.calls.length} calls in ${accountNamed(reads.account)}`;
  return labelled('read', brief ? what : `${what} as ${READER_ROLE}: ${namesOf(reads.calls)}`);
};

const concludedText = ({ verdict }: SightingOf<'concluded'>, brief: boolean): readonly string[] => {
  const spared =
    verdict.disposition.kind === 'none' ? '' : `; spared by the configuration: ${verdict.disposition.kind}`;
  return labelled(
    'concluded',
    `${verdict.principal.userName} ${describeFinding(verdict.finding, brief)}${spared}`,
  );
};

const didText = ({ action }: SightingOf<'did'>): readonly string[] => {
  const who = `${action.principal.userName} in ${accountNamed(action.principal.account)}`;
  const { outcome } = action;
  return labelled(
    'did',
    outcome.kind === 'attached'
      ? `attached ${outcome.policyArn.slice(outcome.policyArn.lastIndexOf('/') + 1)} to ${who}`
      : `attached nothing to ${who}: ${describeAttachFailure(outcome.because)}`,
  );
};

const noticedText = ({ threat }: SightingOf<'noticed'>): readonly string[] =>
  labelled(
    'noticed',
    `${describeThreat(threat.threat.kind).headline} (${threat.threat.severity}): ${threat.threat.target.name}, in ${accountNamed(threat.account)}`,
  );

const tamperingText = ({ tampering }: SightingOf<'tampering'>): readonly string[] =>
  labelled('noticed', `${tampering.call.eventName} under a role of the guardian that it did not make itself`);

const indented = (text: string): readonly string[] =>
  text
    .trimEnd()
    .split('\n')
    .flatMap((line) => wrap(harmless(line), `${INDENT}|   `, `${INDENT}| `))
    .map((line) => line.trimEnd());

/** Who did what: the paragraph after the first. */
const inBrief = (body: string): string => `${body.split('\n\n')[1] ?? ''}\n...`;

const toldText = ({ mail }: SightingOf<'told'>, brief: boolean): readonly string[] => [
  ...labelled('told', mail.to),
  ...indented(brief ? `${mail.subject}\n${inBrief(mail.body)}` : `${mail.subject}\n\n${mail.body}`),
];

/**
 * The lines for a terminal of eighty columns that say what was noticed; text from AWS is made harmless. In brief, an
 * alert is its subject and who did what, a conclusion leaves out what is reachable, and reads are only counted.
 */
export const sightingText = (sighting: Sighting, brief = false): readonly string[] => {
  switch (sighting.kind) {
    case 'saw':
      return sawText(sighting);
    case 'read':
      return readText(sighting, brief);
    case 'concluded':
      return concludedText(sighting, brief);
    case 'did':
      return didText(sighting);
    case 'noticed':
      return noticedText(sighting);
    case 'tampering':
      return tamperingText(sighting);
    case 'told':
      return toldText(sighting, brief);
  }
};
