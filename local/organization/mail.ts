/** An e-mail that SNS would have sent. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly body: string;
  /** Seconds since 1970. */
  readonly at: number;
}

/** The e-mails that were sent after an instant, oldest first. */
export const readMail = async (endpoint: string, since = 0): Promise<readonly Mail[]> => {
  const answer = await fetch(`${endpoint}/_local/mail?since=${since}`);
  return (await answer.json()) as readonly Mail[];
};
