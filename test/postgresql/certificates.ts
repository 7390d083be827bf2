import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** An authority of its own, and a server that it vouches for. PEM. */
export interface Certificates {
	authority: string;
	certificate: string;
	key: string;
}

/** @param subject What the server's certificate is for, such as `IP:127.0.0.1` or `DNS:example.com`. */
export function makeCertificates(subject: string): Certificates {
	const folder = mkdtempSync(join(tmpdir(), 'certificates-'));
	const openssl = (...args: string[]) =>
		execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
	const read = (name: string) => readFileSync(join(folder, name), 'utf8');
	const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
	try {
		openssl(
			'req',
			'-x509',
			...newKey,
			'-keyout',
			'ca.key',
			'-out',
			'ca.crt',
			'-subj',
			'/CN=CA',
			'-days',
			'2',
		);
		openssl('req', ...newKey, '-keyout', 'server.key', '-out', 'server.csr', '-subj', '/CN=server');
		writeFileSync(join(folder, 'extensions'), `subjectAltName=${subject}\n`);
		openssl(
			...['x509', '-req', '-in', 'server.csr', '-CA', 'ca.crt', '-CAkey', 'ca.key'],
			...['-CAcreateserial', '-out', 'server.crt', '-days', '2', '-extfile', 'extensions'],
		);
		return { authority: read('ca.crt'), certificate: read('server.crt'), key: read('server.key') };
	} finally {
		rmSync(folder, { recursive: true });
	}
}
