import { getGlobalDispatcher, MockAgent, setGlobalDispatcher } from 'undici';

/** No unit test reaches anything but this machine: a URL that a test did not declare throws. */
const before = getGlobalDispatcher();

beforeAll(() => {
	const agent = new MockAgent();
	agent.disableNetConnect();
	agent.enableNetConnect(/^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/);
	setGlobalDispatcher(agent);
});

afterAll(() => setGlobalDispatcher(before));
