import { readdirSync, readFileSync } from 'node:fs';
import * as z from 'zod/mini';

/** The user that a scenario tells of; whatever it does not say is as here. */
export const userSchema = z.strictObject({
  name: z._default(z.string(), 'alice'),
  id: z._default(z.string(), 'AIDAEXAMPLEALICE00001'),
  path: z._default(z.string(), '/'),
  partition: z._default(z.string(), 'aws'),
  tags: z._default(z.record(z.string(), z.string()), {}),
});

/** The topics of a folder, each a file of JSON. */
export const readTopics = <Topic extends z.ZodMiniType>(
  folder: URL,
  topic: Topic,
): readonly z.infer<Topic>[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => topic.parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8'))));
