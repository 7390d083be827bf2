import type { Engine } from './engine';

export type { Engine, FormRequest, RunRequest, RunResult } from './engine';

const { engine } = globalThis as unknown as { engine: Engine };

/** The engine of the pinned n8n with the packed package loaded; environment.ts puts it here. */
export const {
	binary,
	listSearch,
	loadOptions,
	nodeTypes,
	resourceMapperFields,
	runWorkflow,
	testCredential,
	toTool,
	userFolder,
} = engine;
