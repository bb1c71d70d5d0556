import type { InputProblem } from '#core/explanation/explanation.ts';

/** What a document is for, as its form or an option says. */
export type DocumentRole = 'identity' | 'trust' | 'service-control' | 'boundary';

/** One policy document that somebody gave. */
export interface GivenDocument {
  /** The file, with a number if it has several. */
  readonly name: string;
  readonly file: string;
  readonly role: DocumentRole;
  /** As it was given, whatever is wrong with it. */
  readonly text: string;
  /**
   * What it says, if IAM would refuse it and it can be read for all that: without its comments and trailing commas, and
   * with what else IAM refuses.
   */
  readonly mended?: string;
  readonly problems: readonly InputProblem[];
  /** What is taken for granted in reading it so. */
  readonly assumed: readonly string[];
  /** The line in the file at which a statement begins, by its label. */
  readonly lineOf: (statement: string) => number | undefined;
  /** The role whose trust policy it is, where that is known. */
  readonly roleArn?: string;
}

/** Nothing is known of what somebody may hold who cannot hold what was given. */
const REFUSED = '';

/** What a document says, as if IAM took it if so asked; else what IAM refuses is no policy. */
export const textOf = ({ text, mended }: GivenDocument, isMended: boolean): string =>
  mended === undefined ? text : isMended ? mended : REFUSED;

export const namesOf = (documents: readonly GivenDocument[]): string =>
  documents.map(({ name }) => name).join(', ');
