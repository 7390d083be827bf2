import { ensureN8n } from '../../scripts/install.mjs';
import { ensurePacked } from '../../scripts/pack.mjs';

/** Before the first test: the pinned n8n is installed and the package is packed as it would be published. */
export default async function setUp() {
	process.env.WECOM_N8N_FOLDER = await ensureN8n();
	process.env.WECOM_TARBALL = await ensurePacked();
}
