import { printable } from '#core/kernel/printable.ts';
import { SEVERITIES } from '#core/verdict/severity-level.ts';
import type { Message, Notice } from './notice.ts';
import { type NoticeWindow, TOLD_ONE_BY_ONE } from './notice-window.ts';
import { paragraphs, subjectLine } from './plain-text.ts';

/** What is kept of a notice that waits for a digest; its whole text is in the log. */
export type HeldNotice = Omit<Notice, 'body'>;

/**
 * Room for the notices, in bytes: well below what SNS takes, so that there is room for the words around them.
 * @see https://docs.aws.amazon.com/sns/latest/api/API_Publish.html (Message, 262,144 bytes)
 */
const ROOM = 200_000;

/** Far more kinds of notices than there are; whatever they will say, their counts leave room for the notices. */
const MOST_COUNTS = 50;

const gravity = (notices: readonly HeldNotice[]): number =>
  Math.max(...notices.map(({ severity }) => SEVERITIES.indexOf(severity)));

/** Of equal severity what is rare comes first: one tampering is not to be looked for below five hundred users. */
const compareGroups = (left: readonly HeldNotice[], right: readonly HeldNotice[]): number =>
  gravity(right) - gravity(left) || left.length - right.length;

/** The notices that are alike in what a text says of them, the gravest groups first. */
const groupsBy = (
  notices: readonly HeldNotice[],
  textOf: (notice: HeldNotice) => string,
): readonly (readonly [string, readonly HeldNotice[]])[] =>
  [...Map.groupBy(notices, textOf)].sort(([, left], [, right]) => compareGroups(left, right));

const saysOf = ({ says }: HeldNotice): string => printable(says);

const headingOf = ({ account, says }: HeldNotice): string => `${printable(account)}: ${printable(says)}`;

const compareTexts = (left: string, right: string): number => Number(left > right) - Number(left < right);

/** One line for each notice; those that would read the same are told apart by what the log calls them. */
const linesOf = (notices: readonly HeldNotice[]): ReadonlyMap<HeldNotice, string> =>
  new Map(
    [...Map.groupBy(notices, ({ subject }) => printable(subject))].flatMap(([subject, alike]) =>
      alike.map((notice) => [
        notice,
        alike.length === 1 ? `- ${subject}` : `- ${subject} (${printable(notice.id)})`,
      ]),
    ),
  );

/** The line of each notice, with the heading of its group before the first. All of it is ASCII, a byte a character. */
const entriesOf = (notices: readonly HeldNotice[]): readonly string[] => {
  const lines = linesOf(notices);
  return groupsBy(notices, headingOf).flatMap(([heading, group]) =>
    group.map((notice, index) =>
      index === 0 ? `\n\n${heading}, ${group.length}\n${lines.get(notice)}` : `\n${lines.get(notice)}`,
    ),
  );
};

/** As many as fit, from the first on. */
const fitting = (entries: readonly string[]): readonly string[] => {
  let room = ROOM;
  return entries.filter((entry) => {
    room -= entry.length;
    return room >= 0;
  });
};

const countsOf = (notices: readonly HeldNotice[]): string =>
  [
    `${notices.length} in all:`,
    ...groupsBy(notices, saysOf)
      .slice(0, MOST_COUNTS)
      .map(([says, group]) => `- ${group.length} ${says}`),
  ].join('\n');

/** Names the digest of a window for ever. */
export const digestId = ({ allowance, minute }: NoticeWindow): string => `digest/${allowance}/${minute}`;

/** One message that names each of the notices once, whatever their order, or says how many more there are. */
export const composeDigest = (window: NoticeWindow, notices: readonly HeldNotice[]): Message => {
  const id = digestId(window);
  const inOrder = notices.toSorted((left, right) => compareTexts(left.id, right.id));
  const entries = entriesOf(inOrder);
  const named = fitting(entries);
  const more = entries.length - named.length;
  return {
    id,
    subject: subjectLine(
      `MFA Guardian: ${notices.length} more notices within a minute (severest: ${SEVERITIES[gravity(notices)]})`,
    ),
    body: paragraphs([
      `More than ${TOLD_ONE_BY_ONE} notices came within a minute. The first came one by one; the others are named here, each in one line, the most severe first.`,
      countsOf(inOrder),
      named.join('').trimStart(),
      more === 0 ? '' : `And ${more} more, for which there is no room here.`,
      `What each of them says in full is in the log of the function notify-people: look for "${id}".`,
    ]),
  };
};
