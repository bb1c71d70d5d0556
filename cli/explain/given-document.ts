import type { InputProblem } from '#core/explanation/explanation.ts';

/** What a document is for, as its form or an option says. */
export type DocumentRole = 'identity' | 'trust' | 'service-control' | 'boundary';

/** One policy document that somebody gave. */
export interface GivenDocument {
  /** The file, with a number if it has several. */
  readonly name: string;
  readonly file: string;
  readonly role: DocumentRole;
  /** As IAM would get it, whatever is wrong with it. */
  readonly text: string;
  /** Without its comments and trailing commas, if that is all that is wrong with it. */
  readonly mended?: string;
  readonly problems: readonly InputProblem[];
  /** What is taken for granted in reading it so. */
  readonly assumed: readonly string[];
  /** The line in the file at which a statement begins, by its label. */
  readonly lineOf: (statement: string) => number | undefined;
  /** The role whose trust policy it is, where that is known. */
  readonly roleArn?: string;
}

/** The text of a document, without comments and trailing commas if so asked. */
export const textOf = ({ text, mended }: GivenDocument, isMended: boolean): string =>
  isMended ? (mended ?? text) : text;

export const namesOf = (documents: readonly GivenDocument[]): string =>
  documents.map(({ name }) => name).join(', ');
