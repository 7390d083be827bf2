import { mkdirSync, mkdtempSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type {
	CredentialInformation,
	ICredentialDataDecryptedObject,
	IExecuteData,
	INode,
	INodeCredentialTestResult,
	INodeExecutionData,
	INodeListSearchResult,
	INodeParameters,
	INodePropertyOptions,
	INodeTypes,
	IRun,
	IRunExecutionData,
	ITaskData,
	IWorkflowExecuteAdditionalData,
	ResourceMapperFields,
	Workflow as WorkflowClass,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { installPackage } from '../host/package';
import type { Credential, Workflow } from '../host/rest';

/** What a node is asked for while its form is filled. */
export interface FormRequest {
	/** Full name of the node type. */
	type: string;
	version?: number;
	/** Name of the method under `methods.loadOptions`, `listSearch` or `resourceMapping`. */
	method: string;
	parameters?: Record<string, unknown>;
	credential?: Credential;
	/** What the user typed into the search of a list. */
	filter?: string;
	paginationToken?: string;
}

export interface RunRequest {
	workflow: Workflow;
	/** The credentials that its nodes name, in clear. */
	credentials?: Credential[];
	/** Items that leave the trigger; one empty item if not given. */
	input?: INodeExecutionData[];
	/** 'trigger' if not given: how a published workflow runs. */
	mode?: WorkflowExecuteMode;
	/** What evaluates expressions: 'legacy' if not given, or the sandbox that n8n takes unless it is set otherwise. */
	expressionEngine?: 'legacy' | 'vm';
}

export interface RunResult {
	/** By the name of the node: the items of its first output in its last run. */
	items: Record<string, INodeExecutionData[]>;
	/** By the name of the node: all its outputs in its last run. */
	outputs: Record<string, INodeExecutionData[][]>;
	/** What ended the workflow, if it did not end well. */
	error?: IRunExecutionData['resultData']['error'];
	runData: Record<string, ITaskData[]>;
	run: IRun;
}

/** The engine of the pinned n8n with this package loaded, as n8n loads it, but without database and server. */
export interface Engine {
	/** What n8n and the nodes take for n8n's user folder. */
	readonly userFolder: string;
	readonly nodeTypes: INodeTypes;
	runWorkflow(request: RunRequest): Promise<RunResult>;
	/** What saving the credential in the editor says. */
	testCredential(credential: Credential): Promise<INodeCredentialTestResult>;
	loadOptions(request: FormRequest): Promise<INodePropertyOptions[]>;
	listSearch(request: FormRequest): Promise<INodeListSearchResult>;
	resourceMapperFields(request: FormRequest): Promise<ResourceMapperFields>;
	/** What the model of an agent is told of a node that is one of its tools. */
	toTool(node: Pick<INode, 'name' | 'type' | 'parameters'>): Tool;
	/** Content of a binary property of an item. */
	binary(item: INodeExecutionData, property?: string): Promise<Buffer>;
}

/** A tool as the model sees it. */
export interface Tool {
	name: string;
	description: string;
	/** By the name of an argument. */
	schema: { shape: Record<string, { description?: string }>; parse(value: unknown): unknown };
}

type Constructor<T> = new (...args: never[]) => T;

/** The parts of n8n that are used here, by the module they come from. */
interface Modules {
	'@n8n/di': {
		Container: { get<T>(type: Constructor<T>): T; set<T>(type: Constructor<T>, value: T): void };
	};
	'@n8n/typeorm': { DataSource: Constructor<unknown> };
	'n8n-core': {
		BinaryDataService: Constructor<{
			init(): Promise<void>;
			getAsBuffer(data: unknown): Promise<Buffer>;
		}>;
		ExecutionLifecycleHooks: new (mode: string, executionId: string, workflow: unknown) => unknown;
		PackageDirectoryLoader: Constructor<unknown>;
		WorkflowExecute: new (
			additionalData: IWorkflowExecuteAdditionalData,
			mode: WorkflowExecuteMode,
			data: IRunExecutionData,
		) => { processRunExecutionData(workflow: WorkflowClass): Promise<IRun> };
	};
	'n8n-workflow': {
		Workflow: typeof WorkflowClass;
		Expression: {
			initExpressionEngine(options: Record<string, unknown>): Promise<void>;
			setExpressionEngine(engine: 'legacy' | 'vm'): void;
		};
		createRunExecutionData(data: unknown): IRunExecutionData;
	};
	'n8n-core/dist/execution-engine/node-execution-context/utils/create-node-as-tool': {
		createNodeAsTool(options: unknown): { response: Tool };
	};
	'./dist/load-nodes-and-credentials': {
		LoadNodesAndCredentials: Constructor<{
			init(): Promise<void>;
			runDirectoryLoader(loader: unknown, folder: string): Promise<unknown>;
			postProcessLoaders(): Promise<void>;
		}>;
	};
	'./dist/node-types': { NodeTypes: Constructor<INodeTypes> };
	'./dist/credentials-helper': { CredentialsHelper: Constructor<CredentialsHelper> };
	'./dist/services/credentials-tester.service': {
		CredentialsTester: Constructor<{
			testCredentials(
				userId: string,
				type: string,
				decrypted: unknown,
			): Promise<INodeCredentialTestResult>;
		}>;
	};
	'./dist/services/dynamic-node-parameters.service': {
		DynamicNodeParametersService: Constructor<FormService>;
	};
	'./dist/environments.ee/variables/variables.service.ee': {
		VariablesService: Constructor<unknown>;
	};
	'./dist/workflow-execute-additional-data': {
		getBase(options?: Record<string, unknown>): Promise<IWorkflowExecuteAdditionalData>;
	};
}

interface CredentialsHelper {
	getDecrypted(
		additionalData: IWorkflowExecuteAdditionalData,
		nodeCredentials: { id: string | null; name: string },
		type: string,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		raw?: boolean,
		expressionValues?: unknown,
	): Promise<ICredentialDataDecryptedObject>;
	applyDefaultsAndOverwrites(
		additionalData: IWorkflowExecuteAdditionalData,
		data: ICredentialDataDecryptedObject,
		type: string,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		expressionValues?: unknown,
	): Promise<ICredentialDataDecryptedObject>;
}

type FormArguments = [
	method: string,
	path: string,
	additionalData: IWorkflowExecuteAdditionalData,
	node: { name: string; version: number },
	parameters: INodeParameters,
	credentials: INode['credentials'],
];

interface FormService {
	getOptionsViaMethodName(...args: FormArguments): Promise<INodePropertyOptions[]>;
	getResourceLocatorResults(
		...args: [...FormArguments, filter?: string, paginationToken?: string]
	): Promise<INodeListSearchResult>;
	getResourceMappingFields(...args: FormArguments): Promise<ResourceMapperFields>;
}

/**
 * Makes the engine. It belongs outside of jest's sandbox, where modules are loaded by Node itself as in n8n.
 * @param n8nFolder folder of the installed n8n
 * @param tarball the packed package
 */
export async function createEngine(n8nFolder: string, tarball: string): Promise<Engine> {
	const userFolder = mkdtempSync(join(tmpdir(), 'n8n-engine-'));
	Object.assign(process.env, {
		NODE_ENV: 'production', // with 'test' n8n loads no nodes
		N8N_USER_FOLDER: userFolder,
		N8N_ENCRYPTION_KEY: 'a-key-for-demo-and-tests-only-0001',
		N8N_EXPRESSION_ENGINE: 'legacy',
		N8N_LOG_LEVEL: 'silent',
		N8N_DIAGNOSTICS_ENABLED: 'false',
	});
	mkdirSync(join(userFolder, '.n8n'), { recursive: true });
	const name = await installPackage(tarball, userFolder, dirname(n8nFolder));

	const require = createRequire(join(n8nFolder, 'node_modules', 'n8n', 'package.json'));
	const load = <M extends keyof Modules>(module: M): Modules[M] => require(module) as Modules[M];
	require('reflect-metadata');
	require('./dist/config');
	const { Container } = load('@n8n/di');
	const core = load('n8n-core');
	const { Workflow, Expression, createRunExecutionData } = load('n8n-workflow');
	const { getBase } = load('./dist/workflow-execute-additional-data');
	const { createNodeAsTool } = load(
		'n8n-core/dist/execution-engine/node-execution-context/utils/create-node-as-tool',
	);

	// Classes of n8n that would reach its database are made without one; what they are asked for is given below.
	Container.set(load('@n8n/typeorm').DataSource, { manager: {} });
	const loader = Container.get(load('./dist/load-nodes-and-credentials').LoadNodesAndCredentials);
	await loader.init();
	const nodes = join(userFolder, '.n8n', 'nodes', 'node_modules');
	await loader.runDirectoryLoader(core.PackageDirectoryLoader, join(nodes, name));
	await loader.postProcessLoaders();
	const nodeTypes = Container.get(load('./dist/node-types').NodeTypes);

	const binaryData = Container.get(core.BinaryDataService);
	await binaryData.init();

	Container.set(load('./dist/environments.ee/variables/variables.service.ee').VariablesService, {
		getAllCached: async () => await Promise.resolve([]),
	});
	const stored = new Map<string, Credential>();
	const helper = Container.get(load('./dist/credentials-helper').CredentialsHelper);
	helper.getDecrypted = async (
		additionalData,
		{ id, name: title },
		type,
		mode,
		executeData,
		raw,
		values,
	) => {
		const credential = stored.get(id ?? '');
		if (credential?.type !== type)
			throw new Error(`No credential '${title}' of type ${type} was given`);
		const data = structuredClone(credential.data) as ICredentialDataDecryptedObject;
		if (raw) return data;
		return await helper.applyDefaultsAndOverwrites(
			additionalData,
			data,
			type,
			mode,
			executeData,
			values,
		);
	};
	const tester = Container.get(
		load('./dist/services/credentials-tester.service').CredentialsTester,
	);
	const form = Container.get(
		load('./dist/services/dynamic-node-parameters.service').DynamicNodeParametersService,
	);

	/** Keeps a credential for as long as the engine lives; gives what a node says of it. */
	let count = 0;
	const store = (credential: Credential) => {
		const id = `credential-${++count}`;
		stored.set(id, credential);
		return { id, name: credential.name };
	};

	const toNodes = ({ workflow, credentials = [] }: RunRequest): INode[] => {
		const references = credentials.map((each) => ({ ...each, reference: store(each) }));
		return workflow.nodes.map((node, index) => ({
			typeVersion: 1,
			position: [index * 220, 0],
			...node,
			id: node.id ?? `node-${index}`,
			parameters: (node.parameters ?? {}) as INodeParameters,
			credentials: Object.fromEntries(
				Object.entries(node.credentials ?? {}).map(([type, wanted]) => {
					const found = references.find((each) => each.name === wanted.name && each.type === type);
					return [type, found?.reference ?? { id: null, name: wanted.name }];
				}),
			),
		}));
	};

	const sandbox = {
		engine: 'vm',
		bridgeTimeout: 5_000,
		bridgeMemoryLimit: 128,
		poolSize: 1,
		maxCodeCacheSize: 100,
	};
	const runWorkflow = async (request: RunRequest): Promise<RunResult> => {
		const {
			workflow: given,
			input = [{ json: {} }],
			mode = 'trigger',
			expressionEngine = 'legacy',
		} = request;
		if (expressionEngine === 'vm') await Expression.initExpressionEngine(sandbox);
		Expression.setExpressionEngine(expressionEngine);
		const data = {
			id: given.id ?? 'engine-test',
			name: given.name,
			active: false,
			nodes: toNodes(request),
			connections: given.connections as WorkflowClass['connectionsBySourceNode'],
			settings: { executionOrder: 'v1' as const, ...given.settings },
		};
		const workflow = new Workflow({ ...data, nodeTypes });
		const start = workflow.getStartNode();
		if (!start) throw new Error(`Workflow '${given.name}' has no node to start from`);
		const additionalData = await getBase({ projectId: 'engine-test' });
		const executionId = `${++count}`;
		Object.assign(additionalData, {
			executionId,
			hooks: new core.ExecutionLifecycleHooks(mode, executionId, data),
		});
		const execution = createRunExecutionData({
			executionData: {
				nodeExecutionStack: [{ node: start, data: { main: [input] }, source: null }],
			},
		});
		const run = await new core.WorkflowExecute(
			additionalData,
			mode,
			execution,
		).processRunExecutionData(workflow);
		const { runData, error } = run.data.resultData;
		const outputs = Object.fromEntries(
			Object.entries(runData).map(([node, runs]) => [
				node,
				(runs.at(-1)?.data?.main ?? []).map((items) => items ?? []),
			]),
		);
		const items = Object.fromEntries(
			Object.entries(outputs).map(([node, all]) => [node, all[0] ?? []]),
		);
		return { items, outputs, runData, run, ...(error ? { error } : {}) };
	};

	const formArguments = async (request: FormRequest): Promise<FormArguments> => [
		request.method,
		'parameters.resource',
		await getBase({ projectId: 'engine-test', currentNodeParameters: request.parameters }),
		{ name: request.type, version: request.version ?? 1 },
		(request.parameters ?? {}) as INodeParameters,
		request.credential ? { [request.credential.type]: store(request.credential) } : undefined,
	];

	return {
		userFolder,
		nodeTypes,
		runWorkflow,
		testCredential: async (credential) =>
			await tester.testCredentials('owner', credential.type, {
				...store(credential),
				type: credential.type,
				data: structuredClone(credential.data) as Record<string, CredentialInformation>,
			}),
		loadOptions: async (request) =>
			await form.getOptionsViaMethodName(...(await formArguments(request))),
		listSearch: async (request) =>
			await form.getResourceLocatorResults(
				...(await formArguments(request)),
				request.filter,
				request.paginationToken,
			),
		resourceMapperFields: async (request) =>
			await form.getResourceMappingFields(...(await formArguments(request))),
		toTool: (given) => {
			const node = { id: 'tool', typeVersion: 1, position: [0, 0], ...given };
			const nodeType = nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
			const handleToolInvocation = async () => await Promise.resolve('');
			return createNodeAsTool({ node, nodeType, handleToolInvocation }).response;
		},
		binary: async (item, property = 'data') => {
			const found = item.binary?.[property];
			if (!found) throw new Error(`The item has no binary property '${property}'`);
			return await binaryData.getAsBuffer(found);
		},
	};
}
