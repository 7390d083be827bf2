/** Folder of the documentation pages. */
export const folder = 'docs/001-企业内部开发/002-服务端API/008-安全管理';
