/**
 * Writes down, in the built package, the parameters of the nodes that have them from the catalog: `npm run build` ends with
 * it. Its hundreds of declarations take longer to load than all the rest; so n8n reads the result, and the catalog itself
 * is loaded when an operation runs.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { root } from './install.mjs';

for (const node of ['WeCom', 'WeComSuite']) {
	const folder = join(root, 'dist', 'nodes', node, 'actions');
	const { properties } = createRequire(import.meta.url)(join(folder, 'properties.js'));
	const json = JSON.stringify(properties);
	if (!isDeepStrictEqual(JSON.parse(json), properties)) {
		throw new Error(`The parameters of the node ${node} are not all JSON`);
	}
	writeFileSync(join(folder, 'properties.json'), json);
	writeFileSync(
		join(folder, 'properties.js'),
		"'use strict';\n// Written by scripts/describe.mjs.\nexports.properties = require('./properties.json');\n",
	);
	const size = readFileSync(join(folder, 'properties.json')).length;
	process.stdout.write(`The parameters of the node ${node}: ${Math.round(size / 1024)} kB\n`);
}
