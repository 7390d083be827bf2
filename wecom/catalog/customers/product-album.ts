import { resource, type Zod } from '../endpoint';
import { cursor } from '../page';
import { bytes } from '../parameters';

const page = '015-管理商品图册';
const own = 'Only those that this app has created';

const productId = (zod: Zod) =>
	zod
		.string()
		.min(1)
		.meta({ title: 'Product', description: 'product_id from Get Many', pick: 'product' });

const description = (zod: Zod) =>
	zod
		.string()
		.min(1)
		.max(300)
		.meta({ title: 'Description', description: 'name and features, at most 300 characters' });

const price = (zod: Zod) =>
	zod.int().min(0).max(5_000_000).meta({ title: 'Price', description: 'in cents (分)' });

const number = (zod: Zod) =>
	bytes(zod, 128)
		.regex(/^[0-9A-Za-z]*$/, { error: 'must consist of letters and digits' })
		.meta({ title: 'Product Number', description: 'letters and digits' });

const pictures = (zod: Zod) =>
	zod
		.array(
			zod.object({
				type: zod.literal('image'),
				image: zod.object({ media_id: zod.string().optional() }),
			}),
		)
		.min(1)
		.max(9)
		.meta({
			title: 'Pictures',
			description: 'at most 9, media from Media: Upload Attachment',
			example: [{ type: 'image', image: { media_id: 'MEDIA_ID' } }],
		});

export const productAlbum = resource(
	'productAlbum',
	'Product Album',
	'商品图册',
	'docs/002-第三方应用开发/002-服务端API/019-客户联系',
	{
		create: {
			title: 'Create',
			action: 'Create a product',
			zh: '创建商品图册',
			doc: page,
			post: 'externalcontact/add_product_album',
			body: (zod) => ({
				description: description(zod),
				price: price(zod),
				product_sn: number(zod).optional(),
				attachments: pictures(zod),
			}),
		},
		delete: {
			title: 'Delete',
			action: 'Delete a product',
			zh: '删除商品图册',
			about: own,
			doc: page,
			post: 'externalcontact/delete_product_album',
			body: (zod) => ({ product_id: productId(zod) }),
			deletes: true,
		},
		get: {
			title: 'Get',
			action: 'Get a product',
			zh: '获取商品图册',
			doc: page,
			post: 'externalcontact/get_product_album',
			repeatable: true,
			body: (zod) => ({ product_id: productId(zod) }),
			answer: 'product',
		},
		getAll: {
			title: 'Get Many',
			action: 'Get many products',
			zh: '获取商品图册列表',
			doc: page,
			post: 'externalcontact/get_product_album_list',
			repeatable: true,
			items: 'product_list',
			page: cursor(100),
		},
		update: {
			title: 'Update',
			action: 'Update a product',
			zh: '编辑商品图册',
			about: `What is not given stays. ${own}`,
			doc: page,
			post: 'externalcontact/update_product_album',
			repeatable: true,
			body: (zod) => ({
				product_id: productId(zod),
				description: description(zod).optional(),
				price: price(zod).optional(),
				product_sn: number(zod).optional(),
				attachments: pictures(zod).optional(),
			}),
		},
	},
);
