import type { NamedPrincipal } from '#core/verdict/disposition.ts';
import { type ReadProblem, readRecords } from './read-records.ts';
import type { OnProgress } from './reading-progress.ts';
import { type ReplayedRecord, replayRecord } from './replay-record.ts';
import { timelineOf } from './timeline.ts';

/** What came of replaying everything. */
export interface ReplayTotals {
  records: number;
  watched: number;
  threats: number;
  problems: number;
}

export interface ReplayWish {
  readonly paths: readonly string[];
  readonly json: boolean;
  readonly spared: readonly NamedPrincipal[];
}

/** Where things are said that are no result. */
export interface ReplayListener {
  readonly onProgress?: OnProgress;
  readonly onProblem: (text: string) => void;
}

const jsonLine = (
  file: string,
  line: number,
  { eventID, eventName, account, watched, concerns, threats }: ReplayedRecord,
): string => JSON.stringify({ file, line, eventID, eventName, account, watched, concerns, threats });

const problemLine = ({ file, line, reason }: ReadProblem): string =>
  `${file}${line === null ? '' : `:${line}`}: ${reason}`;

const count = (totals: ReplayTotals, { watched, threats }: ReplayedRecord): void => {
  totals.records += 1;
  totals.watched += watched ? 1 : 0;
  totals.threats += threats.length;
};

const linesOf = (file: string, line: number, record: ReplayedRecord, json: boolean): string =>
  (json ? [jsonLine(file, line, record)] : timelineOf(record)).map((text) => `${text}\n`).join('');

/** The lines of output, one after the other, as they are found; what was counted comes to be in `totals`. */
export async function* replay(
  { paths, json, spared }: ReplayWish,
  { onProgress, onProblem }: ReplayListener,
  totals: ReplayTotals,
): AsyncGenerator<string> {
  for await (const item of readRecords(paths, onProgress && { onProgress })) {
    if (item.kind === 'problem') {
      totals.problems += 1;
      onProblem(problemLine(item));
    } else {
      const record = replayRecord(item.value, spared);
      count(totals, record);
      yield linesOf(item.file, item.line, record, json);
    }
  }
}
