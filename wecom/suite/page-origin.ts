const OFFICIAL_API = 'https://qyapi.weixin.qq.com';

/** Where a page of the platform is: a private WeCom and the simulator serve their pages where they serve the API. */
export function pageOrigin(apiBaseUrl: string, official: string): string {
	return apiBaseUrl === OFFICIAL_API ? official : apiBaseUrl;
}
