import fc from 'fast-check';

/** A text that holds records, and the line on which each begins. */
export interface WrittenRecords {
  readonly text: string;
  readonly lines: readonly number[];
}

/** How records may be written into one file. */
export interface RecordFormat {
  readonly name: string;
  /** Written before each record but the first. */
  readonly separator: string;
  readonly head: string;
  readonly tail: string;
  readonly indent: number;
  readonly lineBreak: '\n' | '\r\n';
  readonly byteOrderMark: boolean;
}

const spaces = fc.constantFrom('', ' ', '\n', '\n  ', '\t');

const around = (name: string, head: string, separator: string, tail: string) =>
  fc.tuple(spaces, spaces, spaces).map(([first, second, third]) => ({
    name,
    head: `${head}${first}`,
    separator: `${second}${separator}${third}`,
    tail: `${first}${tail}`,
  }));

const layouts = fc.oneof(
  around('one a line', '', '\n', '\n'),
  around('one a line, the last without a line break', '', '\n', ''),
  around('one behind another', '', '', ''),
  around('a list', '[', ',', ']'),
  around('as delivered to S3', '{"Records":[', ',', ']}'),
  around('among other members', '{"a": {"Records": [1]}, "Records" : [', ',', '], "b": ["]", {"c": "}"}]}\n'),
  around('a document a record', '{"Records":[', ']}\n{"Records":[', ']}\n'),
  around('a list of documents', '[{"Records":[', ']},{"Records":[', ']}]'),
);

export const recordFormats: fc.Arbitrary<RecordFormat> = fc
  .tuple(layouts, fc.constantFrom(0, 2), fc.constantFrom('\n' as const, '\r\n' as const), fc.boolean())
  .map(([layout, indent, lineBreak, byteOrderMark]) => ({ ...layout, indent, lineBreak, byteOrderMark }));

const lineAtEndOf = (text: string): number => text.split('\n').length;

export const writeRecords = (records: readonly object[], format: RecordFormat): WrittenRecords => {
  const lines: number[] = [];
  let text = format.head;
  for (const [place, record] of records.entries()) {
    text += place === 0 ? '' : format.separator;
    lines.push(lineAtEndOf(text));
    text += JSON.stringify(record, null, format.indent);
  }
  const whole = `${text}${format.tail}`.replaceAll('\n', format.lineBreak);
  return { text: format.byteOrderMark ? `\ufeff${whole}` : whole, lines };
};

/** Texts that look like what surrounds a record. */
const texts = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom(...'"\\{}[],:\n\r \u2028\u{1f511}é') }),
  fc.constantFrom('{"Records":[', ']}', 'Records', '\\"', '\\'),
);

// A list of this name is what tells a document from a record.
const names = texts.filter((name) => name !== 'Records');

const members = fc.dictionary(
  names,
  fc.oneof(texts, fc.jsonValue({ maxDepth: 3 }), fc.array(texts, { maxLength: 3 })),
  { maxKeys: 4 },
);

const records = fc
  .tuple(members, texts)
  .map(([others, eventName]) => ({ ...others, eventVersion: '1.11', eventName }));

const envelopes = records.map((detail) => ({ 'detail-type': 'AWS API Call via CloudTrail', detail }));

/** Records, and envelopes around records, as `JSON.parse` gives them. */
export const recordLists: fc.Arbitrary<readonly object[]> = fc
  .array(fc.oneof(records, envelopes), { maxLength: 6 })
  .map((all) => JSON.parse(JSON.stringify(all)));
