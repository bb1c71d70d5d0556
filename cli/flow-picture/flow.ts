import { CHANGE_TO_VERDICT, VERDICT_TO_NOTICE } from './arrows.ts';
import { BOXES, type BoxName } from './boxes.ts';
import type { Label, Panel, Picture, Stage } from './picture.ts';

const stage = (x: number, width: number, word: string, ...lines: readonly string[]): Stage => ({
  x,
  y: 30,
  width,
  word,
  lines,
});

const STAGES: readonly Stage[] = [
  stage(24, 150, 'change', 'an event says', 'whom to look at'),
  stage(200, 92, 'posture', 'the user,', 'read anew'),
  stage(296, 92, 'proof', 'what works', 'without MFA'),
  stage(392, 84, 'verdict', 'a finding and', 'its evidence'),
  stage(482, 166, 'action', 'a policy is attached,', 'where you allow it'),
  stage(658, 148, 'notice', 'people are told', 'what and why'),
];

const PANELS: readonly Panel[] = [
  {
    title: { x: 24, y: 138, text: 'Every watched account' },
    corners: [
      { x: 8, y: 114 },
      { x: 635, y: 114 },
      { x: 635, y: 400 },
      { x: 8, y: 400 },
    ],
  },
  {
    title: { x: 108, y: 436, text: 'Security account' },
    corners: [
      { x: 645, y: 306 },
      { x: 822, y: 306 },
      { x: 822, y: 790 },
      { x: 8, y: 790 },
      { x: 8, y: 412 },
      { x: 645, y: 412 },
    ],
  },
];

const LABELS: readonly Label[] = [
  { x: 333, y: 266, text: 'reads the user anew' },
  { x: 333, y: 436, text: 'assumes' },
  { x: 562, y: 436, text: 'assumes' },
  { x: 410, y: 610, text: 'verdict' },
  { x: 562, y: 610, text: 'if exposed' },
  { x: 650, y: 610, text: 'action' },
  { x: 738, y: 610, text: 'all' },
  { x: 188, y: 664, text: 'threats' },
];

/** The guardian's data flow, for the README: what happens in which account, from a change to a notice. */
export const FLOW: Picture<BoxName> = {
  width: 830,
  height: 798,
  title: 'How MFA Guardian works: change, posture, proof, verdict, action, notice',
  description:
    'In every watched account, CloudTrail records that somebody calls IAM, and rules of the default event bus ' +
    'forward what is watched to the ingress bus of the security account. From there it goes through the changes ' +
    'queue to the function route-change (stage 1, change), and through the assessments queue to assess-principal, ' +
    'which assumes the reader role in the account, reads the user as it is now, proves what works without MFA, and ' +
    'reaches a verdict (stages 2 to 4). Verdicts go to the internal bus. If the user is exposed, enforce-verdict ' +
    'assumes the enforcer role and attaches one of four policies to the user (stage 5, action). Verdicts, actions and ' +
    'threats, which route-change announces at once, reach notify-people, which tells people by SNS and e-mail ' +
    '(stage 6, notice). A ledger in DynamoDB remembers, and dead-letter queues, each with an alarm, keep what could not ' +
    'be handled.',
  band: { x: 8, y: 8, width: 814, height: 94 },
  stages: STAGES,
  panels: PANELS,
  boxes: BOXES,
  arrows: [...CHANGE_TO_VERDICT, ...VERDICT_TO_NOTICE],
  labels: LABELS,
};
