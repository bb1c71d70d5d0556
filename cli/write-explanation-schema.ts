import { writeFileSync } from 'node:fs';
import { explanationSchema } from './explain/explanation-schema.ts';

writeFileSync(new URL('../docs/explanation.schema.json', import.meta.url), explanationSchema());
