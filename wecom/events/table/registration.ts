import { group } from '../define';
import { integer, nested, text } from '../field';

export const registration = group('Registration', '推广二维码', {
	register_corp: {
		title: 'Company Registered',
		titleZh: '注册完成回调事件',
		from: 'system',
		secrets: ['ContactSync.AccessToken'],
		fields: () => ({
			...registered(),
			ContactSync: nested({
				AccessToken: text.optional(),
				ExpiresIn: integer.optional(),
			}).optional(),
		}),
	},
	enter_register_package: {
		title: 'Promotion Package Entered',
		titleZh: '扫描推广二维码事件',
		from: 'system',
		fields: registered,
	},
});

function registered() {
	return {
		RegisterCode: text,
		AuthUserInfo: nested({ UserId: text }),
		State: text.optional(),
		TemplateId: text,
	};
}
