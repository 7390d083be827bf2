import type { ApiAnswer, ApiRequest, FileAnswer } from '../../wecom/api/client';
import type { AppKind, TokenSource } from '../../wecom/catalog/endpoint';

/** A call as an operation makes it; whose token it carries is told by its family, `corp` unless stated. */
export type CallerRequest = Omit<ApiRequest, 'token' | 'answer'> & {
	family?: TokenSource;
	/** Parameter of the body in which the suite's token goes along. */
	suiteTokenIn?: string;
	sign?: 'cashier';
};

/** Calls the platform for one company, with the token that belongs to the call. */
export interface Caller {
	/** @throws WeComError */
	call(request: CallerRequest): Promise<ApiAnswer>;
	/**
	 * The same for an endpoint that answers with a file.
	 * @throws WeComError
	 */
	download(request: CallerRequest): Promise<FileAnswer>;
	/** The app of the installation, or the company's own app; `undefined` if nobody has told. */
	readonly agentId: number | undefined;
	/** The company that is called for; absent where the suite calls for itself. */
	readonly corpId?: string;
	/** The suite that calls; absent for a company's own app. */
	readonly suiteId?: string;
	readonly apps: AppKind;
}
