import { writeFile } from 'node:fs/promises';
import { describePermissions } from './permissions/describe-permissions.ts';
import { synthesizeStacks } from './permissions/synthesized-stacks.ts';

await writeFile(new URL('../docs/permissions.md', import.meta.url), describePermissions(synthesizeStacks()));
