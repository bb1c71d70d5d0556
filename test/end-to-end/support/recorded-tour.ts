const KEY_ID = /AKIA[0-9A-F]{16}/gu;
const USER_ID = /AIDA[0-9A-F]{16}/gu;
const EVENT_ID = /[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/gu;
const INSTANT = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/gu;
const CODE = /(?<=--(?:authentication-code[12]|mfa) )\d{6}/gu;
/** How much is read depends on what a function still remembers of the read before. */
const READS = /(?<=^ {2}read) .*(?:\n {13}.*)*/gmu;
const DURATION = /(?<=should, in )\d+ s/gu;
const ADDRESS = /http:\/\/127\.0\.0\.1:\d+/gu;

const VARYING = [KEY_ID, USER_ID, EVENT_ID, INSTANT, CODE, READS, DURATION, ADDRESS];

const withoutVarying = (text: string): string =>
  VARYING.reduce((rest, pattern) => rest.replace(pattern, '...'), text);

const HEADING = /^── /mu;

/** What npm says before the command's own first line. */
const NPM_HEAD = /^(?:>.*\n|\n)*/u;

/**
 * What a tour showed, step by step, without what differs from one tour to the next: ids, times, codes, how much was
 * read, and in which order things that happen at the same time were noticed.
 */
export const substanceOf = (tour: string): readonly (readonly string[])[] =>
  withoutVarying(tour.replace(NPM_HEAD, ''))
    .split(HEADING)
    .map((step) =>
      step
        .split('\n')
        .map((line) => line.trimEnd())
        .sort(),
    );
