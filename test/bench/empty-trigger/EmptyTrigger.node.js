/** Answers `success` to whatever comes in; starts a workflow or, with `?quiet=1`, none. */
class EmptyTrigger {
	constructor() {
		this.description = {
			displayName: 'Empty Trigger',
			name: 'emptyTrigger',
			group: ['trigger'],
			version: 1,
			description: 'The least that a custom trigger can do',
			defaults: { name: 'Empty Trigger' },
			inputs: [],
			outputs: ['main'],
			webhooks: [
				{
					name: 'default',
					httpMethod: 'POST',
					responseMode: 'onReceived',
					responseData: 'success',
					path: 'empty',
				},
			],
			properties: [],
		};
		const done = async () => true;
		this.webhookMethods = { default: { checkExists: done, create: done, delete: done } };
	}

	async webhook() {
		if (this.getQueryData().quiet) {
			this.getResponseObject().status(200).type('text/plain').send('success');
			return { noWebhookResponse: true };
		}
		return { workflowData: [[{ json: {} }]] };
	}
}

module.exports = { EmptyTrigger };
