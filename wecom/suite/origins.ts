import { WeComConfigurationError } from '../error';

/**
 * Reads a list of sites, separated by commas or blanks, as browsers write them in the header `Origin`.
 * @throws WeComConfigurationError for what is more or less than scheme and host, and for an empty list that is required
 */
export function readOrigins(
	text: string,
	{ field, title, required = false }: { field: string; title: string; required?: boolean },
): string[] {
	const addresses = text.split(/[,，;\s]+/).filter((address) => address !== '');
	if (required && addresses.length === 0) {
		throw new WeComConfigurationError(
			field,
			`'${title}' is empty`,
			'Enter scheme and host of each site, for example https://app.example.com',
		);
	}
	return addresses.map((address) => {
		const url = URL.canParse(address) ? new URL(address) : undefined;
		// What is more than an origin would be taken for a rule about paths, which it is not.
		if (url && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`) return url.origin;
		throw new WeComConfigurationError(
			field,
			`An entry of '${title}' is not an origin such as https://app.example.com`,
			'Enter scheme and host of each site, without a path, separated by commas',
		);
	});
}
