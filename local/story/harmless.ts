/** Names come from AWS, and whoever gave them: nothing of them moves a cursor, breaks a line or turns it round. */
export const harmless = (text: string): string => text.replace(/\p{C}|\p{Zl}|\p{Zp}/gu, '?');
