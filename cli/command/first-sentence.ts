/** Of the sentences that Node.js has for a wrong parameter, the first says what is wrong. */
export const firstSentence = (message: string): string =>
  /^.*?(?=\. |\.\n|\.?$)/s.exec(message)?.[0] ?? message;
