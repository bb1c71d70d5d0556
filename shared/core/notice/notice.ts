import type { Severity } from '#core/verdict/severity-level.ts';

/** One message to people, before any transport; plain text, safe to show as such. */
export interface Message {
  /** Names the message for ever: the same id is never sent twice on one channel. */
  readonly id: string;
  /** One line of at most 99 printable ASCII characters, as SNS demands of an e-mail's subject. */
  readonly subject: string;
  readonly body: string;
}

/** One thing that people are told of: in a message of its own or, while there are many, in a line of a digest. */
export interface Notice extends Message {
  /** Where it happened, as people know the account. */
  readonly account: string;
  /** What it says, in the same few words for everything that is alike; a digest groups by them. */
  readonly says: string;
  /** How soon somebody has to look. What is critical is never held back because of what is not. */
  readonly severity: Severity;
}

/** What wording needs to know about the deployment. */
export interface NoticeContext {
  readonly mode: 'observe' | 'enforce';
  readonly accountNames: Readonly<Record<string, string>>;
}
