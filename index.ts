export { WeComCorpApi } from './credentials/WeComCorpApi.credentials';
export { WeComSuiteApi } from './credentials/WeComSuiteApi.credentials';
export { WeComVaultKeyApi } from './credentials/WeComVaultKeyApi.credentials';
export { WeCom } from './nodes/WeCom/WeCom.node';
export { WeComRedirectTrigger } from './nodes/WeComRedirectTrigger/WeComRedirectTrigger.node';
export { WeComSuite } from './nodes/WeComSuite/WeComSuite.node';
export { WeComSuiteTrigger } from './nodes/WeComSuiteTrigger/WeComSuiteTrigger.node';
