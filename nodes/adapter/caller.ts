import type { ApiAnswer, ApiRequest, FileAnswer } from '../../wecom/api/client';
import type { AppKind } from '../../wecom/catalog/endpoint';
import type { TokenFamily } from '../../wecom/catalog/token-family';

/** A call as an operation makes it; whose token it carries is told by its family, `corp` unless stated. */
export type CallerRequest = Omit<ApiRequest, 'token' | 'answer'> & { family?: TokenFamily };

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
	readonly apps: AppKind;
}
