import { setTimeout as sleep } from 'node:timers/promises';

/** A person who may log in to the editor. Fixed: it lives only in folders of tests and of the demo. */
export const owner = {
	email: 'owner@example.com',
	password: 'Demo-2468',
	firstName: 'Demo',
	lastName: 'Owner',
};

/** The browser to which n8n ties the session; a real browser with this ID may use the same cookie. */
export const browserId = 'n8n-nodes-wecom-suite';

export interface WorkflowNode {
	id?: string;
	name: string;
	type: string;
	typeVersion?: number;
	position?: [number, number];
	parameters?: Record<string, unknown>;
	webhookId?: string;
	credentials?: Record<string, { id?: string | null; name: string }>;
	[field: string]: unknown;
}

/** A workflow as n8n exports it. Credentials are found by their name; published after the import if `active`. */
export interface Workflow {
	id?: string;
	name: string;
	active?: boolean;
	nodes: WorkflowNode[];
	connections: Record<string, unknown>;
	settings?: Record<string, unknown>;
	pinData?: Record<string, unknown>;
}

/** A credential with its fields in clear; n8n encrypts them. */
export interface Credential {
	name: string;
	type: string;
	data: Record<string, unknown>;
}

export interface Item {
	json: Record<string, unknown>;
	binary?: Record<string, Record<string, unknown>>;
	pairedItem?: unknown;
	error?: unknown;
}

export interface NodeRun {
	executionStatus?: string;
	error?: { message: string; description?: string | null; [field: string]: unknown };
	data?: { main?: Array<Item[] | null> };
	[field: string]: unknown;
}

export interface ExecutionData {
	resultData: {
		runData: Record<string, NodeRun[]>;
		lastNodeExecuted?: string;
		error?: { message: string; [field: string]: unknown };
	};
	[field: string]: unknown;
}

export interface Execution {
	id: string;
	workflowId: string;
	workflowName?: string;
	/** 'webhook' when a webhook's data started it, 'trigger' when a trigger emitted it, 'manual' from the editor */
	mode: string;
	status: string;
	startedAt: string;
	data: ExecutionData;
	/** Items of a node's first output in its last run; none when it did not run. */
	items(node: string): Item[];
}

/** n8n sends execution data as a list of parts that refer to one another by their place in the list. */
export function unflatten(text: string): unknown {
	const parts = JSON.parse(text) as unknown[];
	const done = new Map<number, unknown>();
	const part = (index: number): unknown => {
		if (done.has(index)) return done.get(index);
		const raw = parts[index];
		if (typeof raw !== 'object' || raw === null) return raw;
		const value: Record<string, unknown> | unknown[] = Array.isArray(raw) ? [] : {};
		done.set(index, value);
		for (const [key, inner] of Object.entries(raw)) {
			const resolved = typeof inner === 'string' ? part(Number(inner)) : inner;
			if (Array.isArray(value)) value[Number(key)] = resolved;
			else value[key] = resolved;
		}
		return value;
	};
	return part(0);
}

/** n8n's own REST API, as the editor uses it. */
export class Rest {
	private cookie: string | undefined;

	constructor(private readonly url: string) {}

	/** Sets up the owner, or logs in where there is one; gives the cookie header of the session. */
	async login(): Promise<string> {
		const setUp = await this.send('POST', '/owner/setup', owner);
		const answer = setUp.ok
			? setUp
			: await this.send('POST', '/login', {
					emailOrLdapLoginId: owner.email,
					password: owner.password,
				});
		const cookie = answer.headers.get('set-cookie')?.split(';')[0];
		if (!answer.ok || !cookie) {
			throw new Error(
				`n8n refused the login of ${owner.email}: ${answer.status} ${await answer.text()}`,
			);
		}
		this.cookie = cookie;
		return cookie;
	}

	private async send(method: string, path: string, body?: unknown): Promise<Response> {
		return await fetch(`${this.url}/rest${path}`, {
			method,
			headers: {
				'content-type': 'application/json',
				'browser-id': browserId,
				...(this.cookie ? { cookie: this.cookie } : {}),
			},
			body: body === undefined ? undefined : JSON.stringify(body),
		});
	}

	/**
	 * Calls n8n and gives the `data` of its answer; logs in first where that is needed.
	 * @throws Error with the method, path, status and text of an answer that is not 2xx
	 */
	async call<T>(method: string, path: string, body?: unknown): Promise<T> {
		if (!this.cookie) await this.login();
		let answer = await this.send(method, path, body);
		if (answer.status === 401) {
			await this.login();
			answer = await this.send(method, path, body);
		}
		const text = await answer.text();
		if (!answer.ok)
			throw new Error(`n8n: ${method} ${path} answered ${answer.status} ${text.slice(0, 600)}`);
		const json = text === '' ? undefined : (JSON.parse(text) as { data?: T });
		return (json?.data ?? json) as T;
	}

	async addCredential({ name, type, data }: Credential): Promise<string> {
		const { id } = await this.call<{ id: string }>('POST', '/credentials', { name, type, data });
		return id;
	}

	async credentials(): Promise<Array<{ id: string; name: string; type: string }>> {
		return await this.call('GET', '/credentials');
	}

	/** Tests a stored credential the way the editor does when it is saved. */
	async testCredential(id: string): Promise<{ status: 'OK' | 'Error'; message: string }> {
		const stored = await this.call<{ name: string; type: string; data: unknown }>(
			'GET',
			`/credentials/${id}?includeData=true`,
		);
		const credentials = { id, name: stored.name, type: stored.type, data: stored.data };
		return await this.call('POST', '/credentials/test', { credentials });
	}

	async workflows(): Promise<Array<{ id: string; name: string; activeVersionId: string | null }>> {
		return await this.call('GET', '/workflows');
	}

	/** Adds a workflow, its credentials found by name; gives its ID. */
	async addWorkflow(workflow: Workflow): Promise<string> {
		const known = workflow.nodes.some((node) => node.credentials) ? await this.credentials() : [];
		const nodes = workflow.nodes.map((node, index) => ({
			typeVersion: 1,
			position: [index * 220, 0],
			parameters: {},
			...node,
			id: node.id ?? crypto.randomUUID(),
			...(node.credentials && {
				credentials: Object.fromEntries(
					Object.entries(node.credentials).map(([type, { name }]) => {
						const found = known.find((each) => each.name === name && each.type === type);
						if (!found)
							throw new Error(
								`Workflow '${workflow.name}' wants the unknown credential '${name}' (${type})`,
							);
						return [type, { id: found.id, name }];
					}),
				),
			}),
		}));
		const { id } = await this.call<{ id: string }>('POST', '/workflows', {
			...(workflow.id ? { id: workflow.id } : {}),
			name: workflow.name,
			nodes,
			connections: workflow.connections,
			settings: { executionOrder: 'v1', ...workflow.settings },
			...(workflow.pinData ? { pinData: workflow.pinData } : {}),
		});
		return id;
	}

	/**
	 * Publishes a workflow and waits until n8n has registered its webhooks and started its triggers.
	 * @throws Error with n8n's words when a trigger could not be activated
	 */
	async publish(workflowId: string): Promise<void> {
		const { versionId } = await this.call<{ versionId: string }>('GET', `/workflows/${workflowId}`);
		await this.call('POST', `/workflows/${workflowId}/activate`, { versionId });
		const end = Date.now() + 30_000;
		for (;;) {
			const { status, triggers } = await this.call<{
				status: string;
				triggers: Array<{ status: string; errorMessage: string | null }>;
			}>('GET', `/workflows/${workflowId}/publication-status`);
			if (status === 'published') return;
			if (status === 'failed' || status === 'partial' || Date.now() > end) {
				const reasons = triggers.map(({ errorMessage }) => errorMessage).filter(Boolean);
				throw new Error(
					`Workflow ${workflowId} was not published (${status}): ${reasons.join('; ')}`,
				);
			}
			await sleep(50);
		}
	}

	async unpublish(workflowId: string): Promise<void> {
		await this.call('POST', `/workflows/${workflowId}/deactivate`, {});
	}

	async deleteWorkflow(workflowId: string): Promise<void> {
		await this.call('POST', `/workflows/${workflowId}/archive`, {});
		await this.call('DELETE', `/workflows/${workflowId}`);
	}

	/** Runs a workflow from the trigger of that name, as "Execute workflow" in the editor does. */
	async run(
		workflowId: string,
		trigger: string,
	): Promise<{ executionId?: string; waitingForWebhook?: boolean }> {
		return await this.call('POST', `/workflows/${workflowId}/run`, {
			triggerToStartFrom: { name: trigger },
		});
	}

	/** Newest first, with their data; of one workflow or of all. */
	async executions(workflowId?: string): Promise<Execution[]> {
		const filter = workflowId
			? `&filter=${encodeURIComponent(JSON.stringify({ workflowId }))}`
			: '';
		const { results } = await this.call<{ results: Array<{ id: string }> }>(
			'GET',
			`/executions?limit=100${filter}`,
		);
		return await Promise.all(results.map(async ({ id }) => await this.execution(id)));
	}

	async execution(id: string): Promise<Execution> {
		const found = await this.call<
			Omit<Execution, 'data' | 'items'> & { data: string; workflowData?: { name: string } }
		>('GET', `/executions/${id}`);
		const data = unflatten(found.data) as ExecutionData;
		return {
			...found,
			workflowName: found.workflowData?.name,
			data,
			items: (node) => data.resultData.runData[node]?.at(-1)?.data?.main?.[0] ?? [],
		};
	}
}
