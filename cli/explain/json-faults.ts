import { type ParseErrorCode, printParseErrorCode, visit } from 'jsonc-parser';
import type { InputProblem } from '#core/explanation/explanation.ts';
import { problemAt, type Source } from './source.ts';

/** Something in a text that is no JSON. */
interface Fault {
  readonly offset: number;
  readonly length: number;
  readonly text: string;
  /** Whether the text without it says what its author meant, beyond doubt. */
  readonly removable: boolean;
}

const BYTE_ORDER_MARK = '\uFEFF';

const COMMENT = 'a comment: IAM takes JSON without comments. Remove it';
const TRAILING_COMMA = 'a trailing comma: IAM takes none at the end of a list or an object. Remove it';
const MARK = 'a byte order mark, which is no JSON. Save the file as UTF-8 without one';
const SINGLE_QUOTE = `a single quote: JSON knows only ". Replace it`;
const TYPOGRAPHIC_QUOTE = 'a typographic quote, as word processors and web pages make them. Replace it by "';
const NO_BREAK_SPACE = 'a no-break space, as web pages have them. Replace it by a space';

/** Characters that people paste and JSON does not know. */
const ODD_CHARACTERS: readonly (readonly [RegExp, string])[] = [
  [/^['`]/, SINGLE_QUOTE],
  [/^[\u2018-\u201f\u00ab\u00bb\u2032-\u2036]/, TYPOGRAPHIC_QUOTE],
  [/^[\u00a0\u2000-\u200b\u202f\u3000]/, NO_BREAK_SPACE],
];

const NO_JSON =
  'no JSON. YAML, Terraform and CloudFormation are not read: give the policy document as JSON, as the AWS CLI prints it';

const ERRORS: Readonly<Record<string, string>> = {
  PropertyNameExpected: 'expected a name in double quotes here',
  ValueExpected: 'expected a value here',
  ColonExpected: 'expected a colon here',
  CommaExpected: 'a comma is missing before this',
  CloseBraceExpected: 'a closing } is missing',
  CloseBracketExpected: 'a closing ] is missing',
  EndOfFileExpected: 'expected nothing more after the document',
  UnexpectedEndOfComment: 'a comment that never ends',
  UnexpectedEndOfString: 'a text that does not end on its line: the closing " is missing',
  InvalidEscapeCharacter: 'a backslash before a character that needs none',
  InvalidCharacter: 'a character that a text may not have: write it as an escape',
};

const describeError = (text: string, offset: number, code: ParseErrorCode): string => {
  const rest = text.slice(offset, offset + 2);
  const odd = ODD_CHARACTERS.find(([characters]) => characters.test(rest));
  return odd?.[1] ?? ERRORS[printParseErrorCode(code)] ?? (offset === 0 ? NO_JSON : 'no JSON');
};

/** Where the faults of a text are, in their order. */
const findFaults = (text: string): readonly Fault[] => {
  const faults: Fault[] = [];
  let comma: number | undefined;
  const forgetComma = (): void => {
    comma = undefined;
  };
  const atEnd = (): void => {
    if (comma !== undefined) {
      faults.push({ offset: comma, length: 1, text: TRAILING_COMMA, removable: true });
    }
    comma = undefined;
  };
  visit(
    text,
    {
      onObjectBegin: forgetComma,
      onArrayBegin: forgetComma,
      onObjectProperty: forgetComma,
      onLiteralValue: forgetComma,
      onObjectEnd: atEnd,
      onArrayEnd: atEnd,
      onSeparator: (character, offset) => {
        comma = character === ',' ? offset : undefined;
      },
      onComment: (offset, length) => {
        faults.push({ offset, length, text: COMMENT, removable: true });
      },
      onError: (code, offset, length) => {
        comma = undefined;
        faults.push({ offset, length, text: describeError(text, offset, code), removable: false });
      },
    },
    { allowTrailingComma: true },
  );
  return faults;
};

const withoutMark = (text: string): { readonly text: string; readonly faults: readonly Fault[] } =>
  text.startsWith(BYTE_ORDER_MARK)
    ? { text: ` ${text.slice(1)}`, faults: [{ offset: 0, length: 1, text: MARK, removable: true }] }
    : { text, faults: [] };

const remove = (text: string, faults: readonly Fault[]): string => {
  let kept = '';
  let end = 0;
  for (const { offset, length } of faults.toSorted((left, right) => left.offset - right.offset)) {
    kept += text.slice(end, offset) + text.slice(offset, offset + length).replace(/[^\n]/g, ' ');
    end = offset + length;
  }
  return kept + text.slice(end);
};

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

/** More than this of one file helps nobody. */
const MOST_PROBLEMS = 10;

/** One wrong character makes a parser stumble over what follows: that tells nobody anything. */
const withoutFollowing = (faults: readonly Fault[]): readonly Fault[] => {
  const lasting = faults.filter(({ removable }) => !removable);
  const odd = lasting.filter(({ text }) => ODD_CHARACTERS.some(([, known]) => known === text));
  const told = odd.length > 0 ? odd : lasting.slice(0, 1);
  return faults.filter((fault) => fault.removable || told.includes(fault));
};

/** A text that is no JSON: what is wrong with it, and what it is with that removed, if nothing has to be guessed. */
export interface FaultyJson {
  readonly problems: readonly InputProblem[];
  readonly mended: string | undefined;
  /** Whether nothing is wrong but a byte order mark, as some shells put before what a command prints. */
  readonly onlyMark: boolean;
}

/** Explains a text that `JSON.parse` refuses. Removed characters turn to spaces: every line stays where it was. */
export const explainFaultyJson = (source: Source): FaultyJson => {
  const bare = withoutMark(source.text);
  const found = findFaults(bare.text);
  const faults = [...bare.faults, ...found];
  const mended = remove(
    bare.text,
    found.filter(({ removable }) => removable),
  );
  const problems = withoutFollowing(faults)
    .toSorted((left, right) => left.offset - right.offset)
    .slice(0, MOST_PROBLEMS)
    .map(({ offset, text }) => problemAt(source, offset, text));
  const isMended = isJson(mended);
  return { problems, mended: isMended ? mended : undefined, onlyMark: isMended && found.length === 0 };
};
