import { operations } from '../../nodes/WeCom/actions/operations';
import { getEndpoint, resources } from '../../wecom/catalog/catalog';
import { resourceMapperFields, toTool } from './run-workflow';
import { nodeType } from './wecom.stage';

/** n8n makes it out of the node. */
const tool = `${nodeType}Tool`;

/** The node as somebody leaves it who adds all fields to the form and gives none of them a value. */
async function describeTool(id: string) {
	const { resource, operation } = getEndpoint(id);
	const parameters = { resource, operation, callAs: 'ownApp' };
	const { fields } = await resourceMapperFields({ type: tool, method: 'getFields', parameters });
	const value = Object.fromEntries(fields.map((field) => [field.id, field.defaultValue ?? null]));
	const form = { mappingMode: 'defineBelow', value, matchingColumns: [], schema: [] };
	const all = { ...parameters, descriptionType: 'auto', parameters: form };
	return { fields, ...toTool({ name: 'WeCom', type: tool, parameters: all as never }) };
}

describe('the node as a tool of an agent', () => {
	it('tells the model what it does, and what each argument means', async () => {
		const { description, schema } = await describeTool('user.create');
		expect(description).toBe('Create a member in WeCom');
		expect(schema.shape.gender?.description).toBe('Gender; one of 1 = Male, 2 = Female; optional');
		expect(schema.shape.userid?.description).toMatch(/^Member ID: letters, digits/);
	});

	it('takes numbers, switches and lists of objects as what they are', async () => {
		const { schema } = await describeTool('department.create');
		expect(() => schema.parse({ name: 'A', name_en: 'A', order: 'first', id: 5 })).toThrow(
			'number',
		);
		const records = await describeTool('smartSheetRecord.create');
		expect(records.schema.shape.records?.description).toContain('for example [{');
	});

	it.each([
		['department.delete', 'Delete a department (destructive) in WeCom'],
		[
			'contactImport.replaceMembers',
			'Replace all members by those of a file (destructive) in WeCom',
		],
	])('warns of %s', async (id, expected) => {
		expect((await describeTool(id)).description).toBe(expected);
	});

	it('is described for every operation, with an argument for each field', async () => {
		const formless = resources
			.flatMap(({ endpoints }) => endpoints)
			.filter(({ id }) => !operations.has(id));
		for (const { id, deletes, destroys, action } of formless) {
			const { description, fields, schema } = await describeTool(id);
			const warning = (deletes ?? destroys) ? ' (destructive)' : '';
			expect(description).toBe(`${action}${warning} in WeCom`);
			expect(Object.keys(schema.shape).sort()).toEqual(fields.map((field) => field.id).sort());
			for (const { description: told } of Object.values(schema.shape)) {
				expect([id, told]).toEqual([id, expect.stringMatching(/^[A-Z].*; /s) as string]);
			}
		}
	}, 120_000);
});
