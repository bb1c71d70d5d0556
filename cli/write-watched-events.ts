import { writeFile } from 'node:fs/promises';
import { describeWatchedEvents } from './describe-watched-events.ts';

await writeFile(new URL('../docs/watched-events.md', import.meta.url), describeWatchedEvents());
