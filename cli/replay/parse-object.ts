import { isUtf8 } from 'node:buffer';
import { printable } from '#core/kernel/printable.ts';
import { fail, ok, type Result } from '#core/kernel/result.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

/** The object that these bytes hold, which begin with a brace, or in one printable line why these bytes are no JSON. */
export const parseObject = (bytes: Buffer): Result<JsonObject, string> => {
  if (!isUtf8(bytes)) {
    return fail('expected UTF-8, received bytes that are none');
  }
  try {
    return ok(JSON.parse(bytes.toString('utf8')) as JsonObject);
  } catch (error) {
    return fail(`broken JSON: ${printable((error as SyntaxError).message)}`);
  }
};
