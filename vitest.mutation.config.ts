import { mergeConfig } from 'vitest/config';
import everything from './vitest.config.ts';

/** What Stryker runs: it can't name a project, so it gets a configuration that does. */
export default mergeConfig(everything, { test: { project: 'unit' } });
