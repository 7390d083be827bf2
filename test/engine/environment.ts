import { rmSync } from 'node:fs';
import { TestEnvironment } from 'jest-environment-node';
import { createEngine, type Engine } from './engine';

/** One engine serves all test files that this process runs. */
let engine: Promise<Engine> | undefined;

function theEngine(): Promise<Engine> {
	const { WECOM_N8N_FOLDER: n8n, WECOM_TARBALL: tarball } = process.env;
	if (!n8n || !tarball) throw new Error('Start the engine tests by npm run test:engine');
	engine ??= createEngine(n8n, tarball).then((made) => {
		process.once('exit', () => rmSync(made.userFolder, { recursive: true, force: true }));
		return made;
	});
	return engine;
}

/** Hands the engine, made outside of the sandbox, to the tests inside. */
export default class EngineEnvironment extends TestEnvironment {
	override async setup(): Promise<void> {
		await super.setup();
		this.global.engine = await theEngine();
	}
}
