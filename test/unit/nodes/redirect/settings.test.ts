import { NodeHelpers, type ITriggerFunctions } from 'n8n-workflow';

import { properties } from '../../../../nodes/WeComRedirectTrigger/properties';
import { demandProvider, readSettings } from '../../../../nodes/WeComRedirectTrigger/settings';

/** What the user has set, with the defaults of the rest. */
function read(parameters: Parameters<typeof NodeHelpers.getNodeParameters>[1]) {
	const all = NodeHelpers.getNodeParameters(properties, parameters, true, false, null, null);
	const context = {
		getNodeParameter: (name: string, fallback: unknown) => all?.[name] ?? fallback,
	};
	return readSettings(context as unknown as ITriggerFunctions);
}

const throwing = (field: string) => expect.objectContaining({ field }) as Error;

it('lets in nobody but members of companies that have the app, and returns nowhere else', () => {
	expect(read({ landing: 'memberLogin' })).toMatchObject({
		landing: 'memberLogin',
		redirectTo: undefined,
		acceptsStrangers: false,
		scope: 'snsapi_base',
		tenant: undefined,
		returnOrigins: [],
	});
});

it.each(['app.example.com', 'javascript:alert(1)', '//app.example.com'])(
	'does not take %p as the address to go to',
	(redirectTo) => {
		expect(() => read({ redirectTo })).toThrow(throwing('redirectTo'));
	},
);

it('takes sites to return to, and nothing that only looks like one', () => {
	const returnOrigins = (text: string) =>
		read({ landing: 'memberLogin', options: { returnOrigins: text } }).returnOrigins;
	expect(returnOrigins('https://A.example.com/, https://b.example.com:8443')).toEqual([
		'https://a.example.com',
		'https://b.example.com:8443',
	]);
	for (const wrong of ['*', 'https://a.example.com/path', 'a.example.com', 'https://u@a.b']) {
		expect(() => returnOrigins(wrong)).toThrow(throwing('returnOrigins'));
	}
});

it('says when it is published that the provider cannot ask', () => {
	const settings = read({ landing: 'businessSettings' });
	expect(() => demandProvider(settings, { hasProvider: false })).toThrow(throwing('askAs'));
	demandProvider(settings, { hasProvider: true });
	demandProvider({ ...settings, askAs: 'suite' }, { hasProvider: false });
	demandProvider(read({ landing: 'installFinished' }), { hasProvider: false });
});
