import { describeActor } from '#core/change/actor.ts';
import { namelessness } from '#core/change/observed-event.ts';
import { printable } from '#core/kernel/printable.ts';
import { formatInstant } from '#core/kernel/time.ts';
import type { ReplayedConcern, ReplayedRecord } from './replay-record.ts';

const UNKNOWN_TIME = '(no time)'.padEnd(20);

const describeConcern = ({ kind, name }: ReplayedConcern): string =>
  kind === 'root' ? 'the root user' : `${kind} ${name}`;

const consequence = ({ concerns, read }: ReplayedRecord): string => {
  if (read === undefined) {
    return 'not watched';
  }
  if (read.failure !== undefined) {
    return `failed (${read.failure}): nobody`;
  }
  if (namelessness(read) !== undefined) {
    return 'names nobody: it would have been set aside';
  }
  return concerns.length === 0 ? 'nobody' : concerns.map(describeConcern).join(', ');
};

const whereNoRuleStands = ({ elsewhere }: ReplayedRecord): string =>
  elsewhere === undefined ? '' : ` (in ${elsewhere}, where no rule of the guardian's stands)`;

/** What was watched of a record, and what the guardian would have looked at, in a line; a line more for each threat. */
export const timelineOf = (record: ReplayedRecord): readonly string[] => {
  const { read, account, threats } = record;
  if (read === undefined) {
    return [];
  }
  const { call } = read;
  const when = call.at === 0 ? UNKNOWN_TIME : formatInstant(call.at);
  return [
    printable(
      `${when}  ${account}  ${call.eventName} by ${describeActor(call.actor)} -> ${consequence(record)}${whereNoRuleStands(record)}`,
    ),
    ...threats.map(({ kind, severity, target }) =>
      printable(`${' '.repeat(20)}! ${severity}: ${kind} (${target.kind} ${target.name})`),
    ),
  ];
};
