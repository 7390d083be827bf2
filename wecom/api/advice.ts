/**
 * What a person does about an errcode. Only codes that somebody can act on are here; for all others the meaning says
 * what is wrong with the call.
 */
export const advice: Readonly<Record<number, string>> = {
	// The platform
	'-1': 'WeCom was busy. Run it again in a while.',
	6000: 'Several writers changed the same data. Read it again, then repeat the change.',
	45009:
		'Too many calls. A minute limit ends after 60 s, an hour limit after an hour, a day limit with the day; send less, or spread it.',
	45033: 'Too many calls at the same time. Lower the concurrency.',
	45035:
		'Another change of the same record was under way. Change one record from one place at a time.',
	45036: 'WeCom slowed this app down after unusual traffic. Read less data, less often.',

	// Provider settings
	40013:
		'Check the corp ID: an app installed since November 2021 sees an encrypted one (wp…), which is case-sensitive.',
	40080: "Copy the suite secret again from the app's page in the provider console.",
	40083: "Copy the suite ID again from the app's page in the provider console.",
	40091: "The secret belongs to another company. Use the secret of this company's app.",
	48003:
		'The token belongs to another suite. Use the credential of the suite that this company installed.',
	50001:
		'Set the host of the address (with its port) as trusted domain of the app in the provider console.',
	60020:
		'Add the address that WeCom sees to the IP allow list in the provider console (of the provider for a third-party app, of the app itself for a customised app). It takes about a minute to apply.',
	60246: 'Publish the app in the provider console first.',
	84085: 'The app was taken offline. Bring it online in the provider console.',
	842002: 'Publish the template of the customised app first.',
	842003: 'Use the ID of a customised-app template (dk…).',

	// Ticket and tokens
	40001:
		'Check the secret. For a customised app it is the permanent code, which ends when the company removes the app or the code is reset: wait for the reset, or let the company authorise the app again.',
	40014:
		'WeCom refused a fresh token too: this endpoint probably wants a token of another kind (suite, provider or company).',
	40082:
		'WeCom refused a fresh token too: this endpoint probably wants the other of suite and provider token.',
	40085:
		"WeCom no longer accepts the suite ticket. Open the app's callback settings in the provider console and refresh the ticket.",
	41023:
		"There is no suite ticket yet. Open the app's callback settings in the provider console and refresh the ticket.",

	// One-time codes
	40029:
		'The login code was used before, is older than five minutes, or is of another app. Send the person through the login again.',
	40077: 'Create a new install link: its code was used or is older than 20 minutes.',
	40078:
		'The authorisation code works once and for ten minutes. If the company is not in the list of installations, let it install the app again.',
	41050: 'A welcome message must be sent within 20 s of the event.',
	41096: 'Another app, or an earlier call, is sending the welcome message already.',
	42003: 'The login code is older than five minutes. Send the person through the login again.',
	42007: 'Create a new install link: its code is older than 20 minutes.',
	42022: 'The login code was used before. Send the person through the login again.',
	60140: 'A response code updates a card once, within 72 h of the click.',
	84014: 'Send the person through the login again (scope snsapi_privateinfo).',
	84015: 'Send the person through the login again (scope snsapi_privateinfo).',
	84022: 'Create a new registration link: its code was used or has ended.',
	84024: 'The registration is not finished, is older than 24 h, or did not create a new company.',
	84075: "Let the administrator open the app's business settings again.",

	// The company has removed the app
	40084:
		'The company has removed the app, or the code is of another provider. Let it install the app again.',
	48004: 'The company has removed the app. Let it install the app again.',

	// The company has to act
	40133:
		'An administrator of the company must install the app: the company forbids members to do it.',
	40134: 'An administrator of the company must install the app: members cannot install this one.',
	40135: 'The company has authorised a similar app. Its administrator must remove one of them.',
	40136: 'The trial of the app has ended. The company must buy the app.',
	40137: 'The subscription of the app has ended. The company must renew it.',
	40138: 'All paid seats are taken. The company must buy more.',
	40139:
		'All seats of the authorisation by members are taken. An administrator must install the app.',
	48001:
		'The company has not granted this permission. Ask for it in the provider console, then let an administrator of the company confirm it.',
	48002:
		'The app has no permission for this endpoint. Ask for it in the provider console, then let an administrator of the company confirm it; some endpoints are closed to this kind of app.',
	48006: 'Nobody has used the app for long. An administrator of the company must enable it again.',
	48011:
		'The member has used WeCom too little for customer data to be read. The member must use it again.',
	50002: 'The member is outside the permissions of the app. An administrator must widen them.',
	50003: 'The company has disabled the app. An administrator must enable it in the admin console.',
	60217:
		'The operator must authorise the app, or an administrator must add the person to its visible range.',
	60218: 'Only an app that members (not an administrator) authorised may call this.',
	90210: 'Let the member authorise the app first.',

	// Scope and IDs
	60011:
		"An administrator of the company must add the member, department or tag to the app's visible range. An app authorised by a member has no right to departments.",
	60111:
		'Check the user ID: since the ID upgrade an app sees encrypted ones (wo…), not those of the admin console.',
	81013:
		"None of the receivers exists in the app's visible range. Check the IDs, or let an administrator widen it.",
	301002:
		"The agent ID is not the one of this company's installation. Leave it empty, or refresh the installation.",
	40007: 'A media ID is valid for three days and inside one company. Upload the file again.',
	40145: 'A media ID is valid for three days. Upload the file again.',

	// Licences
	701008:
		'No member in the call has an interop licence (互通账号). Buy and activate one for those who work with customers.',
	701012: 'The activation code was not bound in time. Use another code.',
	701099:
		'A member in the call has no interface licence (基础账号). Buy and activate one, or leave the member out.',
};
