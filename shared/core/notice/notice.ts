/** What one message tells people, before any transport; plain text, safe to show as such. */
export interface Notice {
  /** Names the message for ever: the same id is never sent twice on one channel. */
  readonly id: string;
  /** One line of at most 99 printable ASCII characters, as SNS demands of an e-mail's subject. */
  readonly subject: string;
  readonly body: string;
}

/** What wording needs to know about the deployment. */
export interface NoticeContext {
  readonly mode: 'observe' | 'enforce';
  readonly accountNames: Readonly<Record<string, string>>;
}
