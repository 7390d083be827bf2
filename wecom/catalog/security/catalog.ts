import type { Resource } from '../endpoint';
import { auditLog } from './audit-log';
import { securityAdvancedAccount } from './security-advanced-account';
import { serverAddress } from './server-address';
import { trustedDevice } from './trusted-device';

/** 安全管理 */
export const security: readonly Resource[] = [
	auditLog,
	securityAdvancedAccount,
	serverAddress,
	trustedDevice,
];
