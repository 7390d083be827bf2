import { WeComPlatformError } from '../api/error';
import { WeComConfigurationError } from '../error';

/** @throws WeComConfigurationError when the field of the credential is empty */
export function requireField(field: string, value: string, title: string): void {
	if (value.trim() !== '') return;
	throw new WeComConfigurationError(
		field,
		`The ${title} is empty`,
		'Fill it in in the credential: this call needs a token that is fetched with it',
	);
}

/**
 * For `catch`: turns an errcode that speaks of a credential field into an error that names the field, and passes all
 * others on.
 * @throws WeComConfigurationError, or what it was given
 */
export function refuseCredentials(
	fields: Readonly<Record<number, readonly [field: string, title: string]>>,
): (error: unknown) => never {
	return (cause) => {
		const found = cause instanceof WeComPlatformError ? fields[cause.errcode] : undefined;
		if (!found || !(cause instanceof WeComPlatformError)) throw cause;
		const [field, title] = found;
		throw new WeComConfigurationError(
			field,
			`WeCom refused the ${title}: ${cause.message}`,
			cause.hint,
			{ cause },
		);
	};
}
