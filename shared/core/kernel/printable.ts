/** Text from events is hostile: what is shown or stored of it may not break a line, draw anything or go on for ever. */
export const printable = (text: string): string => text.slice(0, 300).replace(/[^\x20-\x7e]/g, '?');
